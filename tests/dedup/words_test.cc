#include "dedup/words.h"

#include <gtest/gtest.h>

namespace commonplace::dedup {
namespace {

std::string spelled(std::string_view text) {
  const Words words = read_words(text);
  std::string line;
  for (const Word& word : words.list) line.append(line.empty() ? "" : " ").append(words.spelling(word));
  return line;
}

TEST(Words, AreFoldedAndDivided) {
  struct Case {
    std::string_view text;
    std::string_view words;
  };
  const Case cases[] = {
      {"", ""},
      {" \t\n.,;!", ""},
      {"The Library OPENS", "the library opens"},
      {"Łódź, Utqiaġvik: naïve", "lodz utqiagvik naive"},
      {"cafe\u0301 café", "cafe cafe"},
      {"library's “l’été”", "library s l ete"},
      {"12,345 books at 10:30, on 3/25", "12345 books at 1030 on 325"},
      {"3.3.2026, 2026-03-04", "332026 2026 3 4"},
      {"the 3rd of the 21st", "the 3 of the 21"},
      {"3D and 0", "3 d and 0"},
      {"１２月３日", "12 月 3 日"},
      {"图书馆 opens", "图 书 馆 opens"},
      {"東京タワー", "東 京 タ ワ ー"},
      {"ห้องสมุด", "ห ้ อ ง ส ม ุ ด"},
      {"도서관 휴관", "도서관 휴관"},
      {"заметка، مكتبة؟", "заметка مكتبة"},
      {"soft\u00ADhyphen zero\u200Bwidth", "softhyphen zero width"},
      {"bad \xFF\xC3 bytes", "bad bytes"},
      {"a😀b—c", "a b c"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(spelled(c.text), c.words);
  }
}

TEST(Words, TellNamesNumbersAndMoments) {
  const Words words = read_words("Come on March 3 at 10:30. Mary Ahgeak reads 12 poems in Łódź");
  struct Case {
    std::string_view word;
    WordKind kind;
  };
  const Case cases[] = {{"come", WordKind::Plain},  {"march", WordKind::Name},  {"3", WordKind::Number},
                        {"1030", WordKind::Moment}, {"mary", WordKind::Plain},  {"ahgeak", WordKind::Name},
                        {"12", WordKind::Number},   {"poems", WordKind::Plain}, {"lodz", WordKind::Name}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.word);
    bool found = false;
    for (const Word& word : words.list) {
      if (words.spelling(word) != c.word) continue;
      EXPECT_EQ(word.kind, c.kind);
      found = true;
    }
    EXPECT_TRUE(found);
  }
}

TEST(Words, KnowWhatEndsALabel) {
  const Words words = read_words("[Update] News: The thing — told");
  std::string labels;
  for (const Word& word : words.list) {
    if (word.ends_label) labels.append(words.spelling(word)).append(" ");
  }
  EXPECT_EQ(labels, "update news thing ");
}

// However long a word is, wherever it stands, and also where folding makes it longer.
TEST(Words, HaveTheDigestOfTheirSpelling) {
  std::string expanding;
  for (int i = 0; i < 200; ++i) expanding += "Straßenﬃ ";
  const std::string texts[] = {"a",
                               "ab cd",
                               "eight888 nine99999 sixteen161616161 seventeen17171717",
                               "a word of more than thirty letters: donaudampfschifffahrtsgesellschaft",
                               "İstanbul'da kütüphane, 図書館 ﬃ 12:30",
                               expanding,
                               expanding + "the end"};
  for (const std::string& text : texts) {
    SCOPED_TRACE(text.substr(0, 40));
    const Words words = read_words(text);
    ASSERT_FALSE(words.empty());
    for (const Word& word : words.list) {
      EXPECT_EQ(word.hash, hash_of(words.spelling(word))) << words.spelling(word);
    }
  }
  EXPECT_EQ(spelled("Straßenﬃ Straßenﬃ end"), "strassenffi strassenffi end");
  EXPECT_NE(hash_of("library"), hash_of("librarz"));
  EXPECT_NE(hash_of("a"), hash_of(std::string_view("a\0", 2)));
}

TEST(Words, EndWhereATextIsTooLong) {
  std::string text;
  for (std::size_t i = 0; i < 2 * kMostWords; ++i) text += "w ";
  EXPECT_EQ(read_words(text).size(), kMostWords);
}

TEST(Phrases, AreOfThreeWordsOrSixCharacters) {
  EXPECT_EQ(phrases_of(read_words("one two")).size(), 0u);
  EXPECT_EQ(phrases_of(read_words("one two three")).size(), 1u);
  EXPECT_EQ(phrases_of(read_words("One, two: THREE")), phrases_of(read_words("one two three")));
  EXPECT_NE(phrases_of(read_words("one three two")), phrases_of(read_words("one two three")));
  EXPECT_EQ(phrases_of(read_words("图书馆读者")).size(), 0u);
  EXPECT_EQ(phrases_of(read_words("图书馆读者活")).size(), 1u);
}

}  // namespace
}  // namespace commonplace::dedup
