#include "cli/entry_table.h"

#include "cli/table.h"

namespace commonplace::cli {

std::string minutes_of(const std::optional<Timestamp>& time) {
  if (!time) return "-";
  std::string text = to_rfc3339(*time).substr(0, 16);
  text[10] = ' ';
  return text;
}

void print_entries(const std::vector<Entry>& entries) {
  std::vector<std::vector<std::string>> table;
  table.reserve(entries.size());
  for (const Entry& entry : entries) {
    table.push_back({entry.key, minutes_of(entry.published).substr(0, 10), entry.type, entry.source, entry.title});
  }
  print_table({"KEY", "PUBLISHED", "TYPE", "SOURCE", "TITLE"}, table);
}

}  // namespace commonplace::cli
