#include "text/segment.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>

#include "base/utf8.h"

namespace commonplace::text {
namespace {

std::string joined(std::string_view text) {
  std::string result;
  for (const std::string_view word : words(text)) {
    if (!result.empty()) result += '|';
    result += word;
  }
  return result;
}

struct Case {
  std::string_view name, input, expected;
};

TEST(Words, AreWhatReadersCallWords) {
  const Case cases[] = {
      {"empty", "", ""},
      {"only punctuation", " -- … !", ""},
      {"English", "Libraries, archives & museums.", "Libraries|archives|museums"},
      {"numbers keep their separators", "1,000.5 items in 3.5 mm, 10:30", "1,000.5|items|in|3.5|mm|10|30"},
      {"apostrophes divide", "library's O'Brien", "library|s|O|Brien"},
      {"a missing space divides", "end.Next example.org", "end|Next|example|org"},
      {"hyphens and underscores divide", "e-book library_week", "e|book|library|week"},
      {"a typographic apostrophe divides", "l’école d’été", "l|école|d|été"},
      {"the same word by word beyond ASCII", "é end.Next 1,000.5 a_b 10:30", "é|end|Next|1,000.5|a|b|10|30"},
      {"Hebrew abbreviations, typed and typeset", "צה\"ל צה״ל", "צה|ל|צה|ל"},
      {"German", "Bücherhallen öffnen", "Bücherhallen|öffnen"},
      {"Russian", "Новости библиотек: обзор", "Новости|библиотек|обзор"},
      {"Latin between others", "Ünïque “мир” naïve—café, 図書館 l’été", "Ünïque|мир|naïve|café|図書館|l|été"},
      {"a mark after a letter", "cafe\u0301s open", "cafe\u0301s|open"},
      {"Russian", "Новости библиотеки, 2024 год", "Новости|библиотеки|2024|год"},
      {"Catalan middle dot", "col·lecció", "col·lecció"},
      {"Japanese", "図書館のニュース", "図書館|の|ニュース"},
      {"Chinese", "图书馆新闻", "图书|馆|新闻"},
      {"Thai", "ห้องสมุดประชาชน", "ห้อง|สมุด|ประชาชน"},
      {"Korean", "도서관 소식", "도서관|소식"},
      {"Arabic", "أخبار المكتبة، اليوم", "أخبار|المكتبة|اليوم"},
      {"emoji are no words", "📚 books", "books"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(joined(c.input), c.expected);
  }
}

TEST(Words, AreTheSameWithAndWithoutTheFastPath) {
  EXPECT_TRUE(rc::check("Latin text divides as it does in one stretch with other text", [] {
    const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
        "a", "Z", "1", "0", ".", ",", "'", ":", ";", "_", "-", "\"", "@", "/", "+", "é", "Ü", "ÿ", "ł", "ǆ", "ɏ", "×",
        "÷", "—", "–", "’", "“", "”", "…", "«", "»", "\u00A0"));
    std::string text;
    for (const std::string& part : parts) text += part;
    const std::string slow = text + "/я";
    auto expected = words(slow);
    RC_ASSERT(!expected.empty());
    expected.pop_back();
    const auto fast = words(text);
    RC_ASSERT(std::vector<std::string>(fast.begin(), fast.end()) ==
              std::vector<std::string>(expected.begin(), expected.end()));
  }));
}

TEST(Words, SurviveAnyBytes) {
  EXPECT_TRUE(rc::check("views stay inside the text", [] {
    const auto text = *rc::gen::arbitrary<std::string>();
    for (const std::string_view word : words(text)) {
      RC_ASSERT(!word.empty());
      RC_ASSERT(word.data() >= text.data() && word.data() + word.size() <= text.data() + text.size());
    }
  }));
}

TEST(GraphemeFloor, NeverCutsAGrapheme) {
  const std::string_view family = "a👨‍👩‍👧b";  // 'a', 18 bytes of one emoji, 'b'
  EXPECT_EQ(grapheme_floor(family, 0), 0U);
  EXPECT_EQ(grapheme_floor(family, 1), 1U);
  for (std::size_t byte = 2; byte < 19; ++byte) EXPECT_EQ(grapheme_floor(family, byte), 1U) << byte;
  EXPECT_EQ(grapheme_floor(family, 19), 19U);
  EXPECT_EQ(grapheme_floor(family, 20), 20U);
  EXPECT_EQ(grapheme_floor(family, 100), 20U);
}

TEST(GraphemeFloor, KeepsMarksWithTheirLetter) {
  EXPECT_EQ(grapheme_floor("e\u0301x", 1), 0U);
  EXPECT_EQ(grapheme_floor("e\u0301x", 2), 0U);
  EXPECT_EQ(grapheme_floor("e\u0301x", 3), 3U);
  EXPECT_EQ(grapheme_floor("\r\n", 1), 0U);
  EXPECT_EQ(grapheme_floor("\n\n", 1), 1U);
  EXPECT_EQ(grapheme_floor("", 0), 0U);
}

TEST(GraphemeFloor, SurvivesAnyBytes) {
  EXPECT_TRUE(rc::check("is not after the byte", [] {
    const auto text = *rc::gen::arbitrary<std::string>();
    const auto byte = *rc::gen::inRange<std::size_t>(0, text.size() + 2);
    RC_ASSERT(grapheme_floor(text, byte) <= std::min(byte, text.size()));
  }));
}

TEST(IsCjkWord, KnowsScriptsWithoutSpaces) {
  EXPECT_TRUE(is_cjk_word("図書館"));
  EXPECT_TRUE(is_cjk_word("ニュース"));
  EXPECT_FALSE(is_cjk_word("도서관"));
  EXPECT_FALSE(is_cjk_word("ห้องสมุด"));
  EXPECT_FALSE(is_cjk_word("library"));
  EXPECT_FALSE(is_cjk_word(""));
}

}  // namespace
}  // namespace commonplace::text
