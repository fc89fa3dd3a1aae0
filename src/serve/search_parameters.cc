#include "serve/search_parameters.h"

#include <optional>
#include <string>

#include "base/text.h"
#include "base/utf8.h"

namespace commonplace::serve {
namespace {

using Order = SearchParameters::Order;

// What lies further back is not looked for: nobody pages that far, and each page costs as much as all before it.
constexpr std::uint64_t kLastPage = 100;

// As a form is encoded (WHATWG URL §5.1). Nothing where it is not UTF-8; a '%' that encodes nothing stands for itself.
std::optional<std::string> decode(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i] == '+' ? ' ' : text[i];
    if (c == '%' && i + 2 < text.size()) {
      const int high = base::hex_value(text[i + 1]), low = base::hex_value(text[i + 2]);
      if (high >= 0 && low >= 0) {
        c = static_cast<char>(high * 16 + low);
        i += 2;
      }
    }
    decoded += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  }
  if (!base::is_valid_utf8(decoded)) return std::nullopt;
  return std::string(base::trim(decoded));
}

// What is wrong with the value; empty where it is good.
std::string read(SearchParameters& asked, std::string_view name, const std::string& value) {
  if (name == "q") asked.query = value;
  if (name == "source") asked.source = value;
  if (name == "type") asked.type = value;
  if (name == "topic") asked.topic = value;
  if (name == "order" && !value.empty()) {
    if (value != "date" && value != "relevance") {
      return "'" + value + "' is no order; there are 'relevance' and 'date'";
    }
    asked.order = value == "date" ? Order::Date : Order::Relevance;
  }
  if (name == "page" && !value.empty()) {
    const std::optional<std::uint64_t> page = base::parse_decimal(value);
    if (!page || *page == 0 || *page > kLastPage) {
      return "there is no page '" + value + "'; pages are numbered from 1 to 100";
    }
    asked.page = static_cast<std::size_t>(*page);
  }
  return {};
}

}  // namespace

ReadParameters read_search_parameters(std::string_view query) {
  ReadParameters result;
  for (const std::string_view pair : base::split(query, '&')) {
    const auto equals = pair.find('=');
    const std::string_view name = pair.substr(0, equals);
    const auto value = decode(equals == std::string_view::npos ? "" : pair.substr(equals + 1));
    std::string problem =
        value ? read(result.asked, name, *value) : "the value of '" + std::string(name) + "' is not UTF-8";
    if (result.problem.empty()) result.problem = std::move(problem);
  }
  return result;
}

}  // namespace commonplace::serve
