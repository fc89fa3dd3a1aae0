#include "commonplace/id_quality.h"

#include "base/utf8.h"

namespace commonplace {
namespace {

using std::chrono::days;

constexpr days kRemembered{90};
constexpr days kBetween{1};
constexpr std::size_t kLongestExample = 120;  // bytes of a stranger's

struct Words {
  std::string_view name;
  std::string_view one;   // after "1 entry"
  std::string_view many;  // after "N entries"
};

constexpr Words kWords[] = {
    {"missing", "has no id; it is known by its address, else by title and date",
     "have no id; they are known by their addresses, else by title and date"},
    {"repeated", "is listed twice; the first is kept", "are listed twice; the first of each is kept"},
    {"reused", "has the id of another article; both are kept", "have the ids of other articles; all are kept"},
    {"changed", "came under another id than before; it stays what it was",
     "came under other ids than before; they stay what they were"},
    {"unstable", "has another id in every document; it is known by what it says",
     "have other ids in every document; they are known by what they say"},
    {"flipping", "goes back and forth between the same versions; the one that is shown stays",
     "go back and forth between the same versions; the ones that are shown stay"},
};

std::string day_of(Timestamp time) { return to_rfc3339(time).substr(0, 10); }

const Words& words_for(IdHabit habit) { return kWords[static_cast<std::size_t>(habit)]; }

}  // namespace

std::string_view name(IdHabit habit) { return words_for(habit).name; }

void notice(IdQuality& quality, IdHabit habit, std::size_t entries, std::string_view example, Timestamp now) {
  const auto [place, fresh] = quality.noticed.try_emplace(habit);
  IdQuality::Noticed& noticed = place->second;
  if (!fresh && noticed.last <= now && now - noticed.last < kBetween) return;
  if (fresh) noticed.first = now;
  ++noticed.times;
  noticed.entries = static_cast<std::uint32_t>(entries);
  noticed.last = now;
  noticed.example = base::truncate_utf8(std::string(example), kLongestExample);
}

void forget_old_habits(IdQuality& quality, Timestamp now) {
  std::erase_if(quality.noticed, [now](const auto& habit) { return now - habit.second.last > kRemembered; });
}

std::string describe(IdHabit habit, std::size_t entries, std::string_view example) {
  const Words& words = words_for(habit);
  std::string sentence = entries == 1 ? "1 entry " : std::to_string(entries) + " entries ";
  sentence += entries == 1 ? words.one : words.many;
  if (!example.empty()) sentence.append(" ('").append(example).append("')");
  return sentence;
}

std::vector<std::string> describe(const IdQuality& quality) {
  std::vector<std::string> sentences;
  for (const auto& [habit, noticed] : quality.noticed) {
    std::string sentence = describe(habit, noticed.entries, noticed.example);
    sentence += noticed.times == 1 ? ", noticed on " : ", last noticed on ";
    sentence += day_of(noticed.last);
    if (noticed.times > 1) {
      sentence += ", on " + std::to_string(noticed.times) + " days since " + day_of(noticed.first);
    }
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

}  // namespace commonplace
