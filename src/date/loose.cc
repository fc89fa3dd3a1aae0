#include "date/loose.h"

#include <utility>

#include "base/text.h"
#include "date/clock.h"
#include "date/names.h"

namespace commonplace::date {
namespace {

using base::is_ascii_digit;
using std::chrono::seconds;

// East Asian signs, which come after their number.
enum class Sign { Year, Month, Day, Hour, Minute, Second };
struct Mark {
  std::string_view text;
  Sign sign;
};
constexpr Mark kMarks[] = {{"年", Sign::Year},   {"년", Sign::Year},   {"月", Sign::Month},  {"월", Sign::Month},
                           {"日", Sign::Day},    {"号", Sign::Day},    {"일", Sign::Day},    {"時", Sign::Hour},
                           {"时", Sign::Hour},   {"点", Sign::Hour},   {"點", Sign::Hour},   {"시", Sign::Hour},
                           {"分", Sign::Minute}, {"분", Sign::Minute}, {"秒", Sign::Second}, {"초", Sign::Second}};

constexpr std::string_view kOrdinals[] = {"st", "nd", "rd", "th", "er", "re", "e", "de", "ste", "º", "ª", "°"};

class LooseReader {
 public:
  LooseReader(std::string_view text, Habit habit) : text_(text), rest_(text), habit_(habit) {}

  std::optional<LooseReading> read() {
    while (!rest_.empty()) {
      if (!step()) return std::nullopt;
    }
    if (time_ && half_) apply(*half_, *time_);
    if (!weekday_) weekday_ = pieces_.leading_weekday();
    const auto day = pieces_.day(weekday_, habit());
    if (!day || (time_ && !is_valid(*time_))) return std::nullopt;
    const Fields fields{static_cast<int>(day->year()), static_cast<unsigned>(day->month()),
                        static_cast<unsigned>(day->day()), time_, offset_on(*day)};
    return LooseReading{fields, weekday_, !knows_habit() && pieces_.may_be_another_day(*day, weekday_)};
  }

 private:
  // Takes one thing off the front. False: this is no date.
  bool step() {
    const char c = rest_.front();
    if (looks_like_clock(rest_)) return take_time(take_colon_clock());
    if (is_ascii_digit(c)) return take_time(take_other_clock()) || take_number_piece();
    if (is_letter(rest_)) return take_word();
    if (c == '-' && time_ && take_end_of_range()) return true;
    if ((c == '+' || c == '-') && take_offset()) return true;
    if (c == '/' || c == '.' || c == '-') separator_ = c;
    rest_.remove_prefix(1);
    return true;
  }

  bool has_day() const { return pieces_.day().has_value(); }

  std::optional<seconds> offset() const { return offset_ ? offset_ : named_offset_; }

  std::optional<seconds> offset_on(std::chrono::year_month_day day) const {
    if (offset_ || civil_zone_.empty()) return offset();
    const TimeOfDay time = time_.value_or(TimeOfDay{});
    return civil_offset(civil_zone_, std::chrono::local_days{day} + std::chrono::hours{time.hour} +
                                         std::chrono::minutes{time.minute} + seconds{time.second});
  }

  bool tells_region() const { return offset() && *offset() != seconds{0}; }
  bool knows_habit() const { return habit_ != Habit::Unknown || tells_region(); }

  Habit habit() const {
    if (tells_region()) return habit_at(*offset());
    return habit_ == Habit::Unknown && half_ ? Habit::MonthFirst : habit_;
  }

  std::optional<TimeOfDay> take_colon_clock() {
    constexpr std::size_t kLongestToTheMinute = 5;
    const std::size_t before = rest_.size();
    const std::optional<TimeOfDay> time = take_clock(rest_);
    is_to_the_second_ = before - rest_.size() > kLongestToTheMinute;
    return time;
  }

  std::optional<TimeOfDay> take_other_clock() {
    if (const auto time = take_french_clock(rest_)) return time;
    if (const auto time = has_day() ? take_dotted_clock(rest_) : std::nullopt) return time;
    if (const auto time = follows_iso_day() ? take_file_clock(rest_) : std::nullopt) return time;
    return take_bare_hour(rest_);
  }

  // The T of "2024-10-24T12-30-05", the line of "2024-10-24_12-30-05".
  bool follows_iso_day() const {
    return pieces_.begins_with_year() && has_day() && (last_taken() == 't' || last_taken() == '_');
  }

  char last_taken() const { return rest_.size() < text_.size() ? text_[text_.size() - rest_.size() - 1] : ' '; }

