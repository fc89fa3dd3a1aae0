// What queries find, word by word and field by field.

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "commonplace/topic.h"

namespace commonplace {
namespace {

using namespace std::chrono_literals;

bool matches(std::string_view query, const Entry& entry, std::span<const std::string> tags = {}) {
  const auto compiled = Query::compile(query);
  EXPECT_TRUE(compiled) << query << ": " << (compiled ? "" : compiled.error().message);
  return compiled && compiled->matches(entry, tags);
}

Entry titled(std::string_view title, std::string_view language = "en") {
  Entry entry;
  entry.title = title;
  entry.language = language;
  return entry;
}

Entry full_entry() {
  Entry entry = titled("Partners meet");
  entry.source = "webjunction";
  entry.link = "https://www.webjunction.org/news/Partners-Meet.html?page=2";
  entry.type = "News";
  entry.excerpt = "A short excerpt";
  entry.summary = SafeHtml::trust_stored("<p>The <b>sum</b>mary &amp; more</p><p>second paragraph</p>");
  entry.content = SafeHtml::trust_stored("<p title=\"hidden\">Full content of Zürich</p>");
  entry.categories = {{"digital-literacy", "", "Digital literacy"}, {"Outreach", "", ""}};
  entry.authors = {{"Zoë Çelik", "zoe@example.org", ""}, {"Ann Lee", "", ""}};
  entry.published = std::chrono::sys_days(2024y / 10 / 24) + 15h;
  return entry;
}

struct Case {
  std::string_view query, title, language;
  bool expected;
};

TEST(QueryMatches, WordsWholeWhateverTheirCaseAndInflection) {
  const Case cases[] = {
      {"partner", "Our partners", "en", true},
      {"partners", "Our PARTNER", "en", true},
      {"partner", "Partnership", "en", false},
      {"art", "Our partners", "en", false},
      {"part", "Our partners", "en", false},
      {"part*", "Our partners", "en", true},
      {"partners*", "Our partner", "en", false},
      {"PART*", "our partners", "en", true},
      {"=partner", "Our partners", "en", false},
      {"=partners", "Our Partners", "en", true},
      {"library", "Libraries everywhere", "en-GB", true},
      {"library", "The library's hours", "en", true},
      {"library", "The library’s hours", "en", true},
      {"partner", "Our partners", "", false},
      {"partner", "Our partners", "tlh", false},
      {"partners", "Our partners", "", true},
      {"naive", "Naïve readers", "en", true},
      {"naïve", "naive readers", "en", true},
      {"office", "oﬃce", "en", true},
      {"1000", "1000 books", "en", true},
      {"e-book", "New e-books", "en", true},
      {"ebook", "New e-books", "en", false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(std::string(c.query) + " in " + std::string(c.title) + " " + std::string(c.language));
    EXPECT_EQ(matches(c.query, titled(c.title, c.language)), c.expected);
  }
}

TEST(QueryMatches, InTheLanguageOfTheEntry) {
  const Case cases[] = {
      {"Buch", "Neue Bücher", "de", true},
      {"Bücher", "Büchern", "de", true},
      {"bucher", "Büchern", "de", true},
      {"Strasse", "Straßen", "de", true},
      {"bibliothèque", "Les bibliothèques", "fr", true},
      {"bibliotheques", "La bibliothèque", "fr", true},
      {"ecoles", "L’école d’été", "fr", true},
      {"été", "l'ete", "fr", true},
      {"evenement", "Événements à venir", "fr", true},
      {"biblioteca", "Bibliotecas públicas", "es", true},
      {"publica", "Bibliotecas públicas", "es", true},
      {"ninos", "Para niños", "es", true},
      {"informacion", "La Información", "es", true},
      {"biblioteca", "Le biblioteche", "it", true},
      {"livro", "Livros e informações", "pt-BR", true},
      {"informação", "Livros e informações", "pt", true},
      {"boek", "De boeken", "nl", true},
      {"bibliotek", "Biblioteken öppnar", "sv", true},
      {"bok", "Bøkene", "nb", true},
      {"bøker", "BØKENE", "nb", true},
      {"boker", "Bøkene", "nb", true},
      {"kirjasto", "Kirjaston uutiset", "fi", true},
      {"библиотека", "Новости библиотек", "ru", true},
      {"БИБЛИОТЕКИ", "в библиотеке", "ru", true},
      {"елка", "Новогодняя ёлка", "ru", true},
      {"könyvtár", "Könyvtárak éjszakája", "hu", true},
      {"kitap", "Kitaplar", "tr", true},
      {"ISPARTA", "Isparta'da", "tr", true},
      {"istanbul", "İSTANBUL", "tr", true},
      {"βιβλιοθήκη", "ΒΙΒΛΙΟΘΉΚΕΣ", "el", true},
      {"βιβλιοθηκη", "Βιβλιοθήκες", "el", true},
      {"lodz", "Biblioteka w Łodzi", "pl", false},
      {"łódź", "LODZ", "pl", true},
      {"wroclaw", "Wrocław czyta", "pl", true},
      {"knihovna", "Městská knihovna", "cs", true},
      {"mestska", "Městská knihovna", "cs", true},
      {"مكتبة", "أخبار المكتبة", "ar", true},
      {"اخبار", "أَخْبَار", "ar", true},
      {"ספר", "סֵפֶר חדש", "he", true},
      {"צה\"ל", "ארכיון צה״ל", "he", true},
      {"पुस्तकालय", "नया पुस्तकालय", "hi", true},
      {"पसतक", "पुस्तक", "hi", false},
      {"도서관", "국립 도서관 소식", "ko", true},
      {"thu vien", "Thư viện Quốc gia", "vi", true},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(std::string(c.query) + " in " + std::string(c.title) + " " + std::string(c.language));
    EXPECT_EQ(matches(c.query, titled(c.title, c.language)), c.expected);
  }
}

TEST(QueryMatches, ScriptsWithoutSpaces) {
  const Case cases[] = {
      {"図書館", "市立図書館のニュース", "ja", true},
      {"ニュース", "市立図書館のニュース", "ja", true},
      {"ﾆｭｰｽ", "市立図書館のニュース", "ja", true},
      {"\"図書館のニュース\"", "市立図書館のニュース", "ja", true},
      {"図書館 ニュース", "ニュース：図書館", "ja", true},
      {"ュース", "ニュース", "ja", false},
      {"ニュ", "ニュース", "ja", false},
      {"ニュ*", "ニュース", "ja", true},
      {"がく", "かく", "ja", false},
      {"图书馆", "市立图书馆新闻", "zh", true},
      {"新闻", "市立图书馆新闻", "zh", true},
      {"館", "新聞", "zh-Hant", false},
      {"ห้องสมุด", "ข่าวห้องสมุดประชาชน", "th", true},
      {"ประชาชน", "ข่าวห้องสมุดประชาชน", "th", true},
      {"หองสมด", "ข่าวห้องสมุดประชาชน", "th", false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(std::string(c.query) + " in " + std::string(c.title));
    EXPECT_EQ(matches(c.query, titled(c.title, c.language)), c.expected);
  }
}

TEST(QueryMatches, Phrases) {
  const Case cases[] = {
      {"\"community engagement\"", "Community engagement week", "en", true},
      {"\"community engagement\"", "Communities: engaged", "en", true},
      {"\"community engagement\"", "engagement community", "en", false},
      {"\"community engagement\"", "community and engagement", "en", false},
      {"=\"community engagement\"", "communities engagement", "en", false},
      {"\"librar* card\"", "Librarian cards", "en", true},
      {"\"a a b\"", "a a a b", "", true},
      {"\"a b a\"", "a b b a b a", "", true},
      {"\"a b c\"", "a b a c b c", "", false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(std::string(c.query) + " in " + std::string(c.title));
    EXPECT_EQ(matches(c.query, titled(c.title, c.language)), c.expected);
  }
}

TEST(QueryMatches, WordsNearOneAnother) {
  const Case cases[] = {
      {"NEAR/1(a b)", "a b", "", true},
      {"NEAR/1(a b)", "b a", "", true},
      {"NEAR/1(a b)", "a x b", "", false},
      {"NEAR/2(a b)", "a x b", "", true},
      {"NEAR/2(a b c)", "a b c", "", true},
      {"NEAR/1(a b c)", "a b c", "", false},
      {"NEAR/3(a b)", "a x x x x b a x x b", "", true},
      {"NEAR/2(a b c)", "a b x x b c x x c a b", "", true},
      {"NEAR/1(\"a b\" c)", "a b c", "", true},
      {"NEAR/1(\"a b\" c)", "c a b", "", true},
      {"NEAR/1(\"a b\" c)", "c x a b", "", false},
      {"NEAR/2(book* =read)", "books we read", "en", true},
      {"NEAR/2(book =read)", "booked reading", "en", false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(std::string(c.query) + " in " + std::string(c.title));
    EXPECT_EQ(matches(c.query, titled(c.title, c.language)), c.expected);
  }
}

TEST(QueryMatches, FieldsOfWords) {
  struct FieldCase {
    std::string_view query;
    bool expected;
  };
  const FieldCase cases[] = {
      {"partner excerpt summary content literacy outreach lee", true},
      {"title:partner", true},
      {"title:excerpt", false},
      {"text:excerpt", true},
      {"text:summary", true},
      {"text:content", true},
      {"text:Zurich", true},
      {"text:partner", false},
      {"text:hidden", false},
      {"text:amp", false},
      {"text:b", false},
      {"category:literacy", true},
      {"category:\"digital literacy\"", true},
      {"category:outreach", true},
      {"category:partner", false},
      {"author:celik", true},
      {"author:\"Ann Lee\"", true},
      {"author:example", false},
      {"webjunction", false},
      {"\"partners meet a\"", false},
      {"\"literacy outreach\"", false},
      {"NEAR/100(literacy outreach)", false},
      {"\"Celik Ann\"", false},
      {"NEAR/100(meet excerpt)", false},
      {"\"summary more second\"", true},
      {"title:(partner AND meet)", true},
      {"title:(partner AND excerpt)", false},
      {"title:(partner text:excerpt)", true},
      {"title:NEAR/1(partner meet)", true},
      {"text:NEAR/1(partner meet)", false},
  };
  const Entry entry = full_entry();
  for (const FieldCase& c : cases) {
    SCOPED_TRACE(c.query);
    EXPECT_EQ(matches(c.query, entry), c.expected);
  }
}

TEST(QueryMatches, FieldsOfValues) {
  struct FieldCase {
    std::string_view query;
    bool expected;
  };
  const FieldCase cases[] = {
      {"source:webjunction", true},
      {"source:WebJunction", true},
      {"source:web", false},
      {"source:web*", true},
      {"tag:partners", true},
      {"tag:PARTNERS", true},
      {"tag:part", false},
      {"tag:part*", true},
      {"tag:\"État de New York\"", true},
      {"tag:other", false},
      {"type:news", true},
      {"type:new", false},
      {"type:(Webinar OR News)", true},
      {"-type:news", false},
      {"lang:en", true},
      {"lang:EN", true},
      {"lang:en-GB", true},
      {"lang:en-US", false},
      {"lang:de", false},
      {"url:webjunction.org", true},
      {"url:/NEWS/", true},
      {"url:\"page=2\"", true},
      {"url:example.org", false},
      {"event:no", true},
      {"event:yes", false},
  };
  Entry entry = full_entry();
  entry.language = "en-gb";
  const std::vector<std::string> tags = {"national", "Partners", "état de new york"};
  for (const FieldCase& c : cases) {
    SCOPED_TRACE(c.query);
    EXPECT_EQ(matches(c.query, entry, tags), c.expected);
  }
  entry.event = Event{};
  EXPECT_TRUE(matches("event:yes", entry));
}

TEST(QueryMatches, DaysOfPublication) {
  struct DayCase {
    std::string_view query;
    bool expected;
  };
  const DayCase cases[] = {
      {"published:2024-10-24", true},
      {"published:2024-10-23", false},
      {"published:>2024-10-23", true},
      {"published:>2024-10-24", false},
      {"published:>=2024-10-24", true},
      {"published:<2024-10-24", false},
      {"published:<=2024-10-24", true},
      {"published:<2024-10-25", true},
      {"published:2024-10", true},
      {"published:2024", true},
      {"published:>2024", false},
      {"published:<2024", false},
      {"published:2024-10-01..2024-10-31", true},
      {"published:2024-10-25..", false},
      {"published:..2024-10-24", true},
  };
  const Entry entry = full_entry();
  for (const DayCase& c : cases) {
    SCOPED_TRACE(c.query);
    EXPECT_EQ(matches(c.query, entry), c.expected);
  }
  EXPECT_FALSE(matches("published:>1990", titled("undated")));
}

TEST(QueryMatches, TheCalendarDayAsThePublisherWroteIt) {
  Entry entry = full_entry();
  entry.date_precision = DatePrecision::Day;
  entry.published_day = 2024y / 10 / 25;
  EXPECT_TRUE(matches("published:2024-10-25", entry));
  EXPECT_FALSE(matches("published:2024-10-24", entry));
}

TEST(QueryMatches, Logic) {
  const Case cases[] = {
      {"", "anything", "", true},
      {"a b", "a", "", false},
      {"a OR b", "b", "", true},
      {"a OR b c", "a", "", true},
      {"a OR b c", "b", "", false},
      {"(a OR b) c", "a", "", false},
      {"-a", "b", "", true},
      {"-a", "a", "", false},
      {"b -a", "a b", "", false},
      {"NOT (a OR b)", "c", "", true},
      {"NOT (a b)", "a", "", true},
      {"a OR NOT b", "c", "", true},
      {"a AND (b OR (c AND d))", "a c d", "", true},
      {"a AND (b OR (c AND d))", "a c", "", false},
      {"(a OR b) AND (c OR d)", "b d", "", true},
      {"(a OR b) AND (c OR d)", "a b", "", false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(std::string(c.query) + " in " + std::string(c.title));
    EXPECT_EQ(matches(c.query, titled(c.title, c.language)), c.expected);
  }
}

TEST(Query, OfNothingMatchesEverything) {
  EXPECT_TRUE(Query().matches_everything());
  EXPECT_TRUE(Query().matches(Entry{}));
  EXPECT_TRUE(Query::compile(" ")->matches_everything());
  EXPECT_FALSE(Query::compile("a")->matches_everything());
}

TEST(Query, ExplainsWhichOfItsTestsHold) {
  const auto query = Query::compile("partner* AND (\"community engagement\" OR type:news) -title:absent partner*");
  ASSERT_TRUE(query);
  EXPECT_EQ(
      query->explain(full_entry()),
      (std::vector<QueryFinding>{
          {"partner*", true}, {"\"community engagement\"", false}, {"type:'news'", true}, {"title:absent", false}}));
  EXPECT_TRUE(Query().explain(full_entry()).empty());
}

TEST(Query, FindsWordsBesideAVeryLongText) {
  Entry entry = full_entry();
  std::string text;
  for (int i = 0; i < 400'000; ++i) text += "a ";
  entry.excerpt = text;
  EXPECT_TRUE(matches("title:partner category:outreach author:lee text:a", entry));
  entry.categories.assign(100'000, {"many", "", ""});
  EXPECT_TRUE(matches("title:partner category:many", entry));
}

// Gaps between texts and the characters of Chinese words are no words of their own.
TEST(Query, CountsWordsAsAnIndexDoes) {
  Entry entry = full_entry();
  entry.categories.assign(1000, {"many", "", ""});
  entry.authors.assign(1000, {"many", "", ""});
  EXPECT_TRUE(matches("text:zurich title:partner author:many", entry));
}

TEST(Query, SurvivesHostileEntries) {
  Entry entry = titled("\xFF\xFE \xC3", "en");
  std::string text;
  for (int i = 0; i < 300'000; ++i) text += "a ";
  entry.excerpt = text;
  entry.content = SafeHtml::trust_stored("<b>" + std::string(500'000, 'x') + "</b>");
  EXPECT_TRUE(matches("\"a a a a a a a a\"", entry));
  EXPECT_FALSE(matches("NEAR/5(\"a a a\" \"a a b\" \"a b\")", entry));
  EXPECT_FALSE(matches("NEAR/5(a b c d e f g h)", entry));
}

TEST(Query, MayBeSharedByThreads) {
  const auto query = Query::compile("partner OR bibliothèque OR Bücher");
  ASSERT_TRUE(query);
  std::vector<std::thread> threads;
  for (const char* language : {"en", "fr", "de", "en", "fr", "de"}) {
    threads.emplace_back([&query, language] {
      for (int i = 0; i < 100; ++i) EXPECT_TRUE(query->matches(titled("partner bibliothèque Bücher", language)));
    });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace commonplace
