#include "publish/passage.h"

#include <gtest/gtest.h>

#include "base/utf8.h"

namespace commonplace::publish {
namespace {

using topic::Mark;

// A text with its marks in brackets.
struct Marked {
  explicit Marked(std::string_view written) {
    for (const char c : written) {
      if (c == '[') {
        marks.push_back({text.size(), 0});
      } else if (c == ']') {
        marks.back().end = text.size();
      } else {
        text += c;
      }
    }
  }
  std::string text;
  std::vector<Mark> marks;
};

std::string shown(const Passage& passage) {
  std::string shown;
  std::size_t done = 0;
  for (const Mark& mark : passage.marks) {
    shown += passage.text.substr(done, mark.begin - done) + "[" +
             passage.text.substr(mark.begin, mark.end - mark.begin) + "]";
    done = mark.end;
  }
  return shown + passage.text.substr(done);
}

TEST(Highlighted, IsEscapedInsideAndOutside) {
  struct Case {
    const char* text;
    const char* html;
  };
  const Case cases[] = {
      {"", ""},
      {"no marks", "no marks"},
      {"[all]", "<mark>all</mark>"},
      {"a [b] c [d]", "a <mark>b</mark> c <mark>d</mark>"},
      {"a & [<b>] \"c\"", "a &amp; <mark>&lt;b&gt;</mark> &quot;c&quot;"},
      {"[{found}] {before}", "<mark>{found}</mark> {before}"},
  };
  for (const Case& c : cases) {
    const Marked marked(c.text);
    EXPECT_EQ(highlighted(marked.text, marked.marks).html, c.html);
  }
}

TEST(Passage, IsWhatLiesAroundTheFirstMark) {
  struct Case {
    const char* name;
    const char* text;
    const char* expected;
  };
  const Case cases[] = {
      {"short", "a short [text]", "a short [text]"},
      {"as long as may be", "exactly forty characters long, [this] one", "exactly forty characters long, [this] one"},
      {"at the beginning", "The [lighthouse] was closed for a long time and is open again",
       "The [lighthouse] was closed for a long …"},
      {"in the middle", "It was closed for a very long time, the old [lighthouse], and is open again now",
       "… the old [lighthouse], and is open again …"},
      {"at the end", "It was closed for a very long time and opens again: the [lighthouse]",
       "… time and opens again: the [lighthouse]"},
      {"several", "It was closed for a very long time, the [lighthouse], and is [open] again, [open] now",
       "… time, the [lighthouse], and is [open] …"},
      {"no marks", "The lighthouse was closed for a long time and is open again",
       "The lighthouse was closed for a long …"},
      {"one long word", "[Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen]",
       "Donaudampfschifffahrtsgesellschaftska …"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Marked marked(c.text);
    const Passage passage = passage_of(marked.text, marked.marks, 41);
    EXPECT_EQ(shown(passage), c.expected);
    EXPECT_LE(base::count_code_points(passage.text), 41u);
  }
}

TEST(Passage, NeverCutsACharacter) {
  std::string text;
  for (int i = 0; i < 30; ++i) text += "e\u0301👩‍👩‍👧図書館 ";
  for (std::size_t most = 10; most < 60; ++most) {
    for (const std::size_t begin : {std::size_t{0}, text.find("図"), text.rfind("図")}) {
      const Passage passage = passage_of(text, {{begin, begin + 3}}, most);
      EXPECT_TRUE(base::is_valid_utf8(passage.text));
      EXPECT_LE(base::count_code_points(passage.text), most);
    }
  }
}

}  // namespace
}  // namespace commonplace::publish
