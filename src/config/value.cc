#include "config/value.h"

#include <algorithm>

#include "base/text.h"
#include "commonplace/topic.h"
#include "commonplace/url.h"
#include "config/header_field.h"
#include "config/string_place.h"
#include "runtime/files.h"
#include "runtime/log.h"

namespace commonplace::config {
namespace {

using std::chrono::seconds;

std::string_view describe(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::string:
      return "a string";
    case toml::node_type::integer:
      return "an integer";
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "a boolean";
    case toml::node_type::date:
    case toml::node_type::time:
    case toml::node_type::date_time:
      return "a date";
    case toml::node_type::none:
      break;
  }
  return "nothing";
}

}  // namespace

std::string Message::to_string() const {
  return file + ":" + std::to_string(line) + ":" + std::to_string(column) +
         (severity == Severity::Error ? ": error: " : ": warning: ") + text;
}

Message& Reporter::add(Message::Severity severity, std::uint32_t line, std::uint32_t column, std::string text) {
  failed_ = failed_ || severity == Message::Severity::Error;
  const FilePlace place = place_in_file(text_, {line, column});
  return messages_.emplace_back(
      Message{severity, file_, place.line, place.column, runtime::escape_controls(text), {}, 0});
}

Message& Reporter::add_inside(Message::Severity severity, const toml::node& value, std::size_t offset,
                              std::string text) {
  const toml::source_position begin = value.source().begin;
  const FilePlace place = place_in_string(text_, {begin.line, begin.column}, offset);
  return add(severity, place.line, place.column, std::move(text));
}

void Reporter::add_query(Message::Severity severity, const toml::node& value, std::size_t offset, std::string text) {
  Message& message = add_inside(severity, value, offset, std::move(text));
  message.query = value.value_or(std::string());
  message.query_offset = offset;
}

void Reporter::error(const toml::source_region& where, std::string text) {
  add(Message::Severity::Error, where.begin.line, where.begin.column, std::move(text));
}

void Reporter::warning(const toml::source_region& where, std::string text) {
  add(Message::Severity::Warning, where.begin.line, where.begin.column, std::move(text));
}

void Reporter::error_inside(const toml::node& value, std::size_t offset, std::string text) {
  add_inside(Message::Severity::Error, value, offset, std::move(text));
}

void Reporter::error_in_query(const toml::node& value, std::size_t offset, std::string text) {
  add_query(Message::Severity::Error, value, offset, std::move(text));
}

void Reporter::warning_in_query(const toml::node& value, std::size_t offset, std::string text) {
  add_query(Message::Severity::Warning, value, offset, std::move(text));
}

std::optional<seconds> parse_duration(std::string_view text) {
  struct Unit {
    char letter;
    std::int64_t seconds;
  };
  constexpr Unit kUnits[] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}, {'w', 7 * 86400}, {'y', 365 * 86400}};
  if (text.size() < 2) return std::nullopt;
  const auto count = base::parse_decimal(text.substr(0, text.size() - 1));
  if (!count || *count > 100'000'000) return std::nullopt;
  for (const Unit& unit : kUnits) {
    if (text.back() == unit.letter) return seconds(static_cast<std::int64_t>(*count) * unit.seconds);
  }
  return std::nullopt;
}

bool Value::complain(std::string text) const {
  reporter_.error(node_.source(), std::move(text));
  return false;
}

bool Value::wrong_type(std::string_view expected) const {
  return complain("'" + std::string(key_) + "' must be " + std::string(expected) + ", not " +
                  std::string(describe(node_)));
}

bool Value::read(std::string& target) const {
  const auto text = node_.value_exact<std::string>();
  if (!text) return wrong_type("a string");
  target = *text;
  return true;
}

bool Value::read(bool& target) const {
  const auto flag = node_.value_exact<bool>();
  if (!flag) return wrong_type("true or false");
  target = *flag;
  return true;
}

bool Value::read(int& target, int least, int most) const {
  const auto number = node_.value_exact<std::int64_t>();
  if (!number) return wrong_type("a whole number");
  if (*number < least || *number > most) {
    return complain("'" + std::string(key_) + "' must be from " + std::to_string(least) + " to " +
                    std::to_string(most) + ", not " + std::to_string(*number));
  }
  target = static_cast<int>(*number);
  return true;
}

bool Value::read(std::size_t& target, std::size_t least, std::size_t most) const {
  int number = 0;
  if (!read(number, static_cast<int>(least), static_cast<int>(most))) return false;
  target = static_cast<std::size_t>(number);
  return true;
}

bool Value::read(double& target, double least) const {
  const auto number = node_.value<double>();
  if (!number || node_.is_boolean()) return wrong_type("a number");
  if (!(*number >= least)) return complain("'" + std::string(key_) + "' must be at least " + std::to_string(least));
  target = *number;
  return true;
}

bool Value::read(seconds& target) const {
  const auto text = node_.value_exact<std::string>();
  if (!text) return wrong_type("a duration such as \"15m\", \"1h\" or \"30d\"");
  const auto duration = parse_duration(*text);
  if (!duration || *duration <= seconds{0}) {
    return complain("'" + *text +
                    "' is not a duration; write a number and s, m, h, d, w or y, such as \"15m\" or \"30d\"");
  }
  target = *duration;
  return true;
}

