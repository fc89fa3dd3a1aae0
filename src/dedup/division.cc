#include "dedup/division.h"

#include <algorithm>

#include "dedup/judgement.h"

namespace commonplace::dedup {
namespace {

struct Bond {
  std::size_t one;
  std::size_t other;
  bool is_copy;
  double likeness;
};

using Apart = std::span<const std::pair<std::string, std::string>>;

// Of more copies than this each is compared with those that are named only: all with all would take minutes.
constexpr std::size_t kFew = 100;

bool is_named(const Entry& copy, Apart apart) {
  return std::any_of(apart.begin(), apart.end(),
                     [&copy](const auto& pair) { return pair.first == copy.key || pair.second == copy.key; });
}

std::vector<Bond> bonds_of(std::span<const Entry> copies, Apart apart) {
  std::vector<Outline> outlines;
  for (const Entry& copy : copies) outlines.push_back(outline_of(copy));
  std::vector<bool> named;
  for (const Entry& copy : copies) named.push_back(copies.size() <= kFew || is_named(copy, apart));
  std::vector<Bond> bonds;
  for (std::size_t i = 0; i < copies.size(); ++i) {
    if (!named[i]) continue;
    for (std::size_t j = 0; j < copies.size(); ++j) {
      if (j == i || (named[j] && j < i)) continue;  // each pair once
      const Judgement judgement = judge(copies[i], outlines[i], copies[j], outlines[j]);
      bonds.push_back({std::min(i, j), std::max(i, j), judgement.is_copy, judgement.likeness});
    }
  }
  std::stable_sort(bonds.begin(), bonds.end(), [](const Bond& a, const Bond& b) {
    return a.is_copy != b.is_copy ? a.is_copy : a.likeness > b.likeness;
  });
  return bonds;
}

}  // namespace

std::vector<std::size_t> divide(std::span<const Entry> copies,
                                std::span<const std::pair<std::string, std::string>> apart) {
  std::vector<std::size_t> group(copies.size());
  for (std::size_t i = 0; i < group.size(); ++i) group[i] = i;
  const auto group_of = [&](const std::string& key) {
    const auto copy = std::find_if(copies.begin(), copies.end(), [&](const Entry& c) { return c.key == key; });
    return copy == copies.end() ? copies.size() : group[static_cast<std::size_t>(copy - copies.begin())];
  };
  const auto must_stay_apart = [&](std::size_t one, std::size_t other) {
    return std::any_of(apart.begin(), apart.end(), [&](const auto& pair) {
      const std::size_t a = group_of(pair.first);
      const std::size_t b = group_of(pair.second);
      return (a == one && b == other) || (a == other && b == one);
    });
  };
  for (const Bond& bond : bonds_of(copies, apart)) {
    const std::size_t kept = std::min(group[bond.one], group[bond.other]);
    const std::size_t gone = std::max(group[bond.one], group[bond.other]);
    if (kept == gone || must_stay_apart(kept, gone)) continue;
    std::replace(group.begin(), group.end(), gone, kept);
  }
  std::vector<std::size_t> firsts = group;
  std::sort(firsts.begin(), firsts.end());
  firsts.erase(std::unique(firsts.begin(), firsts.end()), firsts.end());
  for (std::size_t& g : group) {
    g = static_cast<std::size_t>(std::lower_bound(firsts.begin(), firsts.end(), g) - firsts.begin());
  }
  return group;
}

}  // namespace commonplace::dedup