  // A second time only counts where the first was an empty one.
  bool take_time(const std::optional<TimeOfDay>& time) {
    if (!time) return false;
    std::optional<Half> half = take_half(rest_);
    if (!half) half = take_short_half(rest_);
    if (time_ && !time_->is_midnight()) return true;
    time_ = time;
    if (half) half_ = half;
    return true;
  }

  bool take_number_piece() {
    const std::size_t digits = count_digits(rest_);
    const std::string_view figures = rest_.substr(0, digits);
    rest_.remove_prefix(digits);
    left_after_figures_ = rest_.size();
    const char separator = std::exchange(separator_, ' ');
    if (digits == 8 && pieces_.count() == 0)
      return add_day(figures.substr(0, 4), figures.substr(4, 2), figures.substr(6));
    if (digits > 4) return has_day();
    if (digits == 4 && pieces_.count() == 0 && take_camera_day(figures)) return true;
    const int value = number(figures);
    if (const Mark* mark = take_mark()) return apply_mark(mark->sign, value);
    skip_ordinal();
    // "012" is a month of a program that pads too much.
    const bool is_short = digits <= 2 || (digits == 3 && value < 100);
    return add({is_short ? 'n' : 'y', value, digits, separator});
  }

  static int number(std::string_view digits) { return static_cast<int>(base::parse_decimal(digits).value_or(0)); }

  bool add_day(std::string_view year, std::string_view month, std::string_view day) {
    return add({'y', number(year), 4, ' '}) && add({'n', number(month), 2, '-'}) && add({'n', number(day), 2, '-'});
  }

  // The rest of "2024:10:24", as cameras have it (Exif 2.3 §4.6.5); what follows is a time.
  bool take_camera_day(std::string_view year) {
    std::string_view rest = rest_;
    if (!take(rest, ':')) return false;
    const std::string_view month = rest.substr(0, count_digits(rest));
    rest.remove_prefix(month.size());
    if (month.size() != 2 || !take(rest, ':')) return false;
    const std::string_view day = rest.substr(0, count_digits(rest));
    if (day.size() != 2) return false;
    rest_ = rest.substr(day.size());
    return add_day(year, month, day);
  }

  // Figures after a whole date and a time do not count; after a date alone they may show that it is none.
  bool add(const Piece& piece) {
    if (has_day() && !is_more_of_the_day(piece)) return time_ || piece.before == ' ';
    if (strangers_ == 0) pieces_.drop_end_of_range(piece);  // after words they may be "issue 5 - 24 October"
    return pieces_.add(piece);
  }

  // "October 2024" may go on with a day, "24 Oct 12" with the year.
  bool is_more_of_the_day(const Piece& piece) const {
    return pieces_.count() < 3 ? piece.kind == 'n' && !time_ : piece.kind == 'y' && !pieces_.has_year();
  }

  const Mark* take_mark() {
    for (const Mark& mark : kMarks) {
      if (!rest_.starts_with(mark.text)) continue;
      rest_.remove_prefix(mark.text.size());
      return &mark;
    }
    return nullptr;
  }

  bool apply_mark(Sign sign, int value) {
    switch (sign) {
      case Sign::Year:
        return add({'y', value, 4, ' '});
      case Sign::Month:
        return add({'m', value, 2, ' '});
      case Sign::Day:
        return add({'n', value, 2, ' '});
      case Sign::Hour:
        time_ = TimeOfDay{value, 0, 0};
        return true;
      case Sign::Minute:
        if (time_) time_->minute = value;
        return true;
      case Sign::Second:
        if (time_) time_->second = value;
        return true;
    }
    return false;
  }

  void skip_ordinal() {
    for (const std::string_view ordinal : kOrdinals) {
      if (!rest_.starts_with(ordinal) || is_letter(rest_.substr(ordinal.size()))) continue;
      rest_.remove_prefix(ordinal.size());
      return;
    }
  }

  bool take_word() {
    if (time_ && take_zone_in_words()) return true;
    if (const std::optional<Half> half = take_half_before(rest_)) {
      half_ = half;
      return true;
    }
    std::size_t end = 0;
    while (is_letter(rest_.substr(end))) ++end;
    const std::string_view word = rest_.substr(0, end);
    rest_.remove_prefix(end);

    if (time_ && take_zone(word)) return true;  // "CET" is short for a Slovenian Thursday, too
    const std::optional<std::chrono::weekday> weekday = weekday_by_name(word);
    const std::optional<unsigned> month = has_day() ? std::nullopt : month_by_name(word);
    if (month) return add({'m', static_cast<int>(*month), 0, ' ', weekday});
    if (!weekday_) weekday_ = weekday;
    if (weekday || take_zone(word) || has_day()) return true;
    return ++strangers_ <= kMostStrangers;
  }

