#include "date/loose.h"

#include <array>
#include <string>

#include "base/text.h"
#include "base/utf8.h"
#include "date/names.h"

namespace commonplace::date {
namespace {

using base::is_ascii_alpha;
using base::is_ascii_digit;
using base::is_ascii_space;

struct Number {
  int value = 0;
  std::size_t digits = 0;
  char before = 0;  // the separator between this number and the one before it: '/', '.', '-' or 0
};

// 2-digit years: the window of RFC 2822 §4.3.
int full_year(const Number& number) {
  if (number.digits >= 3) return number.value;
  return number.value < 50 ? 2000 + number.value : 1900 + number.value;
}

bool is_year(const Number& number) { return number.digits == 4; }
bool is_day(const Number& number) { return number.digits <= 2 && number.value >= 1 && number.value <= 31; }

class LooseReader {
 public:
  explicit LooseReader(std::string_view text) : rest_(text) {}

  std::optional<Fields> read() {
    while (!rest_.empty() && count_ < numbers_.size()) {
      if (!step()) return std::nullopt;
    }
    if (!arrange()) return std::nullopt;
    return fields_;
  }

 private:
  // Takes one piece off the front. False: this is no date.
  bool step() {
    const char c = rest_.front();
    if (is_ascii_digit(c)) return take_digits();
    if (is_ascii_alpha(c) || static_cast<unsigned char>(c) >= 0x80) return take_word();
    if ((c == '+' || c == '-') && fields_.time && !fields_.offset) {
      if ((fields_.offset = take_offset(rest_))) return true;
    }
    if (c == '(') {  // a comment of RFC 822
      const std::size_t end = rest_.find(')');
      rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
      return true;
    }
    separator_ = is_ascii_space(c) ? separator_ : c;
    rest_.remove_prefix(1);
    return true;
  }

  bool take_digits() {
    if (!fields_.time) {
      std::string_view ahead = rest_;
      if (const auto time = take_time(ahead); time && looks_like_time(rest_)) {
        fields_.time = time;
        if (afternoon_ && fields_.time->hour < 12) fields_.time->hour += 12;
        rest_ = ahead;
        fields_.offset = take_offset(rest_);
        separator_ = 0;
        return true;
      }
    }
    Number number;
    while (!rest_.empty() && is_ascii_digit(rest_.front())) {
      if (++number.digits > 4) return false;
      number.value = number.value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    number.before = count_ > 0 ? separator_ : static_cast<char>(0);
    separator_ = 0;
    numbers_[count_++] = number;
    skip_ordinal();
    return true;
  }

  // A colon or an "am" tells a time from a day; a point only where a date stands before it ("24.10.2024 10.30").
  bool looks_like_time(std::string_view text) const {
    std::size_t digits = 0;
    while (digits < text.size() && is_ascii_digit(text[digits])) ++digits;
    if (digits > 2) return false;
    text.remove_prefix(digits);
    if (text.empty()) return false;
    if (text.front() == ':' || text.front() == 'h') return true;
    if (text.front() == '.') return count_ >= 3 || (month_ && count_ >= 2);
    std::string_view after = base::trim(text);
    return base::starts_with_ignoring_case(after, "am") || base::starts_with_ignoring_case(after, "pm") ||
           base::starts_with_ignoring_case(after, "a.m") || base::starts_with_ignoring_case(after, "p.m");
  }

  void skip_ordinal() {
    for (const std::string_view ordinal : {"st", "nd", "rd", "th", "er", "e"}) {
      if (!base::starts_with_ignoring_case(rest_, ordinal)) continue;
      if (rest_.size() > ordinal.size() && is_ascii_alpha(rest_[ordinal.size()])) continue;
      rest_.remove_prefix(ordinal.size());
      return;
    }
  }

  bool take_word() {
    // 年 월 and the like say what the number before them is; it is in its place already.
    struct Mark {
      std::string_view word;
      bool afternoon;
    };
    constexpr Mark kMarks[] = {{"年", false}, {"月", false},   {"日", false},  {"년", false},   {"월", false},
                               {"일", false}, {"오전", false}, {"오후", true}, {"上午", false}, {"下午", true}};
    for (const Mark& mark : kMarks) {
      if (!rest_.starts_with(mark.word)) continue;
      afternoon_ = afternoon_ || mark.afternoon;
      rest_.remove_prefix(mark.word.size());
      separator_ = '-';
      return true;
    }
    std::size_t end = 0;
    while (end < rest_.size() && (is_ascii_alpha(rest_[end]) || static_cast<unsigned char>(rest_[end]) >= 0x80)) ++end;
    const std::string word = lower_word(rest_.substr(0, std::min<std::size_t>(end, 40)));
    std::string_view zone_text = rest_;
    rest_.remove_prefix(end);
    if (word == "t" && fields_.time == std::nullopt) return true;
    if (!month_ && !is_weekday(word)) {
      if (const auto month = month_by_name(word); month && word.size() >= 3) {
        month_ = month;
        numbers_before_month_ = count_;
        return true;
      }
    }
    if (fields_.time && !fields_.offset) {
      if ((fields_.offset = take_offset(zone_text))) rest_ = zone_text;
    }
    return true;
  }

  // Which number is the year, the month, the day.
  bool arrange() {
    if (month_) return arrange_around_month();
    if (count_ != 3 || numbers_[1].before != numbers_[2].before) return false;
    const Number& a = numbers_[0];
    const Number& b = numbers_[1];
    const Number& c = numbers_[2];
    if (is_year(a)) return set(a, b.value, c);
    if (!is_year(c) && c.digits != 2) return false;
    // With slashes Americans put the month first; everyone else, and dots and hyphens, the day, where it can be one.
    const bool month_first = b.before == '/' ? a.value <= 12 : b.value > 12;
    return month_first ? set(c, a.value, b) : set(c, b.value, a);
  }

  bool arrange_around_month() {
    if (count_ < 2) return false;
    const Number& a = numbers_[0];
    const Number& b = numbers_[1];
    if (is_year(a) && is_day(b)) return set(a, static_cast<int>(*month_), b);
    if (is_day(a) && (b.digits == 2 || b.digits == 4)) return set(b, static_cast<int>(*month_), a);
    return false;
  }

  bool set(const Number& year, int month, const Number& day) {
    if (month < 1 || month > 12 || !is_day(day)) return false;
    fields_.year = full_year(year);
    fields_.month = static_cast<unsigned>(month);
    fields_.day = static_cast<unsigned>(day.value);
    return true;
  }

  std::string_view rest_;
  Fields fields_;
  std::array<Number, 6> numbers_{};
  std::size_t count_ = 0;
  std::size_t numbers_before_month_ = 0;
  std::optional<unsigned> month_;
  char separator_ = 0;
  bool afternoon_ = false;
};

}  // namespace

std::optional<Fields> read_loose(std::string_view text) { return LooseReader(text).read(); }

bool is_rfc822(std::string_view text) {
  const std::vector<std::string_view> words = base::split_words(text);
  std::size_t at = !words.empty() && words[0].ends_with(',') ? 1 : 0;
  if (words.size() < at + 4) return false;
  const auto all_digits = [](std::string_view word) { return base::parse_decimal(word).has_value(); };
  return all_digits(words[at]) && words[at + 1].size() == 3 && words[at + 2].size() == 4 && all_digits(words[at + 2]) &&
         words[at + 3].size() >= 5 && words[at + 3][2] == ':';
}

}  // namespace commonplace::date
