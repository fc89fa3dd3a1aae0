#include "date/names.h"

#include <gtest/gtest.h>

namespace commonplace::date {
namespace {

TEST(MonthByName, KnowsTheMonthsOfEachLanguage) {
  struct Case {
    const char* language;
    const char* names[12];
  };
  const Case cases[] = {
      {"English", {"January", "Feb", "mar", "APRIL", "May", "June", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"}},
      {"German",
       {"Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Okt", "November", "Dez"}},
      {"French", {"janv", "févr", "mars", "avr", "mai", "juin", "juil", "août", "sept", "octobre", "nov", "déc"}},
      {"Spanish",
       {"enero", "feb", "marzo", "abr", "mayo", "junio", "julio", "ago", "septiembre", "octubre", "nov", "dic"}},
      {"Italian", {"gen", "feb", "marzo", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"}},
      {"Portuguese",
       {"janeiro", "fev", "março", "abr", "maio", "junho", "julho", "agosto", "set", "out", "nov", "dez"}},
      {"Catalan", {"gener", "febrer", "març", "abril", "maig", "juny", "juliol", "agost", "set", "oct", "nov", "des"}},
      {"Dutch", {"januari", "feb", "mrt", "april", "mei", "juni", "juli", "augustus", "sep", "okt", "nov", "dec"}},
      {"Danish", {"januar", "feb", "marts", "april", "maj", "juni", "juli", "august", "sep", "okt", "nov", "dec"}},
      {"Norwegian", {"jan", "feb", "mars", "apr", "mai", "juni", "juli", "aug", "sep", "okt", "nov", "des"}},
      {"Finnish",
       {"tammikuuta", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu"}},
      {"Polish",
       {"stycznia", "lut", "mar", "kwi", "maja", "cze", "lipca", "sie", "wrz", "paź", "listopada", "grudnia"}},
      {"Czech",
       {"ledna", "února", "března", "dubna", "května", "června", "července", "srpna", "září", "října", "listopadu",
        "prosince"}},
      {"Czech, for short", {"led", "úno", "bře", "dub", "kvě", "čen", "čec", "srp", "zář", "říj", "lis", "pro"}},
      {"Hungarian",
       {"január", "febr", "márc", "ápr", "máj", "jún", "júl", "aug", "szept", "okt", "november", "december"}},
      {"Turkish",
       {"Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağu", "Eylül", "Ekim", "Kasım", "Aralık"}},
      {"Russian", {"января", "ФЕВ", "марта", "апр", "мая", "июнь", "июл", "авг", "сент", "октября", "ноя", "Декабрь"}},
      {"Slovenian",
       {"januarja", "februarja", "marca", "aprila", "maja", "junija", "julija", "avgusta", "septembra", "oktobra",
        "novembra", "decembra"}},
      {"Croatian",
       {"siječnja", "veljače", "ožujka", "travnja", "svibnja", "lipnja", "srpnja", "kolovoza", "rujna", "oktobra",
        "studenoga", "prosinca"}},
      {"Serbian in Latin letters",
       {"januar", "februar", "mart", "april", "maj", "jun", "jul", "avgust", "septembar", "oktobar", "novembar",
        "decembar"}},
      {"Romanian",
       {"ianuarie", "feb", "martie", "apr", "mai", "iunie", "iul", "aug", "sept", "oct", "noi", "decembrie"}},
      {"Estonian",
       {"jaanuar", "veebruar", "märts", "aprill", "mai", "juuni", "juuli", "august", "september", "oktoober",
        "november", "detsember"}},
      {"Latvian",
       {"janvāris", "februārī", "marts", "aprīlis", "maijs", "jūnijs", "jūlijā", "augusts", "septembris", "oktobrī",
        "novembris", "decembrī"}},
      {"Lithuanian",
       {"sausio", "vasario", "kovo", "balandžio", "gegužės", "birželio", "liepos", "rugpjūčio", "rugsėjo", "spalio",
        "lapkričio", "gruodžio"}},
      {"Lithuanian nominatives",
       {"sausis", "vasaris", "kovas", "balandis", "gegužė", "birželis", "liepa", "rugpjūtis", "rugsėjis", "spalis",
        "lapkritis", "gruodis"}},
      {"Ukrainian",
       {"СІЧНЯ", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада",
        "грудня"}},
      {"Bulgarian",
       {"януари", "февруари", "март", "април", "май", "юни", "юли", "август", "септември", "октомври", "ноември",
        "декември"}},
      {"Greek", {"Ιαν", "Φεβ", "Μάρ", "Απρ", "Μάι", "Ιούν", "Ιούλ", "Αύγ", "Σεπ", "Οκτ", "Νοέ", "Δεκ"}},
      {"Greek blogs", {"Ιαν", "Φεβ", "Μάώ", "Απρ", "Μαϊ", "Ιον", "Ιολ", "Αυγ", "Σεπ", "Οκτ", "Νοε", "Δεκ"}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.language);
    for (unsigned month = 1; month <= 12; ++month) {
      EXPECT_EQ(month_by_name(plain_letters(c.names[month - 1])), month) << c.names[month - 1];
    }
  }
}

TEST(MonthByName, KnowsOnlyMonths) {
  for (const char* word :
       {"", "j", "ju", "мa", "monday", "octagon", "mayor", "marching", "sep1", "dublin", "general"}) {
    EXPECT_FALSE(month_by_name(word)) << word;
  }
}

TEST(MonthByName, TellsTheCzechJunesFromTheJulys) {
  EXPECT_EQ(month_by_name("cerven"), 6);
  EXPECT_EQ(month_by_name("cervenec"), 7);
  EXPECT_EQ(month_by_name("cvn"), 6);
  EXPECT_EQ(month_by_name("cvc"), 7);
}

TEST(IsWholeMonthName, IsNoAbbreviation) {
  for (const char* word : {"october", "mai", "oktobar", "liepa"}) EXPECT_TRUE(is_whole_month_name(word)) << word;
  for (const char* word : {"", "oct", "mrz", "cen", "cvc"}) EXPECT_FALSE(is_whole_month_name(word)) << word;
}

TEST(WeekdayByName, KnowsTheWeekdays) {
  using namespace std::chrono;
  EXPECT_EQ(weekday_by_name("thu"), Thursday);
  EXPECT_EQ(weekday_by_name("thurs"), Thursday);
  EXPECT_EQ(weekday_by_name(plain_letters("Donnerstag")), Thursday);
  EXPECT_EQ(weekday_by_name(plain_letters("jeudi")), Thursday);
  EXPECT_EQ(weekday_by_name(plain_letters("Miércoles")), Wednesday);
  EXPECT_EQ(weekday_by_name(plain_letters("čtvrtek")), Thursday);
  EXPECT_EQ(weekday_by_name(plain_letters("Κυρ")), Sunday);
  EXPECT_EQ(weekday_by_name(plain_letters("Четверг")), Thursday);
  EXPECT_FALSE(weekday_by_name("thx"));
  EXPECT_FALSE(weekday_by_name("on"));
}

TEST(ZoneByName, KnowsWhatFeedsUse) {
  using namespace std::chrono_literals;
  EXPECT_EQ(zone_by_name("est"), -5h);
  EXPECT_EQ(zone_by_name("npt"), 5h + 45min);
  EXPECT_EQ(zone_by_name("z"), 0s);
  EXPECT_FALSE(zone_by_name("a"));
  EXPECT_FALSE(zone_by_name("EST"));
  EXPECT_FALSE(zone_by_name(""));
}

TEST(CivilOffset, IsWhatTheClocksOfTheRegionShow) {
  using namespace std::chrono;
  struct Case {
    const char* zone;
    local_seconds local;
    minutes expected;
  };
  const auto at = [](int month, int day, hours hour) { return local_days{year{2025} / month / day} + hour; };
  const Case cases[] = {
      {"et", at(1, 15, 12h), -300min},  {"et", at(7, 15, 12h), -240min},  {"est", at(7, 15, 12h), -240min},
      {"edt", at(1, 15, 12h), -300min}, {"et", at(3, 9, 1h), -300min},    {"et", at(3, 9, 3h), -240min},
      {"et", at(11, 2, 1h), -240min},   {"et", at(11, 2, 3h), -300min},   {"pt", at(7, 15, 12h), -420min},
      {"cet", at(7, 15, 12h), 120min},  {"mez", at(7, 15, 12h), 120min},  {"cest", at(1, 15, 12h), 60min},
      {"cet", at(3, 30, 1h), 60min},    {"cet", at(3, 30, 3h), 120min},   {"cet", at(10, 26, 1h), 120min},
      {"cet", at(10, 26, 3h), 60min},   {"mst", at(7, 15, 12h), -420min}, {"utc", at(7, 15, 12h), 0min},
      {"jst", at(7, 15, 12h), 540min},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.zone);
    EXPECT_EQ(civil_offset(c.zone, c.local), c.expected);
  }
  EXPECT_FALSE(civil_offset("xyz", at(1, 1, 0h)));
}

TEST(PlainLetters, SpellPlainly) {
  struct Case {
    const char* text;
    const char* expected;
  };
  const Case cases[] = {
      {"ÀÉÎÕÜßçñø", "aeiouscno"},     {"ŁódźĞİışŽ", "lodzgiisz"},        {"Ιούλιος ΜΆΪ", "ιουλιοσ μαι"},
      {"Май Ёж", "маи еж"},           {"fe\u0301vrier", "fevrier"},      {"２４：３０", "24:30"},
      {"3\u202FPM\u00A0x", "3 pm x"}, {"\uFEFF2024\u201325", "2024-25"}, {"\u22125", "-5"},
      {"日本 오후", "日本 오후"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(plain_letters(c.text), c.expected);
  }
}

}  // namespace
}  // namespace commonplace::date
