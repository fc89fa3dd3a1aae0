// Edit or flip: an entry that goes back and forth between the same few versions is not edited, it comes from servers
// that disagree.

#include <algorithm>

#include "commonplace/dedup.h"

namespace commonplace {
namespace {

constexpr std::size_t kVersionsKept = 4;
// Going back once is what editors do; twice is what servers do.
constexpr int kReturnsBelieved = 1;
constexpr int kMostReturns = 6;

bool was_seen(const Versions& versions, std::uint64_t fingerprint) {
  return std::find(versions.earlier.begin(), versions.earlier.end(), fingerprint) != versions.earlier.end();
}

// Each return makes the next one less likely to be meant: a day, two days, four, … A version that stays is shown
// after that at the latest.
std::chrono::seconds wait_after(int returns) {
  return std::chrono::hours{24} * (1 << std::min(returns - kReturnsBelieved, kMostReturns - kReturnsBelieved));
}

}  // namespace

bool is_flip(const Versions& versions, std::uint64_t incoming, Timestamp now) {
  if (versions.returns < kReturnsBelieved || !versions.revised || !was_seen(versions, incoming)) return false;
  const bool clock_was_ahead = *versions.revised > now;
  return !clock_was_ahead && now - *versions.revised < wait_after(versions.returns);
}

Versions after_revision(Versions versions, std::uint64_t replaced, std::uint64_t incoming, Timestamp now) {
  if (was_seen(versions, incoming)) versions.returns = std::min(versions.returns + 1, kMostReturns);
  std::erase(versions.earlier, replaced);
  std::erase(versions.earlier, incoming);
  versions.earlier.insert(versions.earlier.begin(), replaced);
  if (versions.earlier.size() > kVersionsKept) versions.earlier.pop_back();
  versions.revised = now;
  return versions;
}

}  // namespace commonplace
