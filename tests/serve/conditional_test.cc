#include "serve/conditional.h"

#include <gtest/gtest.h>

namespace commonplace::serve {
namespace {

TEST(NamesEtag, ComparesWeaklyThroughAList) {
  struct Case {
    std::string_view name, list;
    bool expected;
  };
  const Case cases[] = {
      {"the same", "\"a\"", true},
      {"weak", "W/\"a\"", true},
      {"in a list", "\"x\", \"a\"", true},
      {"in a list without spaces", "\"x\",W/\"a\",\"y\"", true},
      {"with empty members", ", ,\"a\"", true},
      {"any", "*", true},
      {"any, with spaces", " * ", true},
      {"a comma inside a tag", "\"x,\", \"a\"", true},
      {"another", "\"b\"", false},
      {"without quotes", "a", false},
      {"another case", "\"A\"", false},
      {"lower-case weakness", "w/\"a\"", false},
      {"an open quote", "\"a", false},
      {"a star among tags", "\"b\", *", false},
      {"inside another tag", "\"x\"a\"\"", false},
      {"nothing", "", false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(names_etag(c.list, "\"a\""), c.expected);
  }
}

TEST(IsNotModified, LooksAtTheDateOnlyWithoutTags) {
  const Timestamp changed{std::chrono::seconds{1729771200}};  // Thu, 24 Oct 2024 12:00:00 GMT
  struct Case {
    std::string_view name;
    std::vector<std::pair<std::string, std::string>> headers;
    bool expected;
  };
  const Case cases[] = {
      {"unconditional", {}, false},
      {"the tag", {{"if-none-match", "\"a\""}}, true},
      {"another tag", {{"if-none-match", "\"b\""}}, false},
      {"the tag in a second header", {{"if-none-match", "\"b\""}, {"if-none-match", "\"a\""}}, true},
      {"the same date", {{"if-modified-since", "Thu, 24 Oct 2024 12:00:00 GMT"}}, true},
      {"a later date", {{"if-modified-since", "Fri, 25 Oct 2024 12:00:00 GMT"}}, true},
      {"an earlier date", {{"if-modified-since", "Thu, 24 Oct 2024 11:59:59 GMT"}}, false},
      {"no date", {{"if-modified-since", "yesterday"}}, false},
      {"another tag and a later date",
       {{"if-none-match", "\"b\""}, {"if-modified-since", "Fri, 25 Oct 2024 12:00:00 GMT"}},
       false},
      {"an empty tag list and a later date",
       {{"if-none-match", ""}, {"if-modified-since", "Fri, 25 Oct 2024 12:00:00 GMT"}},
       false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Request request;
    request.headers = c.headers;
    EXPECT_EQ(is_not_modified(request, "\"a\"", changed), c.expected);
  }
}

// Assets have no date: an epoch that stands for "none" must not make every old date match.
TEST(IsNotModified, NeverByDateWhereThereIsNone) {
  Request request;
  request.headers = {{"if-modified-since", "Thu, 24 Oct 2024 12:00:00 GMT"}};
  EXPECT_FALSE(is_not_modified(request, "\"a\"", Timestamp{}));
}

}  // namespace
}  // namespace commonplace::serve
