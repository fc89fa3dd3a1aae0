#include "app/moves.h"

#include <gtest/gtest.h>

#include <vector>

namespace commonplace::app {
namespace {

Source source_at(std::string url) {
  Source source;
  source.url = std::move(url);
  return source;
}

// Polls in a row, each by where it was sent for good ("": nowhere); what is adopted after the last.
std::string adopted_after(const std::vector<std::string>& polls, const Source& source) {
  Move move;
  std::string adopted;
  for (const std::string& to : polls) {
    const auto found = to.empty() ? std::nullopt : std::optional<Url>(parse_url(to).value());
    adopted = note_move(move, found, source).value_or("");
  }
  return adopted;
}

TEST(NoteMove, BelievesThreePollsThatAgree) {
  const std::string a = "https://a.example/feed", b = "https://b.example/feed";
  struct Case {
    const char* name;
    std::vector<std::string> polls;
    std::string adopted;
  };
  const Case cases[] = {
      {"once", {a}, ""},
      {"twice", {a, a}, ""},
      {"three times", {a, a, a}, a},
      {"told once only", {a, a, a, a}, ""},
      {"back in between", {a, a, "", a}, ""},
      {"another in between", {a, a, b, a, a}, ""},
      {"another that stays", {a, a, b, b, b}, b},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(adopted_after(c.polls, source_at("https://old.example/feed")), c.adopted);
  }
}

TEST(NoteMove, SecretsStayWithTheirHost) {
  const std::vector<std::string> elsewhere(3, "https://new.example/feed");
  const std::vector<std::string> same_host(3, "https://old.example/feed.xml");
  const std::vector<std::string> other_port(3, "http://old.example:8080/feed");
  Source open = source_at("http://old.example/feed");
  EXPECT_EQ(adopted_after(elsewhere, open), elsewhere[0]);
  for (const auto& give_secret :
       {+[](Source& s) { s.password = "x"; }, +[](Source& s) { s.username = "x"; },
        +[](Source& s) { s.headers["Cookie"] = "x"; }, +[](Source& s) { s.url = "http://ann:x@old.example/feed"; }}) {
    Source closed = open;
    give_secret(closed);
    EXPECT_EQ(adopted_after(elsewhere, closed), "");
    EXPECT_EQ(adopted_after(other_port, closed), "");
    EXPECT_EQ(adopted_after(same_host, closed), same_host[0]);
  }
}

TEST(AddressOf, IsTheAdoptedOneUnlessThatMustNotBeAsked) {
  Source source = source_at("http://old.example/feed");
  EXPECT_EQ(address_of(source, "")->href(), "http://old.example/feed");
  EXPECT_EQ(address_of(source, "https://new.example/")->href(), "https://new.example/");
  EXPECT_EQ(address_of(source, "file:///etc/passwd")->href(), "http://old.example/feed");
  EXPECT_EQ(address_of(source, "nonsense")->href(), "http://old.example/feed");
  source.password = "given later";
  EXPECT_EQ(address_of(source, "https://new.example/")->href(), "http://old.example/feed");
  EXPECT_EQ(address_of(source, "https://old.example/")->href(), "https://old.example/");
  source.url = "nonsense";
  EXPECT_FALSE(address_of(source, ""));
}

TEST(GivesUpAdopted, AfterThreeFailuresInARow) {
  RefreshHistory history;
  for (const bool expected : {false, false, false, true, true}) {
    EXPECT_EQ(gives_up_adopted(history), expected) << history.failures;
    ++history.failures;
  }
}

}  // namespace
}  // namespace commonplace::app
