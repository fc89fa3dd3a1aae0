#include "text/normalize.h"

#include <gtest/gtest.h>

#include <string>

#include "base/utf8.h"

namespace commonplace::text {
namespace {

struct Case {
  std::string_view name, input, expected;
};

TEST(ToNfc, Composes) {
  const Case cases[] = {
      {"empty", "", ""},
      {"ASCII", "abc", "abc"},
      {"already composed", "é", "é"},
      {"decomposed", "e\u0301", "é"},
      {"marks in canonical order", "q\u0307\u0323", "q\u0323\u0307"},
      {"singletons", "\u212B", "Å"},
      {"Hangul jamo", "\u1112\u1161\u11AB", "한"},
      {"compatibility characters stay", "ﬁ²", "ﬁ²"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(to_nfc(c.input), c.expected);
  }
}

// Quadratic otherwise: minutes for a text of this size.
TEST(ToNfc, EndsFloodsOfMarks) {
  std::string flood = "a";
  for (int i = 0; i < 200'000; ++i) flood += i % 2 == 0 ? "\u0301" : "\u0316";
  const std::string composed = to_nfc(flood + "b");
  EXPECT_TRUE(composed.starts_with("\u00E1\u0316") || composed.starts_with("a\u0316")) << composed.substr(0, 8);
  EXPECT_TRUE(composed.ends_with('b'));
  EXPECT_LE(base::count_code_points(composed), 32u);
  EXPECT_EQ(to_nfc(composed), composed);
  EXPECT_EQ(fold(flood + "b"), "ab");
}

TEST(ToNfc, KeepsAsManyMarksAsAnybodyWrites) {
  std::string marked = "q";
  for (int i = 0; i < 30; ++i) marked += "\u0307";
  EXPECT_EQ(to_nfc(marked), marked);
  EXPECT_EQ(to_nfc(marked + "\u0307"), marked);
}

TEST(Fold, MakesSpellingsEqual) {
  const Case cases[] = {
      {"empty", "", ""},
      {"ASCII case", "Library NEWS", "library news"},
      {"accents", "ÉCOLE élève façade", "ecole eleve facade"},
      {"decomposed accents", "E\u0301cole", "ecole"},
      {"sharp s", "Straße STRASSE", "strasse strasse"},
      {"umlauts", "Bücher", "bucher"},
      {"letters with strokes", "Øst Łódź Đorđe Ħal", "ost lodz dorde hal"},
      {"ligature letters", "Ærø Œuvre þing", "aero oeuvre thing"},
      {"Turkish i's", "İstanbul ISPARTA ısı", "istanbul isparta isi"},
      {"Vietnamese", "Thư viện Đường", "thu vien duong"},
      {"Greek accents and final sigma", "Βιβλιοθήκες", "βιβλιοθηκεσ"},
      {"yo is e", "Ёлка", "елка"},
      {"short i is a letter", "Чай Ўзбек Їжак", "чай ўзбек їжак"},
      {"stress marks", "за\u0301мок", "замок"},
      {"dakuten make another letter", "が ぱ", "が ぱ"},
      {"half-width kana", "ｶﾞ", "ガ"},
      {"full-width letters", "ＡＢＣ１２", "abc12"},
      {"Hebrew points", "סֵפֶר", "ספר"},
      {"Arabic vowels, tatweel and hamza", "أَخْبَار المكتبـــة", "اخبار المكتبة"},
      {"Thai vowels and tones stay", "ห้องสมุดที่", "ห้องสมุดที่"},
      {"Devanagari vowel signs stay", "पुस्तक", "पुस्तक"},
      {"Hangul stays", "도서관", "도서관"},
      {"soft hyphens and joiners", "biblio\u00ADthek\u200B", "bibliothek"},
      {"ligatures", "oﬃce", "office"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(fold(c.input), c.expected);
    EXPECT_EQ(fold(fold(c.input)), c.expected) << "not idempotent";
  }
}

TEST(Fold, FoldsTwiceWhatItFoldsOnce) {
  for (char32_t c = 1; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string letter = "a";
    base::append_utf8(letter, c);
    const std::string once = fold(letter);
    ASSERT_EQ(fold(once), once) << "U+" << std::hex << static_cast<unsigned>(c);
  }
}

TEST(Fold, SurvivesIllFormedBytes) {
  EXPECT_EQ(fold("A\xFF"
                 "B\xC3"),
            "a\uFFFD"
            "b\uFFFD");
}

TEST(ToLower, KnowsTurkish) {
  EXPECT_EQ(to_lower("ISPARTA İL", "tr"), "ısparta il");
  EXPECT_EQ(to_lower("ISPARTA", "tr-TR"), "ısparta");
  EXPECT_EQ(to_lower("ISPARTA", "en"), "isparta");
  EXPECT_EQ(to_lower("ÉCOLE", "fr"), "école");
}

TEST(ToLower, WritesFinalSigma) { EXPECT_EQ(to_lower("ΒΙΒΛΙΟΘΗΚΕΣ", "el"), "βιβλιοθηκες"); }

}  // namespace
}  // namespace commonplace::text
