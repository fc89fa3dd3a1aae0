#include "decode/mislabelled.h"

#include <cstdint>
#include <optional>

#include "base/scan.h"
#include "base/text.h"
#include "base/utf8.h"
#include "decode/convert.h"

namespace commonplace::decode {
namespace {

constexpr std::string_view kEastAsian[] = {"GBK", "gb18030", "Big5", "EUC-JP", "Shift_JIS", "EUC-KR"};
// Letters stand where UTF-8 has all of its bytes: "так" and "แดง" are valid by chance.
constexpr std::string_view kDense[] = {"IBM866", "windows-874"};

// The characters beyond ASCII, in order.
class Sequences {
 public:
  explicit Sequences(std::string_view bytes) : bytes_(bytes) {}

  // Empty at the end.
  std::string_view next() {
    const std::size_t begin = base::find_in<base::NonAscii>(bytes_, position_);
    if (begin >= bytes_.size()) return {};
    const std::size_t length = base::sequence_length(bytes_, begin);
    position_ = begin + length;
    return bytes_.substr(begin, length);
  }

  char before(std::string_view sequence) const {
    return sequence.data() == bytes_.data() ? '\0' : *(sequence.data() - 1);
  }

 private:
  std::string_view bytes_;
  std::size_t position_ = 0;
};

// In an encoding of East Asia every second byte is like any other, but three bytes in UTF-8's order are rare.
bool has_many(std::string_view bytes, bool is_east_asian) {
  constexpr std::size_t kMany = 8, kManyLong = 2;
  Sequences sequences(bytes);
  std::size_t all = 0, of_three = 0;
  for (std::string_view one = sequences.next(); !one.empty(); one = sequences.next()) {
    ++all;
    if (one.size() > 2) ++of_three;
    if (all == kMany || (is_east_asian && of_three == kManyLong)) return true;
  }
  return false;
}

// One sequence alone may be chance: a capital with an accent and a sign or a capital behind it ("CAFÉ…", "RŮŽE"), "ß»",
// "Paměť…". As UTF-8 they would mean letters that are rare, or small ones behind capitals.
bool is_no_chance(std::string_view sequence, char before, bool is_western) {
  constexpr unsigned char kLatin1 = 0xC3, kLatinA = 0xC5, kSharpS = 0xDF, kPunctuation = 0xE2, kEmoji = 0xF0;
  const auto lead = static_cast<unsigned char>(sequence.front());
  if (sequence.size() > 2) return is_western || lead == kPunctuation || lead >= kEmoji;
  if (lead == kSharpS) return false;
  return base::is_ascii_upper(before) ? is_western && lead <= kLatin1 : is_western || lead <= kLatinA;
}

// Two different sequences are no chance, nor is one that a text in `declared` would hardly have.
bool has_telling(std::string_view bytes, bool is_western) {
  Sequences sequences(bytes);
  const std::string_view first = sequences.next();
  for (std::string_view one = first; !one.empty(); one = sequences.next()) {
    if (one != first || is_no_chance(one, sequences.before(one), is_western)) return true;
  }
  return false;
}

// Whether `declared` leaves bytes without meaning, or reads control characters that no text has.
bool is_misread(std::string_view bytes, const Encoding& declared) {
  const std::optional<Converted> read = convert(bytes, declared.converter, 3 * bytes.size());
  if (!read || read->bad_parts > 0) return true;
  for (std::size_t at = read->text.find('\xC2'); at != std::string::npos; at = read->text.find('\xC2', at + 1)) {
    if (static_cast<unsigned char>(read->text[at + 1]) < 0xA0) return true;
  }
  return false;
}

}  // namespace

bool is_utf8_under_label(std::string_view bytes, const Encoding& declared) {
  if (base::find_in<base::NonAscii>(bytes) == bytes.size()) return false;
  const bool is_east_asian = base::is_one_of(declared.name, kEastAsian);
  const bool is_told = is_east_asian || base::is_one_of(declared.name, kDense)
                           ? has_many(bytes, is_east_asian)
                           : has_telling(bytes, declared.name == "windows-1252");
  return is_told || is_misread(bytes, declared);
}

}  // namespace commonplace::decode
