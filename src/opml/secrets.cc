#include "opml/secrets.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"

namespace commonplace::opml {
namespace {

bool holds_reference(std::string_view text) {
  return text.find("${env:") != std::string_view::npos || text.find("${file:") != std::string_view::npos;
}

// Request headers that say nothing secret; any other may be a key under a name that nobody can know.
bool is_harmless_header(std::string_view name) {
  constexpr std::string_view kHarmless[] = {
      "accept", "accept-charset", "accept-encoding", "accept-language", "cache-control",
      "dnt",    "from",           "pragma",          "referer",         "user-agent"};
  const std::string lower = base::to_ascii_lower(name);
  return std::find(std::begin(kHarmless), std::end(kHarmless), lower) != std::end(kHarmless);
}

// Where an address names a host, with what comes before it: behind the scheme and any slashes, which browsers do not
// count; at the beginning where there is no scheme, as in a proxy's HOST:PORT.
std::size_t authority_begin(std::string_view address) {
  std::size_t begin = address.find("://");
  if (begin == std::string_view::npos) {
    begin = base::starts_with_ignoring_case(base::trim(address), "http") ? address.find(':') : std::string_view::npos;
    if (begin == std::string_view::npos) return 0;
  }
  return std::min(address.find_first_not_of("/\\ \t\r\n", begin + 1), address.size());
}

bool withhold_sign_in(std::string& address) {
  const std::size_t begin = authority_begin(address);
  const std::size_t end = std::min(address.find_first_of("/\\?#", begin), address.size());
  const std::size_t at = std::string_view(address).substr(0, end).rfind('@');
  if (at == std::string::npos || at < begin) return false;
  address.erase(begin, at + 1 - begin);
  return true;
}

// "?feed_token=…": an address that opens for whoever has it. A short value is an ordinary word, as in "?key=news".
bool is_token(std::string_view parameter) {
  constexpr std::string_view kEnds[] = {"token", "key", "secret", "password", "passwd", "auth", "signature"};
  constexpr std::size_t kShortest = 8;
  const std::size_t equals = parameter.find('=');
  if (equals == std::string_view::npos || parameter.size() - equals - 1 < kShortest) return false;
  const std::string name = base::to_ascii_lower(parameter.substr(0, equals));
  return std::any_of(std::begin(kEnds), std::end(kEnds), [&name](std::string_view end) { return name.ends_with(end); });
}

bool withhold_tokens_of_query(std::string& address) {
  const std::size_t question = address.find('?');
  if (question == std::string::npos) return false;
  const std::size_t end = std::min(address.find('#', question), address.size());
  std::string kept;
  for (const std::string_view parameter :
       base::split(std::string_view(address).substr(question + 1, end - question - 1), '&')) {
    if (!is_token(parameter)) kept.append(kept.empty() ? "?" : "&").append(parameter);
  }
  if (kept.size() == end - question) return false;
  address.replace(question, end - question, kept);
  return true;
}

bool withhold_from_address(SettingValue& value) {
  auto* address = std::get_if<std::string>(&value);
  if (address == nullptr) return false;
  const bool signs_in = withhold_sign_in(*address);
  return withhold_tokens_of_query(*address) || signs_in;
}

bool withhold_from_proxy(SettingValue& value) {
  auto* address = std::get_if<std::string>(&value);
  return address != nullptr && !holds_reference(*address) && withhold_sign_in(*address);
}

bool withhold_all(SettingValue& value) {
  auto* text = std::get_if<std::string>(&value);
  if (text == nullptr || text->empty() || holds_reference(*text)) return false;
  text->clear();
  return true;
}

bool withhold_headers(SettingValue& value) {
  auto* headers = std::get_if<std::map<std::string, std::string>>(&value);
  const auto is_secret = [](const auto& header) {
    return !is_harmless_header(header.first) && !holds_reference(header.second);
  };
  return headers != nullptr && std::erase_if(*headers, is_secret) > 0;
}

bool withhold_tokens(SettingValue& value) {
  auto* tokens = std::get_if<std::vector<std::string>>(&value);
  const auto is_secret = [](const std::string& token) { return token != "public" && !holds_reference(token); };
  if (tokens != nullptr) return std::erase_if(*tokens, is_secret) > 0;
  auto* token = std::get_if<std::string>(&value);
  return token != nullptr && is_secret(*token) && withhold_all(value);
}

constexpr struct {
  std::string_view key;
  bool (*withhold)(SettingValue&);  // whether anything was taken out
} kSecretKeys[] = {{"url", withhold_from_address}, {"homepage", withhold_from_address}, {"proxy", withhold_from_proxy},
                   {"password", withhold_all},     {"headers", withhold_headers},       {"access", withhold_tokens}};

bool is_empty(const SettingValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  const auto* table = std::get_if<std::map<std::string, std::string>>(&value);
  const auto* list = std::get_if<std::vector<std::string>>(&value);
  return (text != nullptr && text->empty()) || (table != nullptr && table->empty()) ||
         (list != nullptr && list->empty());
}

void find_references(std::string_view text, std::vector<std::string>& found) {
  for (std::size_t begin = text.find("${"); begin != std::string_view::npos; begin = text.find("${", begin + 2)) {
    const std::size_t end = text.find('}', begin);
    if (end == std::string_view::npos) return;
    const std::string reference(text.substr(begin, end + 1 - begin));
    if (holds_reference(reference) && std::find(found.begin(), found.end(), reference) == found.end())
      found.push_back(reference);
  }
}

}  // namespace

std::vector<std::string> withhold_secrets(Settings& settings) {
  std::vector<std::string> withheld;
  for (const auto& [key, withhold] : kSecretKeys) {
    const auto setting = settings.find(key);
    if (setting == settings.end() || !withhold(setting->second)) continue;
    withheld.emplace_back(key);
    if (is_empty(setting->second)) settings.erase(setting);
  }
  return withheld;
}

bool has_secrets(Settings settings) { return !withhold_secrets(settings).empty(); }

std::vector<std::string> references_in(const Settings& settings) {
  std::vector<std::string> found;
  for (const auto& [key, value] : settings) {
    if (const auto* text = std::get_if<std::string>(&value)) find_references(*text, found);
    if (const auto* table = std::get_if<std::map<std::string, std::string>>(&value)) {
      for (const auto& [name, text] : *table) find_references(text, found);
    }
  }
  return found;
}

}  // namespace commonplace::opml