  bool take_zone_in_words() {
    if (named_offset_) return false;
    const std::optional<ZoneName> zone = take_spoken_zone(rest_);
    return zone && name_zone(*zone);
  }

  // Names of two letters are too common among words to stand without a time; they do not say whether it is summer.
  bool take_zone(std::string_view word) {
    if (named_offset_) return word == "dst" && add_summer_time();
    if (!time_ && (word.size() < 3 || !has_day())) return false;
    return name_zone({word, word.size() == 2});
  }

  bool name_zone(const ZoneName& zone) {
    named_offset_ = zone_by_name(zone.abbreviation);
    if (named_offset_ && zone.is_civil) civil_zone_ = zone.abbreviation;
    return named_offset_.has_value();
  }

  // "MET DST", as C libraries once had it.
  bool add_summer_time() {
    if (!std::exchange(is_summer_named_, true)) *named_offset_ += std::chrono::hours{1};
    civil_zone_ = {};
    return true;
  }

  // "10:00-12:00", "9.30-11.30", "10 AM - 11 AM": of a range its first time counts.
  bool take_end_of_range() {
    std::string_view rest = rest_.substr(1);
    skip_spaces(rest);
    const bool is_parted = rest.size() + 1 < rest_.size();
    std::optional<TimeOfDay> end = take_french_clock(rest);
    const bool is_french = end.has_value();
    if (!end && looks_like_clock(rest)) end = take_clock(rest);
    if (!end && has_day()) end = take_dotted_clock(rest);
    if (!end) end = take_bare_hour(rest);
    if (!end) return false;
    const std::optional<Half> half = take_half(rest);
    if (!is_french && !is_parted && !half && may_be_offset(*end)) return false;
    if (half && !half_) half_ = time_->hour % 12 > end->hour % 12 ? opposite(*half) : *half;
    rest_ = rest;
    return true;
  }

  // Whether figures after a hyphen, which could be a time as well, are how far west of Greenwich the clock is. Who
  // begins with the year or tells seconds is a program; people write ranges, whose end comes later, and seldom live
  // more than eight hours in the west.
  bool may_be_offset(const TimeOfDay& end) const {
    if (last_taken() == ' ' || is_to_the_second_ || half_ || named_offset_ || pieces_.begins_with_year()) return true;
    const bool is_later = std::pair(end.hour, end.minute) > std::pair(time_->hour, time_->minute);
    return !is_later || (end.hour <= 8 && end.minute % 30 == 0);
  }

  // An offset follows a time, or a whole date where it cannot be a part of it: "2024-10-24+02:00".
  bool take_offset() {
    if (offset_) return false;
    const bool is_in_a_date = rest_.front() == '-' && rest_.size() == left_after_figures_;
    if (!time_ || is_in_a_date) {
      const std::size_t digits = count_digits(rest_.substr(1));
      const bool unmistakable = digits == 4 || (digits == 2 && rest_.substr(3).starts_with(':'));
      if (!unmistakable || !has_day()) return false;
    }
    offset_ = take_numeric_offset(rest_);
    return offset_ || take_parted_offset() || skip_impossible_offset();
  }

  // "+ 0200": a plus has nothing else to say.
  bool take_parted_offset() {
    std::string_view rest = rest_;
    if (!take(rest, '+')) return false;
    skip_spaces(rest);
    if (count_digits(rest) != 4) return false;
    offset_ = take_offset_figures(rest);
    if (offset_) rest_ = rest;
    return offset_.has_value();
  }

  // What is left of "+15:00" would be a time.
  bool skip_impossible_offset() {
    if (count_digits(rest_.substr(1)) == 0) return false;
    rest_.remove_prefix(1);
    while (!rest_.empty() && (is_ascii_digit(rest_.front()) || rest_.front() == ':')) rest_.remove_prefix(1);
    return true;
  }

  static constexpr int kMostStrangers = 5;  // words that mean nothing to us, before there is a day

  const std::string_view text_;
  std::string_view rest_;
  Habit habit_;
  Pieces pieces_;
  char separator_ = ' ';
  std::size_t left_after_figures_ = std::string_view::npos;  // how much was, when the last number had been taken
  std::optional<TimeOfDay> time_;
  bool is_to_the_second_ = false;
  std::optional<Half> half_;
  std::optional<seconds> offset_;  // in figures, which are believed before a name: "GMT+2", "-0700 EST"
  std::optional<seconds> named_offset_;
  std::string_view civil_zone_;
  bool is_summer_named_ = false;
  std::optional<std::chrono::weekday> weekday_;
  int strangers_ = 0;
};

}  // namespace

std::optional<LooseReading> read_loose(std::string_view text, Habit habit) { return LooseReader(text, habit).read(); }

}  // namespace commonplace::date
