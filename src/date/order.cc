#include "date/order.h"

#include <algorithm>
#include <span>

namespace commonplace::date {
namespace {

using std::chrono::hours;
using std::chrono::year_month_day;

// What the pieces mean, the usual meaning first: d day, m month, y year; "local" is month and day as the habit has
// them. Numbers are told apart by what parts them; beside a month's name anything may.
struct Order {
  std::string_view pieces;
  std::array<std::string_view, 4> meanings;
};
constexpr std::string_view kLocal = "local";
constexpr Order kOrders[] = {
    {"nmy", {"dmy"}},                          // 24 October 2024
    {"mny", {"mdy"}},                          // October 24, 2024
    {"ymn", {"ymd"}},                          // 2024 October 24
    {"ynm", {"ydm"}},                          // 2024, 24 October
    {"nmn", {"dmy", "ymd"}},                   // 24 Oct 24
    {"mnn", {"mdy"}},                          // Oct 24 '24
    {"my", {"my"}},                            // October 2024
    {"ym", {"ym"}},                            // 2024 October
    {"y-n-n", {"ymd"}},                        // 2024-10-24
    {"y/n/n", {"ymd"}},                        // 2024/10/24
    {"y.n.n", {"ymd"}},                        // 2024.10.24
    {"y n n", {"ymd"}},                        // 2024 10 24
    {"n/n/y", {kLocal, "mdy", "dmy"}},         // 10/24/2024, 24/10/2024
    {"n-n-y", {kLocal, "dmy", "mdy"}},         // 24-10-2024
    {"n.n.y", {"dmy", "mdy"}},                 // 24.10.2024
    {"n n y", {"dmy", "mdy"}},                 // 24 10 2024
    {"n/n/n", {kLocal, "mdy", "dmy", "ymd"}},  // 10/24/24
    {"n-n-n", {"ymd", kLocal, "dmy", "mdy"}},  // 24-10-24, in ISO 8601 once
    {"n.n.n", {"dmy", "ymd"}},                 // 24.10.24
};

const Order* find_order(std::span<const Piece> pieces) {
  const bool named = std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.kind == 'm'; });
  std::array<char, 8> shape{};
  std::size_t length = 0;
  for (const Piece& piece : pieces) {
    if (length > 0 && !named) shape[length++] = piece.before;
    shape[length++] = piece.kind;
  }
  const auto found = std::find_if(std::begin(kOrders), std::end(kOrders), [&](const Order& order) {
    return order.pieces == std::string_view(shape.data(), length);
  });
  return found == std::end(kOrders) ? nullptr : found;
}

// RFC 5322 §4.3, which also knows years of three digits: they count from 1900.
int full_year(const Piece& piece) {
  if (piece.digits >= 4) return piece.value;
  return piece.digits == 2 && piece.value < 50 ? 2000 + piece.value : 1900 + piece.value;
}

std::string_view local_order(Habit habit) {
  switch (habit) {
    case Habit::MonthFirst:
      return "mdy";
    case Habit::DayFirst:
      return "dmy";
    case Habit::Unknown:
      break;
  }
  return {};
}

std::optional<year_month_day> read_as(std::string_view meaning, std::span<const Piece> pieces) {
  if (meaning.empty() || meaning == kLocal) return std::nullopt;
  int year = 0;
  unsigned month = 0;
  unsigned day = 1;
  for (std::size_t i = 0; i < meaning.size(); ++i) {
    const Piece& piece = pieces[i];
    if (meaning[i] == 'y') {
      if (piece.digits < 2) return std::nullopt;
      year = full_year(piece);
    } else {
      (meaning[i] == 'm' ? month : day) = static_cast<unsigned>(piece.value);
    }
  }
  const year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<year_month_day> read_in_order(std::span<const Piece> pieces, std::optional<std::chrono::weekday> weekday,
                                            Habit habit) {
  const Order* order = find_order(pieces);
  if (!order) return std::nullopt;
  std::optional<year_month_day> usual;
  for (const std::string_view meaning : order->meanings) {
    const auto day = read_as(meaning == kLocal ? local_order(habit) : meaning, pieces);
    if (!day) continue;
    if (!weekday || std::chrono::weekday{std::chrono::sys_days{*day}} == *weekday) return day;
    if (!usual) usual = day;
  }
  return usual;
}

}  // namespace

Habit habit_at(std::chrono::seconds offset) {
  return offset <= -hours{4} && offset >= -hours{10} ? Habit::MonthFirst : Habit::DayFirst;
}

Habit habit_of(const TimeZone* zone) {
  constexpr std::chrono::local_days kAnyWinter{std::chrono::year{2024} / 1 / 15};
  return zone ? habit_at(zone->offset_at_local(kAnyWinter)) : Habit::Unknown;
}

bool Pieces::add(const Piece& piece) {
  if (count_ == pieces_.size()) return false;
  pieces_[count_++] = piece;
  return true;
}

void Pieces::drop_end_of_range(const Piece& next) {
  const bool is_day_first = next.kind == 'm' && count_ == 2;
  const bool is_month_first = next.kind == 'y' && count_ == 3 && pieces_[0].kind == 'm';
  if (!is_day_first && !is_month_first) return;
  const Piece& first = pieces_[count_ - 2];
  const Piece& last = pieces_[count_ - 1];
  if (first.kind == 'n' && last.kind == 'n' && last.before == '-' && last.value > first.value) --count_;
}

std::optional<year_month_day> Pieces::day(std::optional<std::chrono::weekday> weekday, Habit habit) const {
  const std::span<const Piece> all(pieces_.data(), count_);
  if (const auto day = read_in_order(all, weekday, habit)) return day;
  if (all.empty() || !all.front().weekday) return std::nullopt;
  return read_in_order(all.subspan(1), weekday, habit);
}

std::optional<std::chrono::weekday> Pieces::leading_weekday() const {
  const std::span<const Piece> all(pieces_.data(), count_);
  if (all.empty() || read_in_order(all, std::nullopt, Habit::Unknown)) return std::nullopt;
  return all.front().weekday;
}

bool Pieces::may_be_another_day(year_month_day day, std::optional<std::chrono::weekday> weekday) const {
  const std::span<const Piece> all(pieces_.data(), count_);
  const Order* order = find_order(all);
  if (!order || order->meanings.front() != kLocal) return false;
  if (weekday && std::chrono::weekday{std::chrono::sys_days{day}} == *weekday) return false;
  return std::any_of(order->meanings.begin(), order->meanings.end(), [&](std::string_view meaning) {
    const auto other = read_as(meaning, all);
    return other && *other != day;
  });
}

bool Pieces::has_year() const {
  return std::any_of(pieces_.begin(), pieces_.begin() + count_, [](const Piece& piece) { return piece.kind == 'y'; });
}

}  // namespace commonplace::date
