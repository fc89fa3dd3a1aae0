#include "dedup/appearance.h"

#include <gtest/gtest.h>

namespace commonplace::dedup {
namespace {

struct Case {
  const char* name;
  const char* before;
  const char* after;
};

std::uint64_t appearance_of_text(const char* html) {
  Entry entry;
  entry.title = "A headline";
  entry.content = SafeHtml::trust_stored(html);
  return appearance_of(entry);
}

TEST(Appearance, IsWhatAReaderSees) {
  constexpr Case kSame[] = {
      {"white space between elements", "<p>a</p><p>b</p>", "<p>a</p>\n\n  <p>b</p>"},
      {"white space in a text", "<p>a b</p>", "<p>a\n   b</p>"},
      {"a picture signed anew", R"(<img src="https://a.example/i.jpg?sig=1" alt="i">)",
       R"(<img src="https://a.example/i.jpg?sig=2&amp;x=3" alt="i">)"},
      {"pictures in a list", R"(<img srcset="https://a.example/i?1 1x, https://a.example/j?1 2x">)",
       R"(<img srcset="https://a.example/i?2 1x, https://a.example/j?2 2x">)"},
      {"a site that moves to https", R"(<a href="http://a.example/p">a</a>)", R"(<a href="https://a.example/p">a</a>)"},
  };
  for (const Case& c : kSame) {
    EXPECT_EQ(appearance_of_text(c.before), appearance_of_text(c.after)) << c.name;
  }
  constexpr Case kOther[] = {
      {"a word", "<p>a</p>", "<p>b</p>"},
      {"a space between words", "<p>no where</p>", "<p>nowhere</p>"},
      {"a question", "<p>https://a.example/?a</p>", "<p>https://a.example/?b</p>"},
      {"another element", "<p>a</p>", "<h2>a</h2>"},
      {"another picture", R"(<img src="https://a.example/i.jpg">)", R"(<img src="https://a.example/j.jpg">)"},
      {"what a picture shows", R"(<img src="https://a.example/i.jpg?1" alt="a > b?">)",
       R"(<img src="https://a.example/i.jpg?1" alt="a > c?">)"},
      {"where a link leads", R"(<a href="https://a.example/p#a">a</a>)", R"(<a href="https://a.example/p#b">a</a>)"},
  };
  for (const Case& c : kOther) {
    EXPECT_NE(appearance_of_text(c.before), appearance_of_text(c.after)) << c.name;
  }
}

TEST(Appearance, IsMoreThanTheText) {
  Entry before;
  before.title = "A headline";
  before.image = Image{"https://a.example/i.jpg?sig=1", "", {}, ""};
  before.enclosures = {{"https://a.example/1.mp3?t=1", "", ""}};
  Entry after = before;
  after.link = "https://a.example/2";
  after.image->url = "http://a.example/i.jpg?sig=2";
  after.enclosures[0].url = "https://a.example/1.mp3?t=2";
  EXPECT_EQ(appearance_of(after), appearance_of(before));
  std::vector<Entry> edits(6, before);
  edits[0].title = "Another";
  edits[1].authors = {{"Ann", "", ""}};
  edits[2].image->url = "https://a.example/j.jpg?sig=1";
  edits[3].image->alt = "A gate";
  edits[4].enclosures[0].url = "https://a.example/2.mp3";
  edits[5].event = Event{};
  for (std::size_t i = 0; i < edits.size(); ++i) EXPECT_NE(appearance_of(edits[i]), appearance_of(before)) << i;
}

}  // namespace
}  // namespace commonplace::dedup
