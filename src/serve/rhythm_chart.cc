#include "serve/rhythm_chart.h"

#include <algorithm>
#include <span>
#include <string>

namespace commonplace::serve {
namespace {

using publish::fill;
using publish::Markup;

constexpr int kHeight = 60;  // of the highest bar
constexpr int kGap = 3;

struct Chart {
  std::string_view id;
  std::string_view caption;
  int bar;                            // width of one
  std::string (*name)(std::size_t);   // of a bar, in words
  std::string (*label)(std::size_t);  // below it; empty: none
};

std::string hour_name(std::size_t hour) { return (hour < 10 ? "0" : "") + std::to_string(hour) + ":00"; }
std::string hour_label(std::size_t hour) { return hour % 6 == 0 ? std::to_string(hour) : ""; }

constexpr std::string_view kDays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
std::string day_name(std::size_t day) { return std::string(kDays[day]); }
std::string day_label(std::size_t day) { return std::string(kDays[day].substr(0, 2)); }

constexpr Chart kHours{"hours", "By the hour of the day (UTC)", 9, &hour_name, &hour_label};
constexpr Chart kWeek{"days", "By the day of the week (UTC)", 38, &day_name, &day_label};

// "10:00: 5, 14:00: 2".
std::string in_words(const Chart& chart, std::span<const std::uint8_t> counters) {
  std::string words;
  for (std::size_t i = 0; i < counters.size(); ++i) {
    if (counters[i] > 0) words += (words.empty() ? "" : ", ") + chart.name(i) + ": " + std::to_string(counters[i]);
  }
  return words;
}

Markup draw(const Chart& chart, std::span<const std::uint8_t> counters) {
  const int highest = std::max<int>(1, *std::ranges::max_element(counters));
  const int step = chart.bar + kGap;
  Markup bars;
  for (std::size_t i = 0; i < counters.size(); ++i) {
    const int x = static_cast<int>(i) * step;
    // A line where nothing was, so that the place is seen.
    const int height = std::max(1, kHeight * counters[i] / highest);
    bars += fill(R"(<rect class="{class}" x="{x}" y="{y}" width="{width}" height="{height}"/>)",
                 {{"class", counters[i] > 0 ? "bar" : "none"},
                  {"x", std::to_string(x)},
                  {"y", std::to_string(kHeight - height)},
                  {"width", std::to_string(chart.bar)},
                  {"height", std::to_string(height)}});
    if (const std::string label = chart.label(i); !label.empty())
      bars += fill(R"(<text x="{x}" y="{y}">{label}</text>)",
                   {{"x", std::to_string(x)}, {"y", std::to_string(kHeight + 14)}, {"label", label}});
  }
  return fill(
      R"(<figure class="chart">
<svg role="img" aria-labelledby="{id}-words" viewBox="0 0 {width} {height}"><title id="{id}-words">{caption}: {words}</title>{bars}</svg>
<figcaption>{caption}</figcaption>
</figure>
)",
      {{"id", chart.id},
       {"width", std::to_string(static_cast<int>(counters.size()) * step)},
       {"height", std::to_string(kHeight + 20)},
       {"caption", chart.caption},
       {"words", in_words(chart, counters)},
       {"bars", bars}});
}

bool is_empty(std::span<const std::uint8_t> counters) {
  return std::ranges::all_of(counters, [](std::uint8_t count) { return count == 0; });
}

}  // namespace

Markup rhythm_charts(const Rhythm& rhythm) {
  Markup charts;
  if (!is_empty(rhythm.hours)) charts += draw(kHours, rhythm.hours);
  if (!is_empty(rhythm.days)) charts += draw(kWeek, rhythm.days);
  if (charts.empty()) return {};
  return fill("<div class=\"charts\">\n{charts}</div>\n", {{"charts", charts}});
}

}  // namespace commonplace::serve
