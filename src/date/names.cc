#include "date/names.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

#include "base/utf8.h"

namespace commonplace::date {
namespace {

// Every name stands for its abbreviations of three letters and more too; where two names begin alike the first one has
// them. So a second form (the genitive, what other software abbreviated) is a row of its own, empty where it is the
// same, to its end: g++ 12 reads no constant that was left out.
using Months = std::array<std::string_view, 12>;
constexpr Months kMonths[] = {
    // English
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december"},
    {"", "febuary", "", "", "", "", "", "", "", "", "", ""},
    // German, with what Austria says and what stands for an umlaut
    {"januar", "februar", "marz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
     "dezember"},
    {"janner", "feber", "maerz", "", "", "", "", "", "", "", "", ""},
    // French
    {"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
     "decembre"},
    // Spanish
    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
     "diciembre"},
    {"", "", "", "", "", "", "", "", "setiembre", "", "", ""},
    // Italian
    {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
     "novembre", "dicembre"},
    // Portuguese
    {"janeiro", "fevereiro", "marco", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro",
     "dezembro"},
    // Catalan
    {"gener", "febrer", "marc", "abril", "maig", "juny", "juliol", "agost", "setembre", "octubre", "novembre",
     "desembre"},
    // Dutch
    {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
     "december"},
    // Swedish, Danish, Norwegian
    {"januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
     "december"},
    {"januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
     "desember"},
    // Finnish
    {"tammikuuta", "helmikuuta", "maaliskuuta", "huhtikuuta", "toukokuuta", "kesakuuta", "heinakuuta", "elokuuta",
     "syyskuuta", "lokakuuta", "marraskuuta", "joulukuuta"},
    // Polish
    {"stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "wrzesnia", "pazdziernika",
     "listopada", "grudnia"},
    {"styczen", "luty", "marzec", "kwiecien", "maj", "czerwiec", "lipiec", "sierpien", "wrzesien", "pazdziernik",
     "listopad", "grudzien"},
    // Czech, and Slovak
    {"leden", "unor", "brezen", "duben", "kveten", "cerven", "cervenec", "srpen", "zari", "rijen", "listopad",
     "prosinec"},
    {"ledna", "unora", "brezna", "dubna", "kvetna", "cervna", "cervence", "srpna", "zari", "rijna", "listopadu",
     "prosince"},
    {"januara", "februara", "marca", "aprila", "maja", "juna", "jula", "augusta", "septembra", "oktobra", "novembra",
     "decembra"},
    // Slovenian
    {"januar", "februar", "marec", "april", "maj", "junij", "julij", "avgust", "september", "oktober", "november",
     "december"},
    {"januarja", "februarja", "", "", "", "junija", "julija", "avgusta", "", "", "", ""},
    // Croatian, whose "listopada" is left to the Poles and Czechs: for them it is November
    {"sijecanj", "veljaca", "ozujak", "travanj", "svibanj", "lipanj", "srpanj", "kolovoz", "rujan", "", "studeni",
     "prosinac"},
    {"sijecnja", "veljace", "ozujka", "travnja", "svibnja", "lipnja", "srpnja", "kolovoza", "rujna", "", "studenoga",
     "prosinca"},
    {"", "", "", "", "", "", "", "", "", "", "studenog", ""},
    // Serbian and Bosnian
    {"", "", "", "", "", "", "", "", "septembar", "oktobar", "novembar", "decembar"},
    // Romanian
    {"ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie", "octombrie",
     "noiembrie", "decembrie"},
    // Estonian, Latvian, Lithuanian
    {"jaanuar", "veebruar", "marts", "aprill", "mai", "juuni", "juuli", "august", "september", "oktoober", "november",
     "detsember"},
    {"janvaris", "februaris", "marts", "aprilis", "maijs", "junijs", "julijs", "augusts", "septembris", "oktobris",
     "novembris", "decembris"},
    {"janvari", "februari", "marta", "aprili", "maija", "junija", "julija", "augusta", "septembri", "oktobri",
     "novembri", "decembri"},
    {"sausis", "vasaris", "kovas", "balandis", "geguze", "birzelis", "liepa", "rugpjutis", "rugsejis", "spalis",
     "lapkritis", "gruodis"},
    {"sausio", "vasario", "kovo", "balandzio", "geguzes", "birzelio", "liepos", "rugpjucio", "rugsejo", "spalio",
     "lapkricio", "gruodzio"},
    // Galician, and Icelandic
    {"xaneiro", "febreiro", "marzo", "abril", "maio", "xuno", "xullo", "agosto", "setembro", "outubro", "novembro",
     "decembro"},
    {"januar", "februar", "mars", "april", "mai", "juni", "juli", "agust", "september", "oktober", "november",
     "desember"},
    // Hungarian
    {"januar", "februar", "marcius", "aprilis", "majus", "junius", "julius", "augusztus", "szeptember", "oktober",
     "november", "december"},
    // Turkish
    {"ocak", "subat", "mart", "nisan", "mayis", "haziran", "temmuz", "agustos", "eylul", "ekim", "kasim", "aralik"},
    // Russian
    {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
     "декабря"},
    {"январь", "февраль", "март", "апрель", "маи", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь",
     "декабрь"},
    // Ukrainian, Bulgarian, Serbian
    {"січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня", "листопада",
     "грудня"},
    {"січень", "лютии", "березень", "квітень", "травень", "червень", "липень", "серпень", "вересень", "жовтень",
     "листопад", "грудень"},
    {"януари", "февруари", "март", "април", "маи", "юни", "юли", "август", "септември", "октомври", "ноември",
     "декември"},
    {"јануар", "фебруар", "март", "април", "мај", "јун", "јул", "август", "септембар", "октобар", "новембар",
     "децембар"},
    // Greek
    {"ιανουαριου", "φεβρουαριου", "μαρτιου", "απριλιου", "μαιου", "ιουνιου", "ιουλιου", "αυγουστου", "σεπτεμβριου",
     "οκτωβριου", "νοεμβριου", "δεκεμβριου"},
    {"ιανουαριοσ", "φεβρουαριοσ", "μαρτιοσ", "απριλιοσ", "μαιοσ", "ιουνιοσ", "ιουλιοσ", "αυγουστοσ", "σεπτεμβριοσ",
     "οκτωβριοσ", "νοεμβριοσ", "δεκεμβριοσ"},
    // What is short for a name in another way than by its beginning: German, Dutch, Greek in old blog software, Czech
    {"", "", "mrz", "", "", "", "", "", "", "", "", ""},
    {"", "", "mrt", "", "", "", "", "", "", "", "", ""},
    {"", "", "μαω", "", "", "ιον", "ιολ", "", "", "", "", ""},
    {"", "", "", "", "", "cvn", "cvc", "", "", "", "", ""},
    {"", "", "", "", "", "cen", "cec", "", "", "", "", ""},
};
constexpr std::size_t kWholeNames = std::size(kMonths) - 5;  // rows

// Weekdays only decide between 3 April and 4 March, so those that mean another day in another language do no harm.
using Weekdays = std::array<std::string_view, 7>;
constexpr Weekdays kWeekdays[] = {
    {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"},
    {"", "", "", "weds", "", "", ""},
    {"sonntag", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag"},
    {"", "", "", "", "", "", "sonnabend"},
    {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
    {"domingo", "lunes", "martes", "miercoles", "jueves", "viernes", "sabado"},
    {"domenica", "lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato"},
    {"domingo", "segunda", "terca", "quarta", "quinta", "sexta", "sabado"},
    {"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"},
    {"sondag", "mandag", "tisdag", "onsdag", "torsdag", "fredag", "lordag"},
    {"", "", "tirsdag", "", "", "", ""},
    {"sunnuntai", "maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai"},
    {"sunnuntaina", "maanantaina", "tiistaina", "keskiviikkona", "torstaina", "perjantaina", "lauantaina"},
    {"sondagen", "mandagen", "tisdagen", "onsdagen", "torsdagen", "fredagen", "lordagen"},
    {"niedziele", "", "", "srode", "", "", "sobote"},
    {"niedziela", "poniedzialek", "wtorek", "sroda", "czwartek", "piatek", "sobota"},
    {"nedele", "pondeli", "utery", "streda", "ctvrtek", "patek", "sobota"},
    {"", "", "", "stredu", "", "", "sobotu"},
    {"nedela", "pondelok", "utorok", "streda", "stvrtok", "piatok", "sobota"},
    {"nedelja", "ponedeljek", "torek", "sreda", "cetrtek", "petek", "sobota"},
    {"nedjelja", "ponedjeljak", "utorak", "srijeda", "cetvrtak", "petak", "subota"},
    {"duminica", "luni", "marti", "miercuri", "joi", "vineri", "sambata"},
    {"diumenge", "dilluns", "dimarts", "dimecres", "dijous", "divendres", "dissabte"},
    {"puhapaev", "esmaspaev", "teisipaev", "kolmapaev", "neljapaev", "reede", "laupaev"},
    {"vasarnap", "hetfo", "kedd", "szerda", "csutortok", "pentek", "szombat"},
    {"pazar", "pazartesi", "sali", "carsamba", "persembe", "cuma", "cumartesi"},
    {"", "pzt", "", "", "", "", "cmt"},
    {"воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"},
    {"неделя", "", "", "", "", "", "събота"},
    {"", "", "", "среду", "", "пятницу", "субботу"},
    {"неділя", "понеділок", "вівторок", "середа", "четвер", "п'ятниця", "субота"},
    {"неділю", "", "", "середу", "", "п'ятницю", "суботу"},
    {"недеља", "понедељак", "уторак", "среда", "четвртак", "петак", "субота"},
    {"κυριακη", "δευτερα", "τριτη", "τεταρτη", "πεμπτη", "παρασκευη", "σαββατο"},
};

struct Name {
  std::string_view text;
  std::size_t row = 0;
  unsigned column = 0;
};

// The names of a table in alphabetical order, so that those that begin alike stand together.
template <std::size_t Rows, std::size_t Columns>
constexpr auto sorted_names(const std::array<std::string_view, Columns> (&table)[Rows]) {
  std::array<Name, Rows * Columns> names;
  for (std::size_t row = 0; row < Rows; ++row) {
    for (unsigned column = 0; column < Columns; ++column) {
      names[row * Columns + column] = {table[row][column], row, column};
    }
  }
  std::sort(names.begin(), names.end(), [](const Name& a, const Name& b) {
    if (a.text != b.text) return a.text < b.text;
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  });
  return names;
}

constexpr auto kMonthNames = sorted_names(kMonths);
constexpr auto kWeekdayNames = sorted_names(kWeekdays);

constexpr std::size_t kBeginning = 3;  // bytes

constexpr bool has_beginning(const Name& name) { return name.text.empty() || name.text.size() >= kBeginning; }
static_assert(std::ranges::all_of(kMonthNames, has_beginning) && std::ranges::all_of(kWeekdayNames, has_beginning));

// Which words may begin as a name does. Whoever looks for days asks about every word, and nearly none is one.
class Beginnings {
 public:
  constexpr explicit Beginnings(std::span<const Name> names) {
    for (const Name& name : names) {
      if (!name.text.empty()) taken_[place_of(name.text)] = true;
    }
  }
  constexpr bool has(std::string_view word) const { return word.size() >= kBeginning && taken_[place_of(word)]; }

 private:
  static constexpr std::size_t kPlaces = 4096;
  static constexpr std::size_t place_of(std::string_view word) {
    std::size_t place = 0;
    for (std::size_t i = 0; i < kBeginning; ++i) place = place * 37 + static_cast<unsigned char>(word[i]);
    return place % kPlaces;
  }

  std::array<bool, kPlaces> taken_{};
};

constexpr Beginnings kMonthBeginnings(kMonthNames), kWeekdayBeginnings(kWeekdayNames);

const Name* first_not_before(std::span<const Name> names, std::string_view word) {
  const auto found = std::lower_bound(names.begin(), names.end(), word,
                                      [](const Name& name, std::string_view text) { return name.text < text; });
  return names.data() + (found - names.begin());
}

// The name that `word` is, or else the one of the first row that it abbreviates.
std::optional<unsigned> column_of(std::span<const Name> names, std::string_view word) {
  if (base::count_code_points(word) < 3) return std::nullopt;
  const Name* best = nullptr;
  const Name* end = names.data() + names.size();
  for (const Name* name = first_not_before(names, word); name != end && name->text.starts_with(word); ++name) {
    if (name->text == word) return name->column;
    const bool is_earlier = !best || name->row < best->row || (name->row == best->row && name->column < best->column);
    if (is_earlier) best = name;
  }
  return best ? std::optional(best->column) : std::nullopt;
}

}  // namespace

bool is_whole_month_name(std::string_view word) {
  if (!kMonthBeginnings.has(word)) return false;
  const Name* name = first_not_before(kMonthNames, word);
  return name != kMonthNames.data() + kMonthNames.size() && name->text == word && name->row < kWholeNames;
}

std::optional<unsigned> month_by_name(std::string_view word) {
  if (!kMonthBeginnings.has(word)) return std::nullopt;
  const std::optional<unsigned> month = column_of(kMonthNames, word);
  return month ? std::optional(*month + 1) : std::nullopt;
}

std::optional<std::chrono::weekday> weekday_by_name(std::string_view word) {
  if (!kWeekdayBeginnings.has(word)) return std::nullopt;
  const std::optional<unsigned> day = column_of(kWeekdayNames, word);
  return day ? std::optional(std::chrono::weekday{*day}) : std::nullopt;
}

}  // namespace commonplace::date
