#include "dedup/sketch.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>
#include <span>

#include "base/digest.h"
#include "dedup/judgement.h"

namespace commonplace::dedup {
namespace {

constexpr std::size_t kBins = 64;
constexpr std::size_t kBands = 16;
constexpr std::size_t kRows = kBins / kBands;
constexpr std::size_t kLeadPhrases = 40;
constexpr std::size_t kLeadWindow = 6;
constexpr std::size_t kLeadReach = 2;  // a phrase and the second after it: five words, which are seldom said by chance
constexpr std::size_t kTitleWords = 5;
constexpr std::size_t kFewestTitleWords = 3;

// Numbers of different kinds never meet. Stored ones may be of a fifth kind that is not made any more.
enum class Kind : std::uint64_t { Band = 1, Lead = 2, TitleBegin = 3, TitleEnd = 4, Twin = 6 };

std::uint64_t numbered(Kind kind, std::uint64_t of, std::uint64_t value) {
  return base::mixed(value + base::mixed(static_cast<std::uint64_t>(kind) * 0x100 + of));
}

void add_bands(std::span<const std::uint64_t> phrases, Sketch& sketch) {
  if (phrases.empty()) return;
  constexpr std::uint64_t kEmpty = std::numeric_limits<std::uint64_t>::max();
  constexpr int kBinBits = std::countr_zero(kBins);
  std::array<std::uint64_t, kBins> least;
  least.fill(kEmpty);
  for (const std::uint64_t phrase : phrases) {
    std::uint64_t& bin = least[phrase >> (64 - kBinBits)];
    bin = std::min(bin, phrase & (kEmpty >> kBinBits));
  }
  // An empty bin takes what the next full one has, together with how far away that is.
  std::array<std::uint64_t, kBins> filled = least;
  for (std::size_t bin = 0; bin < kBins; ++bin) {
    std::size_t away = 0;
    while (least[(bin + away) % kBins] == kEmpty) ++away;
    if (away > 0) filled[bin] = base::mixed(least[(bin + away) % kBins] + away);
  }
  for (std::size_t band = 0; band < kBands; ++band) {
    std::uint64_t value = 0;
    for (std::size_t row = band * kRows; row < (band + 1) * kRows; ++row) value = base::mixed(value ^ filled[row]);
    sketch.push_back(numbered(Kind::Band, band, value));
  }
}

void add_leads(std::span<const std::uint64_t> phrases, Sketch& sketch) {
  std::vector<std::uint64_t> lead;
  for (std::size_t i = 0; i + kLeadReach < phrases.size() && i < kLeadPhrases; ++i) {
    lead.push_back(base::mixed(phrases[i] + base::mixed(phrases[i + kLeadReach])));
  }
  if (lead.empty()) return;
  const std::size_t window = std::min(kLeadWindow, lead.size());
  std::uint64_t last = 0;
  for (std::size_t begin = 0; begin + window <= lead.size(); ++begin) {
    const auto in_window = std::span(lead).subspan(begin, window);
    const std::uint64_t chosen = *std::min_element(in_window.begin(), in_window.end());
    if (chosen != last || begin == 0) sketch.push_back(numbered(Kind::Lead, 0, chosen));
    last = chosen;
  }
}

void add_titles(const Words& title, Sketch& sketch) {
  if (title.size() < kFewestTitleWords) return;
  const std::size_t length = title[0].kind == WordKind::Character ? 2 * kTitleWords : kTitleWords;
  const std::size_t taken = std::min(title.size(), length);
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  for (std::size_t i = 0; i < taken; ++i) {
    begin = base::mixed(begin ^ title[i].hash);
    end = base::mixed(end ^ title[title.size() - taken + i].hash);
  }
  sketch.push_back(numbered(Kind::TitleBegin, 0, begin));
  sketch.push_back(numbered(Kind::TitleEnd, 0, end));
}

}  // namespace

std::uint64_t twin_number(std::uint64_t spelling) { return numbered(Kind::Twin, 0, spelling); }

Sketch sketch_of(const Outline& outline) {
  Sketch sketch;
  sketch.reserve(kBands + kLeadPhrases);
  const std::vector<std::uint64_t> phrases = phrases_of(outline.body);
  add_bands(phrases, sketch);
  add_leads(phrases, sketch);
  add_titles(outline.title, sketch);
  if (!sketch.empty() && are_copies_of_one_text(outline)) sketch.push_back(twin_number(outline.spelling));
  std::sort(sketch.begin(), sketch.end());
  sketch.erase(std::unique(sketch.begin(), sketch.end()), sketch.end());
  return sketch;
}

std::string to_bytes(const Sketch& sketch) {
  std::string bytes(sketch.size() * sizeof(std::uint64_t), '\0');
  char* to = bytes.data();
  for (const std::uint64_t number : sketch) {
    for (std::size_t i = 0; i < sizeof number; ++i) *to++ = static_cast<char>(number >> 8 * i & 0xFF);
  }
  return bytes;
}

Sketch sketch_from_bytes(std::string_view bytes) {
  Sketch sketch;
  if (bytes.size() % sizeof(std::uint64_t) != 0) return sketch;
  for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t number = 0;
    for (std::size_t i = sizeof number; i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
    sketch.push_back(number);
  }
  return sketch;
}

}  // namespace commonplace::dedup
