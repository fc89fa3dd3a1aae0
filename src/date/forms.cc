#include "date/forms.h"

#include <algorithm>
#include <span>

#include "base/text.h"
#include "date/scan.h"

namespace commonplace::date {
namespace {

constexpr std::string_view kWeekdays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::string_view kLongWeekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                              "Friday", "Saturday", "Sunday"};
constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::string_view kZones[] = {"GMT", "UT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"};

// w weekday, W weekday in full, d day, m month, y year of two or four digits, t time, z zone; a space is any number
// of them.
constexpr std::string_view kForms[] = {
    "w, d m y t z",  // RFC 822 §5.1, RFC 5322 §3.3
    "d m y t z",
    "W, d-m-y t z",  // RFC 850 §2.1.4
    "w m d t y",     // asctime
};

bool take_any(std::string_view& text, std::span<const std::string_view> words) {
  const auto word =
      std::find_if(words.begin(), words.end(), [text](std::string_view w) { return text.starts_with(w); });
  if (word == words.end()) return false;
  text.remove_prefix(word->size());
  return true;
}

bool take_digits(std::string_view& text, std::size_t least, std::size_t most) {
  return take_number(text, least, most).has_value();
}

bool take_spaces(std::string_view& text) {
  const std::size_t before = text.size();
  skip_spaces(text);
  return text.size() < before;
}

bool take_time(std::string_view& text) {
  if (!take_digits(text, 2, 2) || !take(text, ':') || !take_digits(text, 2, 2)) return false;
  return !take(text, ':') || take_digits(text, 2, 2);
}

bool take_zone(std::string_view& text) {
  if (take(text, '+') || take(text, '-')) return take_digits(text, 4, 4);
  if (take_any(text, kZones)) return true;
  if (text.empty() || !base::is_ascii_upper(text.front()) || text.front() == 'J') return false;
  text.remove_prefix(1);
  return true;
}

bool take_element(char element, std::string_view& text) {
  switch (element) {
    case 'w':
      return take_any(text, kWeekdays);
    case 'W':
      return take_any(text, kLongWeekdays);
    case 'd':
      return take_digits(text, 1, 2);
    case 'm':
      return take_any(text, kMonths);
    case 'y':
      return count_digits(text) != 3 && take_digits(text, 2, 4);
    case 't':
      return take_time(text);
    case 'z':
      return take_zone(text);
    case ' ':
      return take_spaces(text);
    default:
      return take(text, element);
  }
}

}  // namespace

bool is_specified_form(std::string_view text) {
  return std::any_of(std::begin(kForms), std::end(kForms), [text](std::string_view form) {
    std::string_view rest = text;
    return std::all_of(form.begin(), form.end(), [&rest](char element) { return take_element(element, rest); }) &&
           rest.empty();
  });
}

}  // namespace commonplace::date
