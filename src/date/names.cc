#include "date/names.h"

#include <array>
#include <span>

#include "base/utf8.h"

namespace commonplace::date {
namespace {

// Every name stands for its abbreviations of three letters and more too; where two names begin alike the first one has
// them. So a second form (the genitive, what other software abbreviated) is a row of its own, empty where it is the
// same.
using Months = std::array<std::string_view, 12>;
constexpr Months kMonths[] = {
    // English
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
     "december"},
    // German, with what Austria says and what stands for an umlaut
    {"januar", "februar", "marz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
     "dezember"},
    {"janner", "feber", "maerz"},
    {"", "", "mrz"},
    // French
    {"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
     "decembre"},
    // Spanish
    {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
     "diciembre"},
    {"", "", "", "", "", "", "", "", "setiembre"},
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
    {"", "", "mrt"},
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
    {"", "", "", "", "", "cvn", "cvc"},
    {"januara", "februara", "marca", "aprila", "maja", "juna", "jula", "augusta", "septembra", "oktobra", "novembra",
     "decembra"},
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
    // Greek, and how old blog software shortened it
    {"ιανουαριου", "φεβρουαριου", "μαρτιου", "απριλιου", "μαιου", "ιουνιου", "ιουλιου", "αυγουστου", "σεπτεμβριου",
     "οκτωβριου", "νοεμβριου", "δεκεμβριου"},
    {"ιανουαριοσ", "φεβρουαριοσ", "μαρτιοσ", "απριλιοσ", "μαιοσ", "ιουνιοσ", "ιουλιοσ", "αυγουστοσ", "σεπτεμβριοσ",
     "οκτωβριοσ", "νοεμβριοσ", "δεκεμβριοσ"},
    {"", "", "μαω", "", "", "ιον", "ιολ"},
};

// Weekdays only decide between 3 April and 4 March, so those that mean another day in another language do no harm.
using Weekdays = std::array<std::string_view, 7>;
constexpr Weekdays kWeekdays[] = {
    {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"},
    {"", "", "", "weds"},
    {"sonntag", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag"},
    {"", "", "", "", "", "", "sonnabend"},
    {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
    {"domingo", "lunes", "martes", "miercoles", "jueves", "viernes", "sabado"},
    {"domenica", "lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato"},
    {"domingo", "segunda", "terca", "quarta", "quinta", "sexta", "sabado"},
    {"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"},
    {"sondag", "mandag", "tisdag", "onsdag", "torsdag", "fredag", "lordag"},
    {"", "", "tirsdag"},
    {"sunnuntai", "maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai"},
    {"niedziela", "poniedzialek", "wtorek", "sroda", "czwartek", "piatek", "sobota"},
    {"nedele", "pondeli", "utery", "streda", "ctvrtek", "patek", "sobota"},
    {"vasarnap", "hetfo", "kedd", "szerda", "csutortok", "pentek", "szombat"},
    {"pazar", "pazartesi", "sali", "carsamba", "persembe", "cuma", "cumartesi"},
    {"", "pzt", "", "", "", "", "cmt"},
    {"воскресенье", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота"},
    {"κυριακη", "δευτερα", "τριτη", "τεταρτη", "πεμπτη", "παρασκευη", "σαββατο"},
};

// The column of the name that `word` is, or else the first that it abbreviates.
template <std::size_t Columns>
std::optional<unsigned> column_of(std::span<const std::array<std::string_view, Columns>> rows, std::string_view word) {
  if (base::count_code_points(word) < 3) return std::nullopt;
  std::optional<unsigned> abbreviated;
  for (const auto& row : rows) {
    for (unsigned column = 0; column < Columns; ++column) {
      if (row[column] == word) return column;
      if (!abbreviated && row[column].starts_with(word)) abbreviated = column;
    }
  }
  return abbreviated;
}

}  // namespace

std::optional<unsigned> month_by_name(std::string_view word) {
  const std::optional<unsigned> month = column_of<12>(kMonths, word);
  return month ? std::optional(*month + 1) : std::nullopt;
}

std::optional<std::chrono::weekday> weekday_by_name(std::string_view word) {
  const std::optional<unsigned> day = column_of<7>(kWeekdays, word);
  return day ? std::optional(std::chrono::weekday{*day}) : std::nullopt;
}

}  // namespace commonplace::date
