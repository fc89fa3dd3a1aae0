#include "store/sqlite/id_quality.h"

#include <array>

#include "base/text.h"
#include "store/sqlite/numbers.h"

namespace commonplace::store::sqlite {
namespace {

constexpr IdHabit kHabits[] = {IdHabit::Missing, IdHabit::Repeated, IdHabit::Reused,
                               IdHabit::Changed, IdHabit::Unstable, IdHabit::Flipping};

std::string seconds_of(Timestamp time) { return std::to_string(time.time_since_epoch().count()); }

std::string on_one_line(std::string text) {
  for (char& c : text) {
    if (c == '\n') c = ' ';
  }
  return text;
}

// The next word, which is taken off the line.
std::string_view take_word(std::string_view& line) {
  const std::size_t end = line.find(' ');
  const std::string_view word = line.substr(0, end);
  line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  return word;
}

void read_habit(std::string_view line, IdQuality& quality) {
  const std::string_view name_read = take_word(line);
  const auto times = number_in<std::uint32_t>(take_word(line));
  const auto entries = number_in<std::uint32_t>(take_word(line));
  const auto first = number_in<std::int64_t>(take_word(line));
  const auto last = number_in<std::int64_t>(take_word(line));
  if (!times || !entries || !first || !last) return;
  for (const IdHabit habit : kHabits) {
    if (name(habit) != name_read) continue;
    quality.noticed[habit] = {*times, *entries, Timestamp{std::chrono::seconds{*first}},
                              Timestamp{std::chrono::seconds{*last}}, std::string(line)};
  }
}

}  // namespace

std::string write_id_quality(const IdQuality& quality) {
  if (quality == IdQuality{}) return {};
  std::string text = std::to_string(quality.changes_in_a_row);
  for (const auto& [habit, noticed] : quality.noticed) {
    text.append("\n").append(name(habit)).append(" ").append(std::to_string(noticed.times));
    text.append(" ").append(std::to_string(noticed.entries)).append(" ").append(seconds_of(noticed.first));
    text.append(" ").append(seconds_of(noticed.last)).append(" ").append(on_one_line(noticed.example));
  }
  return text;
}

IdQuality read_id_quality(std::string_view text) {
  IdQuality quality;
  if (text.empty()) return quality;
  const std::vector<std::string_view> lines = base::split(text, '\n');
  quality.changes_in_a_row = number_in<int>(lines.front()).value_or(0);
  for (std::size_t i = 1; i < lines.size(); ++i) read_habit(lines[i], quality);
  return quality;
}

}  // namespace commonplace::store::sqlite