bool Value::read(std::vector<std::string>& target) const {
  std::vector<std::string> list;
  if (const auto one = node_.value_exact<std::string>()) {
    list.push_back(*one);
  } else if (const toml::array* array = node_.as_array()) {
    for (const toml::node& element : *array) {
      const auto text = element.value_exact<std::string>();
      if (!text) {
        reporter_.error(element.source(),
                        "'" + std::string(key_) + "' must list strings, not " + std::string(describe(element)));
        return false;
      }
      list.push_back(*text);
    }
  } else {
    return wrong_type("a list of strings");
  }
  target = std::move(list);
  return true;
}

bool Value::read(std::map<std::string, std::string>& target) const {
  const toml::table* table = node_.as_table();
  if (!table) return wrong_type("a table such as { Name = \"value\" }");
  for (const auto& [name, element] : *table) {
    const auto text = element.value_exact<std::string>();
    if (!text) {
      reporter_.error(element.source(),
                      "'" + std::string(name.str()) + "' must be a string, not " + std::string(describe(element)));
      return false;
    }
    target[std::string(name.str())] = *text;
  }
  return true;
}

std::optional<Value::Unfilled> Value::try_fill_in(std::string text, std::string& target) const {
  std::string filled;
  for (;;) {
    const std::size_t begin = text.find("${");
    filled += text.substr(0, begin);
    if (begin == std::string::npos) break;
    const std::size_t end = text.find('}', begin);
    const std::string reference = text.substr(begin + 2, end == std::string::npos ? end : end - begin - 2);
    if (end == std::string::npos) return Unfilled{begin, "'${' is not closed; write ${env:NAME} or ${file:PATH}"};
    const bool known = reference.starts_with("env:") || reference.starts_with("file:");
    if (known && place_.secrets == Secrets::AsWritten) {
      filled += text.substr(begin, end + 1 - begin);
    } else if (reference.starts_with("env:")) {
      const auto variable = place_.environment.find(reference.substr(4));
      if (variable == place_.environment.end()) {
        return Unfilled{begin, "the environment has no variable '" + reference.substr(4) + "'", true};
      }
      filled += variable->second;
    } else if (reference.starts_with("file:")) {
      const auto content = runtime::read_file(reference.substr(5), 64 << 10);
      if (!content) return Unfilled{begin, content.error().detail, true};
      filled += base::trim(*content);
    } else {
      return Unfilled{begin, "'${" + reference + "}' is neither ${env:NAME} nor ${file:PATH}"};
    }
    text.erase(0, end + 1);
  }
  target = std::move(filled);
  return std::nullopt;
}

bool Value::fill_in(const toml::node& node, std::string text, std::string& target) const {
  const std::optional<Unfilled> unfilled = try_fill_in(std::move(text), target);
  if (unfilled) reporter_.error_inside(node, unfilled->offset, unfilled->why);
  return !unfilled;
}

bool Value::read_token(std::string& target, bool& is_there) const {
  std::string text;
  if (!read(text)) return false;
  const std::optional<Unfilled> unfilled = try_fill_in(std::move(text), target);
  is_there = !unfilled;
  if (!unfilled) return true;
  if (!unfilled->is_missing) reporter_.error_inside(node_, unfilled->offset, unfilled->why);
  if (unfilled->is_missing)
    reporter_.warning(node_.source(), unfilled->why + "; until it is there, nobody reads the topic by it");
  return unfilled->is_missing;
}

bool Value::read_secret(std::string& target) const {
  std::string text;
  return read(text) && fill_in(node_, std::move(text), target);
}

bool Value::is_filled_in(std::string_view text) const {
  return place_.secrets == Secrets::FilledIn || text.find("${") == std::string_view::npos;
}

bool Value::read_headers(std::map<std::string, std::string>& target) const {
  std::map<std::string, std::string> texts;
  if (!read(texts)) return false;
  for (auto& [name, text] : texts) {
    const auto [key, node] = *node_.as_table()->find(name);
    if (!is_header_name(name)) {
      reporter_.error(key.source(),
                      "'" + name + "' is no name of a header; write one such as \"X-Key\", without a colon");
      return false;
    }
    if (!fill_in(node, text, target[name])) return false;
    if (!is_header_value(target[name])) {
      reporter_.error(node.source(),
                      "the value of '" + name + "' has a line break or a control character; write one line");
      return false;
    }
  }
  return true;
}

std::optional<std::size_t> Value::read_choice(std::initializer_list<std::string_view> choices) const {
  std::string text;
  if (!read(text)) return std::nullopt;
  const auto found = std::find(choices.begin(), choices.end(), text);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  std::string list;
  for (const std::string_view choice : choices) list += (list.empty() ? "" : ", ") + std::string(choice);
  complain("'" + std::string(key_) + "' is '" + text + "'; it must be one of " + list);
  return std::nullopt;
}

bool Value::read_query(std::string& target) const {
  std::string text;
  if (!read(text)) return false;
  if (const auto query = Query::compile(text); !query) {
    reporter_.error_in_query(node_, query.error().offset, "in '" + std::string(key_) + "': " + query.error().message);
    return false;
  }
  target = std::move(text);
  return true;
}

bool Value::read_http_url(std::string& target) const {
  std::string text;
  if (!read(text)) return false;
  const Result<Url> url = parse_url(text);
  if (!url || !url->is_http() || url->host().empty()) {
    return complain("'" + std::string(key_) + "' must be an http or https URL, not '" + without_userinfo(text) + "'");
  }
  target = url->href();
  return true;
}

}  // namespace commonplace::config
