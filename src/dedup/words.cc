#include "dedup/words.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <iterator>

#include "base/digest.h"
#include "base/scan.h"
#include "base/text.h"
#include "base/utf8.h"
#include "text/normalize.h"

namespace commonplace::dedup {
namespace {

enum class Letter : std::uint8_t { None, Part, Whole };  // of no word; of a word; a word by itself

struct Range {
  char32_t first;
  char32_t last;
  Letter letter;
};

// What is no plain part of a word beyond ASCII, in ascending order: punctuation, symbols, and scripts without spaces.
constexpr Range kRanges[] = {
    {0x80, 0xA9, Letter::None},       {0xAB, 0xAC, Letter::None},       {0xAE, 0xB4, Letter::None},
    {0xB6, 0xB9, Letter::None},       {0xBB, 0xBF, Letter::None},       {0xD7, 0xD7, Letter::None},
    {0xF7, 0xF7, Letter::None},       {0x37E, 0x37E, Letter::None},     {0x387, 0x387, Letter::None},
    {0x55A, 0x55F, Letter::None},     {0x589, 0x58A, Letter::None},     {0x5BE, 0x5BE, Letter::None},
    {0x5C0, 0x5C0, Letter::None},     {0x5C3, 0x5C3, Letter::None},     {0x5F3, 0x5F4, Letter::None},
    {0x600, 0x60F, Letter::None},     {0x61B, 0x61F, Letter::None},     {0x66A, 0x66D, Letter::None},
    {0x6D4, 0x6D4, Letter::None},     {0x964, 0x965, Letter::None},     {0xE01, 0xE4E, Letter::Whole},
    {0xE4F, 0xE4F, Letter::None},     {0xE5A, 0xE5B, Letter::None},     {0xE81, 0xECF, Letter::Whole},
    {0x1000, 0x103F, Letter::Whole},  {0x104A, 0x104F, Letter::None},   {0x1361, 0x1368, Letter::None},
    {0x1780, 0x17D3, Letter::Whole},  {0x17D4, 0x17DB, Letter::None},   {0x2000, 0x200B, Letter::None},
    {0x200E, 0x205F, Letter::None},   {0x20A0, 0x20CF, Letter::None},   {0x2190, 0x2BFF, Letter::None},
    {0x2E00, 0x2E7F, Letter::None},   {0x2E80, 0x2FDF, Letter::Whole},  {0x3000, 0x3004, Letter::None},
    {0x3005, 0x3007, Letter::Whole},  {0x3008, 0x3020, Letter::None},   {0x3021, 0x3029, Letter::Whole},
    {0x302A, 0x3040, Letter::None},   {0x3041, 0x3096, Letter::Whole},  {0x3097, 0x30A0, Letter::None},
    {0x30A1, 0x30FA, Letter::Whole},  {0x30FB, 0x30FB, Letter::None},   {0x30FC, 0x30FF, Letter::Whole},
    {0x3100, 0x312F, Letter::Whole},  {0x31A0, 0x31FF, Letter::Whole},  {0x3200, 0x33FF, Letter::None},
    {0x3400, 0x4DBF, Letter::Whole},  {0x4DC0, 0x4DFF, Letter::None},   {0x4E00, 0x9FFF, Letter::Whole},
    {0xE000, 0xF8FF, Letter::None},   {0xF900, 0xFAFF, Letter::Whole},  {0xFE10, 0xFE1F, Letter::None},
    {0xFE30, 0xFE6F, Letter::None},   {0xFF00, 0xFF0F, Letter::None},   {0xFF1A, 0xFF20, Letter::None},
    {0xFF3B, 0xFF40, Letter::None},   {0xFF5B, 0xFF65, Letter::None},   {0xFF66, 0xFF9F, Letter::Whole},
    {0xFFE0, 0xFFFD, Letter::None},   {0x1F000, 0x1FAFF, Letter::None}, {0x20000, 0x3FFFF, Letter::Whole},
    {0xE0000, 0x10FFFF, Letter::None}};
static_assert(std::is_sorted(std::begin(kRanges), std::end(kRanges),
                             [](const Range& a, const Range& b) { return a.last < b.first; }));

Letter letter_of(char32_t c) {
  const auto* row = std::lower_bound(std::begin(kRanges), std::end(kRanges), c,
                                     [](const Range& r, char32_t x) { return r.last < x; });
  return row != std::end(kRanges) && c >= row->first ? row->letter : Letter::Part;
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool is_alnum(char c) { return !base::NotAlnum::has(c); }
std::size_t end_of_ascii(std::string_view text, std::size_t at) { return base::find_in<base::NotAlnum>(text, at); }
// Of letters and digits of ASCII; it leaves digits as they are.
char folded(char c) { return static_cast<char>(c | 0x20); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// In the alphabets that have capitals. What it misses is no name, and costs little.
bool is_capital(char32_t c) {
  if (c < 0x80) return c >= U'A' && c <= U'Z';
  if (c <= 0xDE) return c >= 0xC0 && c != 0xD7;
  if (c >= 0x100 && c <= 0x17F) return c <= 0x137 || c >= 0x14A ? c % 2 == 0 : c % 2 == 1;
  return (c >= 0x391 && c <= 0x3AB) || (c >= 0x400 && c <= 0x42F) || (c >= 0x1E00 && c <= 0x1EFF && c % 2 == 0);
}

bool ends_sentence(char32_t c) {
  constexpr std::u32string_view kEnds = U".!?:;…。！？؟•|";
  return kEnds.find(c) != std::u32string_view::npos;
}

bool opens(char32_t c) {  // what a sentence may stand in
  constexpr std::u32string_view kOpeners = U"\"'“„«‘([";
  return kOpeners.find(c) != std::u32string_view::npos;
}

bool closes_label(char32_t c) {
  constexpr std::u32string_view kClosers = U":|—–-]】：»›";
  return kClosers.find(c) != std::u32string_view::npos;
}

bool groups_digits(char c) { return c == ',' || c == '.' || c == ':' || c == '/'; }

// English ordinals are the numbers they stand for.
bool is_ordinal_ending(std::string_view letters) {
  return letters == "st" || letters == "nd" || letters == "rd" || letters == "th";
}

// A time, a day of three parts, or one of two with a slash.
bool is_moment(std::string_view digits) {
  constexpr std::size_t kLongestDay = 10;
  if (digits.find(':') != std::string_view::npos) return true;
  if (digits.size() > kLongestDay) return false;
  return digits.find('/') != std::string_view::npos || std::count(digits.begin(), digits.end(), '.') == 2;
}

constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;

// Nearly every word is as short as this.
constexpr std::size_t kShort = 16;

std::uint32_t hash_of_short(std::uint64_t first_half, std::uint64_t second_half, std::size_t size) {
  constexpr std::uint64_t kOther = 0xD6E8FEB86659FD93;
  const std::uint64_t first = (first_half + size) * kOdd;
  return static_cast<std::uint32_t>(((first ^ (first >> 32)) + second_half) * kOther >> 32);
}

// Of how many bytes of eight each lets through, from the first on.
constexpr std::array<std::uint64_t, 9> kFirstBytes = [] {
  std::array<std::uint64_t, 9> masks{};
  constexpr std::uint64_t kAll = ~std::uint64_t{0};
  for (std::size_t size = 1; size < masks.size(); ++size) {
    const std::size_t others = 64 - 8 * size;
    masks[size] = std::endian::native == std::endian::little ? kAll >> others : kAll << others;
  }
  return masks;
}();

// The first `size` bytes of the eight at `bytes`; the others are 0.
std::uint64_t read_bytes(const char* bytes, std::size_t size) {
  std::uint64_t value = 0;
  std::memcpy(&value, bytes, sizeof value);
  return value & kFirstBytes[std::min(size, sizeof value)];
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {
    words_.letters.resize(text.size() + kShort);
    words_.list.reserve(text.size() / 6 + 1);
  }

  Words read() {
    while (at_ < text_.size() && words_.size() < kMostWords) {
      if (is_ascii(text_[at_])) {
        is_alnum(text_[at_]) ? read_word() : pass(static_cast<char32_t>(text_[at_++]));
        continue;
      }
      std::size_t next = at_;
      const char32_t c = base::next_code_point(text_, next);
      switch (letter_of(c)) {
        case Letter::None:
          at_ = next, pass(c);
          break;
        case Letter::Part:
          read_foreign_word();
          break;
        case Letter::Whole:
          read_character(next);
          break;
      }
    }
    words_.letters.resize(written_);
    return std::move(words_);
  }

 private:
  void pass(char32_t c) {
    if (c == U' ') return;
    if (!words_.empty() && is_adjacent_ && closes_label(c)) words_.list.back().ends_label = true;
    is_adjacent_ = false;
    if (ends_sentence(c))
      begins_sentence_ = true;
    else if (!opens(c))
      begins_sentence_ = false;
  }

  void read_character(std::size_t next) {
    const std::size_t begin = written_;
    write(text::fold(text_.substr(at_, next - at_)));
    at_ = next;
    if (written_ > begin) keep(begin, WordKind::Character);
  }

  void read_word() {
    const std::size_t begin = written_;
    if (is_digit(text_[at_])) return keep(begin, read_digits());
    const std::size_t end = end_of_ascii(text_, at_);
    if (end < text_.size() && !is_ascii(text_[end])) return read_foreign_word();
    const bool is_name = !begins_sentence_ && base::is_ascii_upper(text_[at_]);
    write_folded(text_.substr(at_, end - at_));
    at_ = end;
    keep(begin, is_name ? WordKind::Name : WordKind::Plain);
  }

  // One with more than ASCII in it, or with something beside it that may belong to it.
  void read_foreign_word() {
    const std::size_t begin = written_;
    std::size_t first = at_;
    const bool is_name = !begins_sentence_ && is_capital(base::next_code_point(text_, first));
    const std::size_t end = end_of_word();
    const std::string_view spelled = text_.substr(at_, end - at_);
    at_ = end;
    if (base::is_ascii(spelled))
      write_folded(spelled);
    else
      write(text::fold(spelled));
    if (written_ == begin) return;
    const char* letters = words_.letters.data();
    const bool is_number = std::all_of(letters + begin, letters + written_, is_digit);
    keep(begin, is_number ? WordKind::Number : is_name ? WordKind::Name : WordKind::Plain);
  }

  // Of ASCII, as long as the text has it. Whole chunks are written; what is too much is written over.
  void write_folded(std::string_view letters) {
    char* to = words_.letters.data() + written_;
    written_ += letters.size();
    const auto before_end = static_cast<std::size_t>(text_.data() + text_.size() - letters.data());
    if (letters.size() > kShort || before_end < kShort) {
      std::transform(letters.begin(), letters.end(), to, folded);
      return;
    }
    std::array<char, kShort> chunk;
    std::memcpy(chunk.data(), letters.data(), kShort);
    for (char& c : chunk) c = folded(c);
    std::memcpy(to, chunk.data(), kShort);
  }

  // Folding may make a word longer.
  void write(std::string_view letters) {
    const std::size_t needed = written_ + letters.size() + (text_.size() - at_) + kShort;
    if (needed > words_.letters.size()) words_.letters.resize(needed + needed / 2);
    std::copy(letters.begin(), letters.end(), words_.letters.begin() + static_cast<std::ptrdiff_t>(written_));
    written_ += letters.size();
  }

  std::size_t end_of_word() const {
    std::size_t end = at_;
    while (true) {
      end = end_of_ascii(text_, end);
      if (end == text_.size() || is_ascii(text_[end])) break;
      std::size_t next = end;
      if (letter_of(base::next_code_point(text_, next)) != Letter::Part) break;
      end = next;
    }
    return end;
  }

  WordKind read_digits() {
    const std::size_t begin = at_;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      const bool goes_on = groups_digits(c) && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]);
      if (!is_digit(c) && !goes_on) break;
      const bool is_filler = c == '0' && at_ == begin && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]);
      if (is_digit(c) && !is_filler) words_.letters[written_++] = c;
      ++at_;
    }
    const WordKind kind = is_moment(text_.substr(begin, at_ - begin)) ? WordKind::Moment : WordKind::Number;
    const std::size_t end = end_of_word();
    if (is_ordinal_ending(text_.substr(at_, end - at_))) at_ = end;
    return kind;
  }

  void keep(std::size_t begin, WordKind kind) {
    constexpr std::size_t kLongest = 0xFFFF;
    const std::size_t size = written_ - begin;
    Word word;
    word.begin = static_cast<std::uint32_t>(begin);
    word.size = static_cast<std::uint16_t>(std::min(size, kLongest));
    word.kind = kind;
    const char* letters = words_.letters.data() + begin;
    constexpr std::size_t kHalf = kShort / 2;
    word.hash = size <= kShort ? hash_of_short(read_bytes(letters, size),
                                               read_bytes(letters + kHalf, size - std::min(size, kHalf)), size)
                               : hash_of(words_.spelling(word));
    words_.list.push_back(word);
    begins_sentence_ = false;
    is_adjacent_ = true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Words words_;              // its letters have room for what is left of the text, and for one chunk
  std::size_t written_ = 0;  // of the letters
  bool begins_sentence_ = true;
  bool is_adjacent_ = false;  // nothing but spaces since the last word
};

}  // namespace

