#include "serve/conditional.h"

#include "base/text.h"

namespace commonplace::serve {
namespace {

std::string_view without_weakness(std::string_view tag) { return tag.starts_with("W/") ? tag.substr(2) : tag; }

void skip_separators(std::string_view& list) {
  while (!list.empty() && (list.front() == ' ' || list.front() == '\t' || list.front() == ',')) list.remove_prefix(1);
}

// Takes the next tag, quotes included, without its weakness; empty at the end or at a mistake. Commas may stand
// inside the quotes, so the list cannot simply be split.
std::string_view take_tag(std::string_view& list) {
  skip_separators(list);
  if (list.starts_with("W/")) list.remove_prefix(2);
  if (list.empty() || list.front() != '"') return {};
  const auto end = list.find('"', 1);
  if (end == std::string_view::npos) return {};
  const std::string_view tag = list.substr(0, end + 1);
  list.remove_prefix(end + 1);
  return tag;
}

}  // namespace

bool names_etag(std::string_view list, std::string_view etag) {
  if (base::trim(list) == "*") return true;
  etag = without_weakness(etag);
  for (std::string_view tag = take_tag(list); !tag.empty(); tag = take_tag(list))
    if (tag == etag) return true;
  return false;
}

bool is_not_modified(const Request& request, std::string_view etag, Timestamp last_modified) {
  bool has_tags = false;
  for (const auto& [name, value] : request.headers) {
    if (name != "if-none-match") continue;
    has_tags = true;
    if (names_etag(value, etag)) return true;
  }
  if (has_tags) return false;                      // the date is then not looked at
  if (last_modified == Timestamp{}) return false;  // what has no date, such as what comes with the program
  const auto since = parse_date(request.header("if-modified-since"));
  return since && since->precision == DatePrecision::Instant && last_modified <= since->instant;
}

}  // namespace commonplace::serve
