// Any bytes as a query over any bytes as an entry: an error that points into the query, or an answer that its own
// explanation agrees with.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "commonplace/topic.h"

namespace {

using namespace commonplace;

void check(bool holds) {
  if (!holds) std::abort();
}

// The first line is the query, the rest the text of an entry.
Entry entry_of(std::string_view text) {
  Entry entry;
  entry.source = "partner";
  entry.title = base::repair_utf8(text);
  entry.excerpt = "Libraries and their partners plan a community engagement webinar.";
  entry.type = "Webinar";
  entry.language = "en";
  entry.link = "https://partner.example/news/1";
  entry.published = Timestamp(std::chrono::seconds{1'729'771'200});
  return entry;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string_view text = input.substr(0, input.find('\n'));
  const auto query = Query::compile(text);
  if (!query) {
    check(query.error().offset <= text.size() && !query.error().message.empty());
    return 0;
  }
  const Entry entry = entry_of(input.substr(text.size()));
  const bool matches = query->matches(entry);
  check(matches == query->matches(entry));
  const auto findings = query->explain(entry);
  if (findings.size() == 1 && findings[0].test == text) check(findings[0].holds == matches);
  if (query->matches_everything()) check(matches);
  return 0;
}