std::uint32_t hash_of(std::string_view spelling) {
  if (spelling.size() > kShort) return static_cast<std::uint32_t>(base::fast_hash(spelling));
  std::array<char, kShort> bytes{};
  std::copy(spelling.begin(), spelling.end(), bytes.begin());
  constexpr std::size_t kHalf = kShort / 2;
  return hash_of_short(read_bytes(bytes.data(), kHalf), read_bytes(bytes.data() + kHalf, kHalf), spelling.size());
}

Words read_words(std::string_view text) { return Reader(text).read(); }

std::size_t phrase_length(const Words& words, std::size_t index) {
  const std::size_t length = words[index].kind == WordKind::Character ? kPhraseCharacters : kPhraseWords;
  return index + length <= words.size() ? length : 0;
}

std::vector<std::uint64_t> phrases_of(const Words& words) {
  std::vector<std::uint64_t> phrases;
  phrases.reserve(words.size());
  for (std::size_t index = 0; index < words.size(); ++index) {
    const std::size_t length = phrase_length(words, index);
    if (length == 0) break;
    std::uint64_t phrase = length;
    for (std::size_t i = index; i < index + length; ++i) phrase = phrase * kOdd + words[i].hash;
    phrases.push_back(base::mixed(phrase));
  }
  return phrases;
}

}  // namespace commonplace::dedup
