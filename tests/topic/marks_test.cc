#include "topic/marks.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "topic/any_query.h"

namespace commonplace::topic {
namespace {

namespace testing = commonplace::testing;

std::string marked(const Marker& marker, std::string_view text, Field field, std::string_view language) {
  std::string shown;
  std::size_t done = 0;
  for (const Mark& mark : marker.marks(text, field, language)) {
    shown.append(text.substr(done, mark.begin - done)).append("[");
    shown.append(text.substr(mark.begin, mark.end - mark.begin)).append("]");
    done = mark.end;
  }
  return shown.append(text.substr(done));
}

TEST(Marks, AreWhereTheQuerysWordsStand) {
  struct Case {
    const char* name;
    const char* query;
    const char* language;
    const char* text;  // with what is to be marked in brackets
  };
  const Case cases[] = {
      {"a word", "reading", "en", "The [Reading] Room"},
      {"every time", "room", "en", "[Room] after [room]"},
      {"at the ends", "a OR z", "", "[a] b [z]"},
      {"nothing", "kitchen", "en", "The Reading Room"},
      {"an empty text", "kitchen", "en", ""},
      {"an empty query", "", "en", "The Reading Room"},
      {"English stems", "library", "en", "[Libraries] and a [library]’s partners"},
      {"stems of the text's language", "bibliotheque", "fr", "Les [bibliothèques] d’ici"},
      {"French, after an apostrophe", "école", "fr", "À l’[école], dans les [écoles]"},
      {"German", "Haus", "de", "Im [Hause] und in den [Häusern]"},
      {"Spanish", "biblioteca", "es", "Nuevas [bibliotecas]"},
      {"Russian", "библиотека", "ru", "В [библиотеке] и о [библиотеках]"},
      {"Polish, folded", "lodz", "pl", "[Łódź] czyta"},
      {"Greek, folded", "βιβλιοθηκη", "el", "Η [βιβλιοθήκη]"},
      {"no stems without a language", "library", "", "Libraries and a [library]"},
      {"letters in two parts", "école", "fr", "l’[e\u0301cole]"},
      {"exact", "=reading", "en", "[Reading], he reads"},
      {"a prefix", "librar*", "en", "A [librarian] in a [library], liberally"},
      {"a phrase as a whole", "\"community engagement\"", "en", "[Community engagement] is not engagement"},
      {"a phrase across punctuation", "\"community engagement\"", "en", "[community-engagement]"},
      {"a phrase in another order", "\"engagement community\"", "en", "Community engagement"},
      {"a phrase with a prefix", "\"community engag*\"", "en", "the [community engages] whom"},
      {"a word with a hyphen", "e-book", "en", "an [e-book] and an [e book]"},
      {"words beside each other", "community engagement", "en", "[Community] [engagement]"},
      {"overlapping phrases", "\"a b\" OR \"b c\"", "", "[a b c] d"},
      {"either", "cats OR dogs", "en", "[Cats] fight [dogs]"},
      {"what is excluded is not marked", "cats -dogs", "en", "[Cats] fight dogs"},
      {"nor what is excluded as a whole", "cats NOT (dogs OR mice)", "en", "[cats], dogs, mice"},
      {"excluded twice is asked for", "NOT (NOT cats)", "en", "[cats]"},
      {"near", "NEAR/3(grant literacy)", "en", "a [grant] for early [literacy], and much later one more grant"},
      {"not near", "NEAR/3(grant literacy)", "en", "a grant for whatever early literacy is"},
      {"near, on either side", "NEAR/1(grant literacy)", "en",
       "grant a [literacy] [grant] a literacy a [grant] [literacy] a grant"},
      {"near, phrases", "NEAR/3(\"early literacy\" grant*)", "en", "[early literacy] needs [grants]"},
      {"Japanese", "図書館員", "ja", "[図書館員]の研修"},
      {"Japanese, not inside a word", "書館", "ja", "図書館員の研修"},
      {"Japanese, a prefix", "図書*", "ja", "[図書]館員の研修"},
      {"Chinese", "图书馆", "zh", "北京的[图书馆]"},
      {"halfwidth forms", "ライブラリ", "ja", "[ﾗｲﾌﾞﾗﾘ]"},
      {"Korean", "도서관", "ko", "[도서관] 소식"},
      {"Thai", "ห้องสมุด", "th", "เปิด[ห้องสมุด]"},
      {"Arabic", "مكتبة", "", "في [مكتبة] المدينة"},
      {"emoji beside it", "cat", "en", "🐈 [cat] 🐈"},
      {"values are not words", "type:cats source:cats url:cats", "en", "cats"},
      {"broken bytes", "cats", "en", "\xff[cats]\xc3"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    std::string text;
    for (const char character : std::string_view(c.text)) {
      if (character != '[' && character != ']') text += character;
    }
    EXPECT_EQ(marked(Marker(Query::compile(c.query).value()), text, Field::Any, c.language), c.text);
  }
}

TEST(Marks, AreOnlyTheNearOnesOfMany) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "grant ";
  const std::size_t middle = text.size();
  for (int i = 0; i < 20'000; ++i) text += "literacy ";
  const Marker marker(Query::compile("NEAR/1(grant literacy)").value());
  EXPECT_EQ(marker.marks(text, Field::Text, "en"), (std::vector<Mark>{{middle - 6, middle - 1}, {middle, middle + 8}}));
}

TEST(Marks, AreInTheFieldThatIsAskedFor) {
  struct Case {
    const char* query;
    bool title, text, category, author;
  };
  const Case cases[] = {
      {"cats", true, true, true, true},           {"title:cats", true, false, false, false},
      {"text:cats", false, true, false, false},   {"category:cats", false, false, true, false},
      {"author:cats", false, false, false, true}, {"title:cats OR text:cats", true, true, false, false},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.query);
    const Marker marker(Query::compile(c.query).value());
    const auto is_marked = [&](Field field) { return !marker.marks("cats", field, "en").empty(); };
    EXPECT_EQ(is_marked(Field::Title), c.title);
    EXPECT_EQ(is_marked(Field::Text), c.text);
    EXPECT_EQ(is_marked(Field::Category), c.category);
    EXPECT_EQ(is_marked(Field::Author), c.author);
    EXPECT_TRUE(is_marked(Field::Any));
  }
}

TEST(Marks, AreOrderedAndApartWhateverIsAsked) {
  EXPECT_TRUE(rc::check("a text and a query", [] {
    const testing::Language& language = testing::any_language();
    const std::string text = testing::any_sample(language).entry.title;
    const std::string query = testing::query_text(testing::any_expression(language, 2));
    std::size_t last = 0;
    for (const Mark& mark : Marker(Query::compile(query).value()).marks(text, Field::Any, language.tag)) {
      RC_ASSERT(mark.begin < mark.end);
      RC_ASSERT(mark.end <= text.size());
      RC_ASSERT(mark.begin >= last);
      last = mark.end;
    }
  }));
}

TEST(Marks, AreThereWhereTheQueryMatches) {
  using Kind = testing::Expression::Kind;
  EXPECT_TRUE(rc::check("a title and a phrase, or phrases near to one another", [] {
    const testing::Language& language = testing::any_language();
    Entry entry;
    entry.title = testing::any_sample(language).entry.title;
    entry.language = language.tag;
    const testing::Expression expression = testing::any_expression(language, 0);
    const Query query = Query::compile(testing::query_text(expression)).value();
    const bool is_marked = !Marker(query).marks(entry.title, Field::Title, language.tag).empty();
    if (expression.kind == Kind::Phrase) RC_ASSERT(is_marked == query.matches(entry));
    if (expression.kind == Kind::Near) RC_ASSERT(is_marked || !query.matches(entry));
    if (expression.kind == Kind::Value) RC_ASSERT(!is_marked);
  }));
}

}  // namespace
}  // namespace commonplace::topic
