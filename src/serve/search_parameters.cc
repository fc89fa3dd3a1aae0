#include "serve/search_parameters.h"

#include <string>

#include "base/text.h"
#include "serve/form_values.h"

namespace commonplace::serve {
namespace {

using Order = SearchParameters::Order;

// What lies further back is not looked for: nobody pages that far, and each page costs as much as all before it.
constexpr std::uint64_t kLastPage = 100;

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
  for (const auto& [name, value] : read_form(query)) {
    std::string problem =
        value ? read(result.asked, name, *value) : "the value of '" + std::string(name) + "' is not UTF-8";
    if (result.problem.empty()) result.problem = std::move(problem);
  }
  return result;
}

}  // namespace commonplace::serve
