// What titles of library news announce, and what they do not.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <memory>
#include <span>

#include "normalize/event.h"
#include "text/zone.h"

namespace commonplace::normalize {
namespace {

using namespace std::chrono;

constexpr Timestamp kPublished{sys_days{year{2024} / 10 / 24}};

// "2025-03-03", "2025-03-03..2025-03-05", "2025-03-03T23:00Z..2025-03-04T01:00Z", "none".
std::string announced(std::string_view title, const DateRules& rules = {}, Timestamp published = kPublished) {
  const auto found = event_in_title(title, published, rules);
  if (!found) return "none";
  const auto spelled = [&found](Timestamp time) {
    const std::string text = to_rfc3339(time);
    return found->event.precision == DatePrecision::Day ? text.substr(0, 10) : text.substr(0, 16) + "Z";
  };
  std::string text = spelled(found->event.start);
  if (found->event.end) text += ".." + spelled(*found->event.end);
  return text;
}

struct Case {
  const char* title;
  const char* expected;
};

void expect_announced(std::span<const Case> cases, const char* zone_name = "") {
  const std::shared_ptr<const TimeZone> zone = text::find_zone(zone_name);
  for (const Case& c : cases) {
    SCOPED_TRACE(c.title);
    EXPECT_EQ(announced(c.title, {zone.get(), false}), c.expected);
  }
}

TEST(EventInTitle, FindsTheDayThatATitleNames) {
  const Case cases[] = {
      {"October 24, Sustaining ecosystems", "2024-10-24"},
      {"November 21, Building community in a changing climate", "2024-11-21"},
      {"October 9, Libraries and non-profits", "2024-10-09"},
      {"Tuesday, March 3: Story time", "2025-03-03"},
      {"Monday March 3 | Story time", "2025-03-03"},
      {"Mon., Mar. 3 - Story time", "2025-03-03"},
      {"March 3 at the Main Library: poetry slam", "2025-03-03"},
      {"November 21st – Workshop", "2024-11-21"},
      {"November 21—Workshop", "2024-11-21"},
      {"[November 21] Workshop", "2024-11-21"},
      {"(Nov 21) Workshop", "2024-11-21"},
      {"On November 21: Workshop", "2024-11-21"},
      {"Save the date: November 21", "2024-11-21"},
      {"The 3rd of March: a reading", "2025-03-03"},
      {"2024-12-01: Advent reading", "2024-12-01"},
      {"2024/12/01 | Advent reading", "2024-12-01"},
      {"2024-12-1: Advent reading", "2024-12-01"},
      {"2024/12/1 | Advent reading", "2024-12-01"},
      {"Lezing: 27-3-2025", "2025-03-27"},
      {"Lezing, 27-03-2025 20:00", "2025-03-27"},
      {"Advent reading (2024-12-01)", "2024-12-01"},
      {"Story time, March 3", "2025-03-03"},
      {"Story time, March 3!", "2025-03-03"},
      {"Story time March 3", "2025-03-03"},
      {"Story time | March 3 | Main branch", "2025-03-03"},
      {"Story time - March 3, 2025 - Main branch", "2025-03-03"},
      {"Story time (March 3) at the Main branch", "2025-03-03"},
      {"Book sale on March 3 in the courtyard", "2025-03-03"},
      {"Join us Monday, March 3", "2025-03-03"},
      {"Join us on Monday, March 3 for story time", "2025-03-03"},
      {"Concert in the reading room (21 November)", "2024-11-21"},
      {"Open house on December 24, 2024", "2024-12-24"},
      {"Open house, December 24 '24", "2024-12-24"},
      {"Open house, Dec. 24, 2024", "2024-12-24"},
      {"Open house: 24 December 2024", "2024-12-24"},
      {"Webinar December 5, 2024", "2024-12-05"},
      {"February 29: leap day reading", "2028-02-29"},
      {"Sat 7 Dec: Chess club", "2024-12-07"},
      {"Library closed Thursday, November 28", "2024-11-28"},
      {"Where the Sidewalk Ends, March 3", "2025-03-03"},
      {"Tiny tot: March 3", "2025-03-03"},
      {"News: 3 March 2025, reading day", "2025-03-03"},
      {"'Beloved', 3 March", "2025-03-03"},
      {"Author talk 2025-03-03", "2025-03-03"},
      {"Author talk 2025-03-03 (online)", "2025-03-03"},
      {"Conf March 13, 2025, Berlin", "2025-03-13"},
      {"Open day 23 March 2025", "2025-03-23"},
      {"Open day 23 March 2025 at the Main branch", "2025-03-23"},
      {"2025/03/23 Webinar", "2025-03-23"},
      {"March 23, 2025 Webinar", "2025-03-23"},
      {"March 27 – 30, 2025 Berlin", "2025-03-27..2025-03-30"},
      {"Webinar: 23 March 2025 Building community", "2025-03-23"},
      {"Story time 1 September 2024", "2024-09-01"},
      {"Lesung 23.03.2025", "2025-03-23"},
      {"Conférence 23 mars 2025", "2025-03-23"},
      {"Taller 23 de marzo de 2025", "2025-03-23"},
      {"Kirjamessut 3.3.2025", "2025-03-03"},
  };
  expect_announced(cases);
}

TEST(EventInTitle, KnowsTheLanguagesOfEurope) {
  const Case cases[] = {
      {"12 mars 2025 : journée d’étude", "2025-03-12"},
      {"Journée d'étude – 12 mars 2025", "2025-03-12"},
      {"Le 3 mars : conférence", "2025-03-03"},
      {"Atelier le 5 décembre", "2024-12-05"},
      {"Atelier, mardi 5 décembre 2024", "2024-12-05"},
      {"1er février : lecture", "2025-02-01"},
      {"3. Dezember: Vorlesestunde", "2024-12-03"},
      {"Vorlesestunde am 3. Dezember", "2024-12-03"},
      {"Am Dienstag, den 3. Dezember, Vorlesestunde", "2024-12-03"},
      {"Di, 3.12.2024: Vorlesestunde", "2024-12-03"},
      {"Di, 3.12.: Vorlesestunde", "2024-12-03"},
      {"03.12.2024 | Vorlesestunde", "2024-12-03"},
      {"3. 12. 2024: čtení pro děti", "2024-12-03"},
      {"3. Jänner: Lesung", "2025-01-03"},
      {"21 de noviembre: club de lectura", "2024-11-21"},
      {"Club de lectura, jueves 21 de noviembre de 2024", "2024-11-21"},
      {"Club de lectura el 21 de noviembre", "2024-11-21"},
      {"Quinta-feira, 21 de novembro: clube de leitura", "2024-11-21"},
      {"Giovedì 21 novembre: gruppo di lettura", "2024-11-21"},
      {"Gruppo di lettura, 21 novembre 2024", "2024-11-21"},
      {"21 de novembre: club de lectura", "2024-11-21"},
      {"3 d'abril: conte", "2025-04-03"},
      {"Donderdag 21 november: voorlezen", "2024-11-21"},
      {"Voorlezen op 21 november", "2024-11-21"},
      {"Torsdag den 21. november: oplæsning", "2024-11-21"},
      {"Torsdag 21 november: sagostund", "2024-11-21"},
      {"Torsdag 21. november: høytlesning", "2024-11-21"},
      {"Torstaina 21. marraskuuta: satutunti", "2024-11-21"},
      {"21.11.2024: satutunti", "2024-11-21"},
      {"21 listopada: spotkanie autorskie", "2024-11-21"},
      {"W czwartek 21 listopada: spotkanie", "2024-11-21"},
      {"21. listopadu: čtení", "2024-11-21"},
      {"5. februára: čítanie", "2025-02-05"},
      {"November 21.: mesedélután", "2024-11-21"},
      {"2024. november 21., csütörtök: mesedélután", "2024-11-21"},
      {"21 noiembrie: lectură publică", "2024-11-21"},
      {"21 Νοεμβρίου: ανάγνωση", "2024-11-21"},
      {"21 ноября: чтения", "2024-11-21"},
      {"21 ноября 2024 г.: чтения", "2024-11-21"},
      {"21 листопада: читання", "2024-11-21"},
      {"21. studenoga: čitanje", "2024-11-21"},
      {"21. januarja: branje", "2025-01-21"},
      {"21 Kasım: okuma günü", "2024-11-21"},
      {"21 Kasım Perşembe: okuma günü", "2024-11-21"},
      {"21. novembra: branje", "2024-11-21"},
      {"21 lapkričio: skaitymai", "2024-11-21"},
      {"11月21日 読み聞かせ会", "2024-11-21"},
      {"2024年11月21日（木）読み聞かせ会", "2024-11-21"},
      {"11월 21일 독서 모임", "2024-11-21"},
      {"読み聞かせ会 3月3日月曜日", "2025-03-03"},
      {"讲座 3月3日 星期一", "2025-03-03"},
      {"讲座 3月3日（周一）", "2025-03-03"},
      {"독서 모임 3월 3일 월요일", "2025-03-03"},
      {"L'8 marzo: incontro", "2025-03-08"},
      {"Incontro dell’11 marzo 2025", "2025-03-11"},
      {"1.º de março: clube de leitura", "2025-03-01"},
      {"Kovo 3 d.: skaitymai", "2025-03-03"},
      {"Skaitymai 2025 m. kovo 3 d.", "2025-03-03"},
      {"2025. gada 3. marts: lasījumi", "2025-03-03"},
  };
  expect_announced(cases);
}

TEST(EventInTitle, ReadsRangesOfDays) {
  const Case cases[] = {
      {"March 3–5: Conference", "2025-03-03..2025-03-05"},
      {"March 3-5, 2025: Conference", "2025-03-03..2025-03-05"},
      {"March 3 to 5: Conference", "2025-03-03..2025-03-05"},
      {"From March 3 to March 5: Conference", "2025-03-03..2025-03-05"},
      {"March 3 through 5 | Conference", "2025-03-03..2025-03-05"},
      {"March 3 and 4: Conference", "2025-03-03..2025-03-04"},
      {"March 3 & 4: Conference", "2025-03-03..2025-03-04"},
      {"March 3 and 10: two evenings", "2025-03-03"},
      {"March 30 - April 2, Book fair", "2025-03-30..2025-04-02"},
      {"March 30 – April 2, 2025, Book fair", "2025-03-30..2025-04-02"},
      {"December 30, 2024 – January 2, 2025: closed", "2024-12-30..2025-01-02"},
      {"December 30 – January 2: closed", "2024-12-30..2025-01-02"},
      {"December 30 – January 2, 2025: closed", "2024-12-30..2025-01-02"},
      {"Monday, March 3 – Wednesday, March 5: Conference", "2025-03-03..2025-03-05"},
      {"3–5 March 2025: Conference", "2025-03-03..2025-03-05"},
      {"30 March – 2 April: Conference", "2025-03-30..2025-04-02"},
      {"Book fair March 3–5", "2025-03-03..2025-03-05"},
      {"Annual conference, March 3-5, 2025", "2025-03-03..2025-03-05"},
      {"3–5 mars : congrès", "2025-03-03..2025-03-05"},
      {"Du 3 au 5 mars 2025 : congrès", "2025-03-03..2025-03-05"},
      {"Congrès du 3 au 5 mars", "2025-03-03..2025-03-05"},
      {"3 et 4 mars : congrès", "2025-03-03..2025-03-04"},
      {"Del 3 al 5 de marzo: congreso", "2025-03-03..2025-03-05"},
      {"Del 30 de marzo al 2 de abril: congreso", "2025-03-30..2025-04-02"},
      {"Dal 3 al 5 marzo: convegno", "2025-03-03..2025-03-05"},
      {"De 3 a 5 de março: congresso", "2025-03-03..2025-03-05"},
      {"Vom 3. bis 5. März: Tagung", "2025-03-03..2025-03-05"},
      {"3.–5. März 2025: Tagung", "2025-03-03..2025-03-05"},
      {"Tagung vom 3. bis zum 5. März", "2025-03-03..2025-03-05"},
      {"03.03.–05.03.2025: Tagung", "2025-03-03..2025-03-05"},
      {"3 t/m 5 maart: congres", "2025-03-03..2025-03-05"},
      {"3–5 marca: konferencja", "2025-03-03..2025-03-05"},
      {"2025-03-03 – 2025-03-05: Conference", "2025-03-03..2025-03-05"},
      {"March 3 – 10 ways to read", "2025-03-03"},
      {"March 5–3: backwards", "2025-03-05"},
      {"Buchmesse 27.–30. März, Leipzig", "2025-03-27..2025-03-30"},
      {"Camp 3-5 March (Berlin)", "2025-03-03..2025-03-05"},
      {"Camp March 31 – April 4, 2025: register now", "2025-03-31..2025-04-04"},
      {"Book fair March 3–5 at the Main branch", "2025-03-03..2025-03-05"},
      {"С 8 по 12 марта: выставка", "2025-03-08..2025-03-12"},
      {"Camp March 31 – April 4 Berlin", "2025-03-31..2025-04-04"},
      {"March 27 – 30, 2025 | Berlin", "2025-03-27..2025-03-30"},
      {"27–30 March Berlin book fair", "2025-03-27..2025-03-30"},
      {"Du 3 mars au 5 avril exposition", "2025-03-03..2025-04-05"},
      {"Congrès du 3 au 5 mars à Lyon", "2025-03-03..2025-03-05"},
      {"March 7 → March 9", "2025-03-07..2025-03-09"},
      {"Author talk 2025-03-03/2025-03-05", "2025-03-03..2025-03-05"},
      {"3./4. März: Tagung", "2025-03-03..2025-03-04"},
      {"Dall'8 al 10 marzo: convegno", "2025-03-08..2025-03-10"},
      {"Dal 3 all'8 marzo: convegno", "2025-03-03..2025-03-08"},
      {"Del 3 a l'11 de març: congrés", "2025-03-03..2025-03-11"},
      {"3. až 5. března 2025: konference", "2025-03-03..2025-03-05"},
      {"From March 7 until March 9: Conference", "2025-03-07..2025-03-09"},
      {"5/6 March: Conference", "2025-03-05..2025-03-06"},
  };
  expect_announced(cases);
  expect_announced(cases, "Europe/Paris");
}

TEST(EventInTitle, ReadsRangesInFigures) {
  const Case cases[] = {
      {"Leipziger Buchmesse vom 27.03. bis 30.03.2025", "2025-03-27..2025-03-30"},
      {"Ferien 14.04.-25.04.2025", "2025-04-14..2025-04-25"},
      {"12.07. – 13.07.2025", "2025-07-12..2025-07-13"},
      {"Camp 31.3.–4.4.2025", "2025-03-31..2025-04-04"},
      {"Camp du 31/03 au 04/04/2025", "2025-03-31..2025-04-04"},
      {"Veletrh 27. 3. – 30. 3. 2025", "2025-03-27..2025-03-30"},
      {"Feria del 27/03 al 30/03/2025", "2025-03-27..2025-03-30"},
      {"Bogmesse 27/3 - 30/3 2025", "2025-03-27..2025-03-30"},
      {"Conf 27.03.2025 - 30.03.2025, Leipzig", "2025-03-27..2025-03-30"},
      {"Messe 3.–5.3.2025", "2025-03-03..2025-03-05"},
      {"Fr, 30.12. – So, 2.1.2025: zu", "2024-12-30..2025-01-02"},
      {"Release 3.3. - 3.4. is here", "none"},
      {"Chapters 3.1. - 3.2.", "none"},
      {"Chapters 3. 1. – 3. 2.", "none"},
      {"Umbau 27. 3. – 30. 3.", "2025-03-27..2025-03-30"},
      {"Umbau 27.03. – 30.03.", "2025-03-27..2025-03-30"},
      {"Umbau 3.–5.3.", "2025-03-03..2025-03-05"},
      {"Spring break 3/24-3/28", "2025-03-24..2025-03-28"},
      {"Spring break 3/24/25-3/28/25", "2025-03-24..2025-03-28"},
      {"24/7 - March 3, 2025", "2025-03-03"},
  };
  expect_announced(cases);
}

TEST(EventInTitle, ReadsListsOfDays) {
  const Case cases[] = {
      {"27, 28 & 29 March 2025", "2025-03-27..2025-03-29"},
      {"3, 10 & 17 March: story times", "2025-03-03"},
      {"March 3, 4 and 5: story times", "2025-03-03..2025-03-05"},
      {"Story Times March 3, March 10, March 17", "2025-03-03"},
      {"Story times March 3, March 10 and March 17 (Main branch)", "2025-03-03"},
      {"Storytime ages 3 and 4 March 10", "2025-03-10"},
      {"March 3, 10 ways to read", "2025-03-03"},
      {"Session 2, 14 March", "2025-03-14"},
      {"Session 2, 14 March, Main branch", "2025-03-14"},
      {"Cohort 3, March 10", "2025-03-10"},
      {"Episode 3 - March 10", "2025-03-10"},
  };
  expect_announced(cases);
}

TEST(EventInTitle, ReadsTimesWhoseZoneItNames) {
  const Case cases[] = {
      {"March 3, 6 pm ET: Author talk", "2025-03-03T23:00Z"},
      {"March 3 at 6:30 p.m. ET", "2025-03-03T23:30Z"},
      {"July 3 at 6:30 p.m. ET", "2025-07-03T22:30Z"},
      {"July 3 at 6:30 p.m. EST", "2025-07-03T22:30Z"},
      {"Author talk, March 3, 6 p.m. Eastern", "2025-03-03T23:00Z"},
      {"Author talk, March 3, 6 p.m. Eastern Time", "2025-03-03T23:00Z"},
      {"March 3, 2:00pm-3:30pm EST: Webinar", "2025-03-03T19:00Z..2025-03-03T20:30Z"},
      {"March 3, 2 pm ET / 11 am PT: Webinar", "2025-03-03T19:00Z"},
      {"Webinar: March 3, 2 pm ET (11 am PT)", "2025-03-03T19:00Z"},
      {"March 3, 11 am–1 pm PT: Webinar", "2025-03-03T19:00Z..2025-03-03T21:00Z"},
      {"March 3, 12 pm CT: Webinar", "2025-03-03T18:00Z"},
      {"March 3, noon CT: Webinar", "2025-03-03T18:00Z"},
      {"March 3, 18:00 UTC: Webinar", "2025-03-03T18:00Z"},
      {"March 3, 18:00 UTC+2: Webinar", "2025-03-03T16:00Z"},
      {"3. März, 18 Uhr MEZ: Lesung", "2025-03-03T17:00Z"},
      {"3. Juli, 18 Uhr MEZ: Lesung", "2025-07-03T16:00Z"},
      {"3 March, 18:00 CET: Reading", "2025-03-03T17:00Z"},
      {"2025-03-03 18:00 UTC: Reading", "2025-03-03T18:00Z"},
      {"2025-03-03T18:00 UTC: Reading", "2025-03-03T18:00Z"},
      {"6 pm ET, March 3: Reading", "2025-03-03T23:00Z"},
      {"Reading at 6 pm ET on Monday, March 3", "2025-03-03T23:00Z"},
      {"March 3, 10 pm–2 am UTC: Night of the books", "2025-03-03T22:00Z..2025-03-04T02:00Z"},
      {"March 3–5, 9 am–4 pm UTC: Book fair", "2025-03-03T09:00Z..2025-03-05T16:00Z"},
      {"March 3–5, 9 am UTC: Book fair", "2025-03-03..2025-03-05"},
      {"Webinar, March 13, 2:00 PM EDT – 3:00 PM EDT", "2025-03-13T18:00Z..2025-03-13T19:00Z"},
      {"Webinar, March 3, 1 pm ET - 2 pm ET", "2025-03-03T18:00Z..2025-03-03T19:00Z"},
      {"Webinar, March 3, 1 pm ET - 2 pm ET / 10 am PT - 11 am PT", "2025-03-03T18:00Z..2025-03-03T19:00Z"},
      {"Webinar, March 3, 1 pm ET – 2", "2025-03-03T18:00Z..2025-03-03T19:00Z"},
      {"Webinar, March 3, 1 pm ET - 10 am PT", "2025-03-03T18:00Z"},
      {"Webinar, March 3, 1 pm ET - 10 ways to read", "2025-03-03T18:00Z"},
      {"March 3, 18:00 UTC – 19:00 UTC: Webinar", "2025-03-03T18:00Z..2025-03-03T19:00Z"},
      {"March 3, 18:00 UTC+2 – 19:00 UTC: Webinar", "2025-03-03T16:00Z"},
      {"March 3, 9 pm - midnight ET: concert", "2025-03-04T02:00Z..2025-03-04T05:00Z"},
      {"March 20 at midnight ET", "2025-03-20"},
      {"Author talk: 2025-03-03T18:00:00-05:00", "2025-03-03T23:00Z"},
      {"Author talk: 2025-03-03T18:00:00.000Z", "2025-03-03T18:00Z"},
      {"Author talk 2025-03-03T18:00Z", "2025-03-03T18:00Z"},
      {"Author talk, 2025-03-03T18:00-20:00 UTC", "2025-03-03T18:00Z..2025-03-03T20:00Z"},
      {"Author talk, 2025-03-03 22:30Z", "2025-03-03T22:30Z"},
      {"Author talk, 2025-03-03, 22:30Z–23:30Z", "2025-03-03T22:30Z..2025-03-03T23:30Z"},
      {"Author talk, 2025-03-03 18:00:00 UTC", "2025-03-03T18:00Z"},
      {"2025-03-03 18:00 z autorem", "2025-03-03"},
  };
  expect_announced(cases);
}

TEST(EventInTitle, ReadsTimesInTheZoneOfTheSource) {
  const Case american[] = {
      {"March 3, 6 pm", "2025-03-03T23:00Z"},
      {"March 3, 6pm: Author talk", "2025-03-03T23:00Z"},
      {"March 3 at 6:30 p.m.", "2025-03-03T23:30Z"},
      {"Tuesday, March 3, 2–4 pm", "2025-03-03T19:00Z..2025-03-03T21:00Z"},
      {"March 3, 11–1 pm: lunch", "2025-03-03T16:00Z..2025-03-03T18:00Z"},
      {"March 3, from 2 to 4 pm: craft table", "2025-03-03T19:00Z..2025-03-03T21:00Z"},
      {"March 3, between 2 and 4 pm: craft table", "2025-03-03T19:00Z..2025-03-03T21:00Z"},
      {"March 3, 2 p.m. - 4 p.m. | Craft table", "2025-03-03T19:00Z..2025-03-03T21:00Z"},
      {"Author talk March 3 at 6 pm in the reading room", "2025-03-03T23:00Z"},
      {"Author talk March 3 @ 6pm", "2025-03-03T23:00Z"},
      {"Author talk (March 3, 6 pm)", "2025-03-03T23:00Z"},
      {"July 4, 12 noon: concert", "2025-07-04T16:00Z"},
      {"3/25/2025, 6 pm: Author talk", "2025-03-25T22:00Z"},
      {"3/4/2025: Author talk", "2025-03-04"},
      {"Author talk: 3-4-2025", "2025-03-04"},
      {"March 3, 6 pm, Central Library", "2025-03-03T23:00Z"},
      {"March 3, 6:30: Author talk", "2025-03-03"},
      {"March 3 at 6: Author talk", "2025-03-03"},
  };
  expect_announced(american, "America/New_York");
  const Case european[] = {
      {"3. März, 18 Uhr", "2025-03-03T17:00Z"},
      {"3. März, 18.30 Uhr: Lesung", "2025-03-03T17:30Z"},
      {"Lesung am 3. März um 18 Uhr", "2025-03-03T17:00Z"},
      {"3. März, 18–20 Uhr: Lesung", "2025-03-03T17:00Z..2025-03-03T19:00Z"},
      {"3. März von 18 bis 20 Uhr: Lesung", "2025-03-03T17:00Z..2025-03-03T19:00Z"},
      {"Di, 3.3., 18 Uhr: Lesung", "2025-03-03T17:00Z"},
      {"03.03.2025, 18:00 Uhr: Lesung", "2025-03-03T17:00Z"},
      {"le 3 mars à 18h30", "2025-03-03T17:30Z"},
      {"Conférence le 3 mars à 18 h", "2025-03-03T17:00Z"},
      {"3 mars, 14h-16h : atelier", "2025-03-03T13:00Z..2025-03-03T15:00Z"},
      {"3 mars de 14h à 16h : atelier", "2025-03-03T13:00Z..2025-03-03T15:00Z"},
      {"3 de marzo, 18:00 h", "2025-03-03T17:00Z"},
      {"3 de marzo a las 18:00: taller", "2025-03-03T17:00Z"},
      {"3 de marzo, de 18 a 20 h: taller", "2025-03-03T17:00Z..2025-03-03T19:00Z"},
      {"3 marzo, ore 18: incontro", "2025-03-03T17:00Z"},
      {"3 marzo alle 18.30: incontro", "2025-03-03T17:30Z"},
      {"3 marzo alle 6.30: incontro", "2025-03-03"},
      {"3 marzo alle ore 18.30: incontro", "2025-03-03T17:30Z"},
      {"3 de março às 18h30: encontro", "2025-03-03T17:30Z"},
      {"3 maart om 19.30 uur: lezing", "2025-03-03T18:30Z"},
      {"3. marts kl. 18.30: foredrag", "2025-03-03T17:30Z"},
      {"3 mars kl 18: föredrag", "2025-03-03T17:00Z"},
      {"3. maaliskuuta klo 18: luento", "2025-03-03T17:00Z"},
      {"3 marca, godz. 18:00: spotkanie", "2025-03-03T17:00Z"},
      {"3. března v 18:00: čtení", "2025-03-03T17:00Z"},
      {"March 3, 18:30: Reading", "2025-03-03T17:30Z"},
      {"3/4/2025: Reading", "2025-04-03"},
      {"Lezing, 3-4-2025 20:00", "2025-04-03T18:00Z"},
  };
  expect_announced(european, "Europe/Paris");
}

TEST(EventInTitle, InventsNoMomentWhereNobodySaysTheZone) {
  const Case cases[] = {
      {"March 3, 6 pm: Author talk", "2025-03-03"},
      {"3. März, 18 Uhr: Lesung", "2025-03-03"},
      {"March 3–5, 9 am–4 pm: Book fair", "2025-03-03..2025-03-05"},
      {"3/4/2025: Author talk", "none"},
      {"3/25/2025: Author talk", "2025-03-25"},
  };
  expect_announced(cases);
}

TEST(EventInTitle, IsNotMisledByDatesThatAnnounceNothing) {
  for (const char* title : {
           "",
           "Sustaining ecosystems",
           "1984",
           "2024",
           "May 2024 newsletter",
           "May 2024 report",
           "October 2024",
           "March 3D printing course",
           "March 3-D printing course",
           "February 30, the day that never comes",
           "June 31: nowhere",
           "Top 10 books",
           "10 things to do in the library",
           "Top 10 books of May",
           "Chapter 3: March of the books",
           "Room 3, March hall",
           "July 4 fireworks recap",
           "Recap: July 4 fireworks",
           "Trends of March 3 million readers",
           "March 3 million readers",
           "Newsletter, March 3, 2025",
           "Board meeting minutes, March 3, 2025",
           "Weekly digest: November 21",
           "Community bulletin | November 21, 2024",
           "Nieuwsbrief 21 november 2024",
           "Rundbrief vom 21. November 2024",
           "Boletín, 21 de noviembre de 2024",
           "Submissions due by March 3",
           "Apply by Monday, March 3",
           "Registration open until March 3",
           "Closed since March 3",
           "Bewerbung bis 3. März",
           "Inscriptions jusqu'au 3 mars",
           "Inscriptions jusqu'au 3 mars 2025",
           "Bewerbung bis zum 3. März 2025",
           "Iscrizioni fino al 3 marzo 2025",
           "Aanmelden tot en met 3 maart 2025",
           "Aanmelden t/m 3 maart 2025",
           "Anmeldeschluss: 3. März 2025",
           "Apply no later than March 3",
           "Iscrizioni fino all'8 marzo 2025",
           "Fins a l'11 de març",
           "Due March 3",
           "Due: March 3",
           "Submissions close March 3",
           "Registration closes on March 3, 2025",
           "Ends March 3",
           "now – March 9",
           "On view now – March 9, 2025",
           "Hackathon moved from March 7 to March 14",
           "News 3 March 2025",
           "Version 3.3.2025",
           "Deadline extended to March 15",
           "Nr. 3 März 2025",
           "Heft 3 März 2025",
           "N° 12 mars 2025",
           "N.º 12 marzo 2025",
           "Last updated: March 3, 2025",
           "Posted on March 3, 2025",
           "Version 4 May 2024",
           "Windows 11 May 2024 update",
           "Windows 11 May 2025 update",
           "Story time 1 August 2024",
           "March 1, 1999 changed everything",
           "1 May 2004 enlargement remembered",
           "Meeting minutes 3 March 2025",
           "Gesetz vom 23. März 2025 zur Förderung der Bibliotheken",
           "Press release 23 March 2025",
           "Pressemitteilung 23.03.2025",
           "Pressemitteilung vom 23.03.2025",
           "Mix 1.2.24 at the bar",
           "In memoriam: Jane Doe, March 3, 1950 – April 5, 2025",
           "Jane Doe (March 3, 1950 – April 5, 2025)",
           "Version 1.2.2024",
           "Release 1.2.2024.7 is here",
           "Release 3.3. is here",
           "COVID-19: what to know",
           "24/7 access to e-books",
           "Catch-22: a discussion",
           "Fahrenheit 451: a reading guide",
           "Apollo 11, 50 years on",
           "Area 51 and other stories",
           "9/11 remembered",
           "Sold out: 3 out of 5 workshops",
           "Volume 2, set 3",
           "You may 3 times",
           "March 1, 1984: a look back",
           "On September 11, 1941 in Des Moines",
           "Room 101",
           "Room 3-2-2025",
           "Lezing: 4-3-2025",
           "Score: 12-10-11",
           "Catalogue 2024.12.1",
           "The 39 steps",
           "20,000 leagues under the sea",
           "3 March girls",
           "5 December books we loved",
           "100 years of libraries, 1924-2024",
           "Call number 025.3 and friends",
           "ISBN 978-3-16-148410-0",
           "Phone 555-0199",
           "June 15 winners announced",
           "Strike days 1 and 2",
           "New hours: 9 am to 5 pm",
           "Open 10-6 on weekdays",
           "Seven days, seven books",
           "2024-13-01: no such month",
           "99.99.2024: no such day",
           "Ages 3-5 story time",
           "Grades 3–5 March madness",
           "Mars 2020 lands",
           "The Magnificent 7",
           "Decade 2: 2010-2020",
           "Sat 1600 on the new test",
           "Mai 68",
       }) {
    SCOPED_TRACE(title);
    EXPECT_EQ(announced(title), "none");
  }
}

TEST(EventInTitle, TakesTheFirstSuchDayNotMoreThanSixtyDaysBeforePublication) {
  const auto in = [](std::string_view title, sys_days published) { return announced(title, {}, published); };
  EXPECT_EQ(announced("August 25, Picnic"), "2024-08-25");
  EXPECT_EQ(announced("August 24, Picnic"), "2025-08-24");
  EXPECT_EQ(in("January 5, Reading", year{2024} / 12 / 30), "2025-01-05");
  EXPECT_EQ(in("December 30, Reading", year{2025} / 1 / 2), "2024-12-30");
}

TEST(EventInTitle, WarnsOfAWeekdayThatIsAnother) {
  const auto wrong = event_in_title("Tuesday, March 3: Story time", kPublished);
  ASSERT_TRUE(wrong);
  EXPECT_EQ(wrong->warning, "the title names another weekday than that of 2025-03-03");
  EXPECT_EQ(event_in_title("Monday, March 3: Story time", kPublished)->warning, "");
  EXPECT_EQ(event_in_title("March 3: Story time", kPublished)->warning, "");
  EXPECT_EQ(event_in_title("3月3日（月）", kPublished)->warning, "");
  EXPECT_NE(event_in_title("3月3日 星期二", kPublished)->warning, "");
}

TEST(EventInTitle, SurvivesLongTitles) {
  for (const std::string_view piece :
       {"March 3 ", "1.", "3, ", "- ", "(", "6 pm ", "mon ", "a", "12:", "on ", "3–", " "}) {
    std::string title;
    while (title.size() < 20'000) title += piece;
    SCOPED_TRACE(piece);
    (void)announced(title);
  }
}

RC_GTEST_PROP(EventInTitle, SurvivesAnyBytes, (const std::string& title)) {
  const auto found = event_in_title(title, kPublished);
  if (found && found->event.end) RC_ASSERT(*found->event.end > found->event.start);
}

// Any sequence of the words that dates are made of.
RC_GTEST_PROP(EventInTitle, SurvivesAnyWords, ()) {
  const auto words = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "March", "3", "31", "2025", "6", "pm", "-", "–", ",", ":", "(", ")", "to", "and", "Monday", "ET", "um", "Uhr",
      "18:30", "'25", "of", ".", "/", "日", "月", "2025-03-03", "kl.", "9999", "a las", "noon", "30. Februar"));
  std::string title;
  for (const std::string& word : words) title += word + (word.size() % 2 == 0 ? "" : " ");
  const auto found = event_in_title(title, kPublished);
  if (found && found->event.end) RC_ASSERT(*found->event.end > found->event.start);
}

}  // namespace
}  // namespace commonplace::normalize
