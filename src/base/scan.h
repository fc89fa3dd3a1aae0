// The next byte of a set, sixteen at a time where the processor can (SSE2, a part of every x86-64): most of a feed is
// plain text, and what ends a run of it is rare.

#pragma once

#include <cstddef>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>

#include <bit>
#endif

namespace commonplace::base {

// Sets are types. has(byte) tells of one byte; has(chunk) sets the top bit of each byte that is in the set.
template <char... kBytes>
struct AnyOf {
  static constexpr bool has(char c) { return ((c == kBytes) || ...); }
#ifdef __SSE2__
  static __m128i has(__m128i chunk) {
    __m128i found = _mm_setzero_si128();
    ((found = _mm_or_si128(found, _mm_cmpeq_epi8(chunk, _mm_set1_epi8(kBytes)))), ...);
    return found;
  }
#endif
};

// Below U+0020.
struct Control {
  static constexpr bool has(char c) { return static_cast<unsigned char>(c) < 0x20; }
#ifdef __SSE2__
  static __m128i has(__m128i chunk) { return _mm_cmpeq_epi8(_mm_min_epu8(chunk, _mm_set1_epi8(0x1F)), chunk); }
#endif
};

template <char... kAllowed>
struct ControlBut {
  static constexpr bool has(char c) { return Control::has(c) && !AnyOf<kAllowed...>::has(c); }
#ifdef __SSE2__
  static __m128i has(__m128i chunk) { return _mm_andnot_si128(AnyOf<kAllowed...>::has(chunk), Control::has(chunk)); }
#endif
};

// Controls that no XML holds.
using IllegalControl = ControlBut<'\t', '\n', '\r'>;

struct NonAscii {
  static constexpr bool has(char c) { return static_cast<unsigned char>(c) >= 0x80; }
#ifdef __SSE2__
  static __m128i has(__m128i chunk) { return chunk; }
#endif
};

// What is no letter and no digit of ASCII.
struct NotAlnum {
  static constexpr bool has(char c) {
    const char lower = static_cast<char>(c | 0x20);
    return !((c >= '0' && c <= '9') || (lower >= 'a' && lower <= 'z'));
  }
#ifdef __SSE2__
  static __m128i has(__m128i chunk) {
    const __m128i letters = within<'a', 'z'>(_mm_or_si128(chunk, _mm_set1_epi8(0x20)));
    return _mm_xor_si128(_mm_or_si128(letters, within<'0', '9'>(chunk)), _mm_set1_epi8(-1));
  }

 private:
  template <char kFirst, char kLast>
  static __m128i within(__m128i chunk) {
    const __m128i distance = _mm_sub_epi8(chunk, _mm_set1_epi8(kFirst));
    return _mm_cmpeq_epi8(_mm_min_epu8(distance, _mm_set1_epi8(kLast - kFirst)), distance);
  }
#endif
};

template <class... Sets>
struct Union {
  static constexpr bool has(char c) { return (Sets::has(c) || ...); }
#ifdef __SSE2__
  static __m128i has(__m128i chunk) {
    __m128i found = _mm_setzero_si128();
    ((found = _mm_or_si128(found, Sets::has(chunk))), ...);
    return found;
  }
#endif
};

// The position of the first byte of the set at or after `position`; text.size() where there is none.
template <class Set>
std::size_t find_in(std::string_view text, std::size_t position = 0) {
#ifdef __SSE2__
  constexpr std::size_t kChunk = sizeof(__m128i);
  const auto found_at = [&text](std::size_t at) {
    const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
    return static_cast<unsigned>(_mm_movemask_epi8(Set::has(chunk)));
  };
  for (; position + kChunk <= text.size(); position += kChunk) {
    if (const unsigned found = found_at(position)) return position + static_cast<std::size_t>(std::countr_zero(found));
  }
  if (position < text.size() && text.size() >= kChunk) {  // the last bytes, with some that were looked at before
    const std::size_t at = text.size() - kChunk;
    const unsigned found = found_at(at) >> (position - at);
    return found ? position + static_cast<std::size_t>(std::countr_zero(found)) : text.size();
  }
#endif
  while (position < text.size() && !Set::has(text[position])) ++position;
  return position;
}

// Copies what is before the first byte of the set at or after `position` to `to`, and returns the position of that
// byte. `to` must have room for the rest of the text and kCopySlack bytes more, which may be overwritten: most bytes
// are copied before they are looked at.
inline constexpr std::size_t kCopySlack = 16;

template <class Set>
std::size_t copy_until(std::string_view text, std::size_t position, char* to) {
#ifdef __SSE2__
  for (; position + kCopySlack <= text.size(); position += kCopySlack, to += kCopySlack) {
    const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + position));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(to), chunk);
    const auto found = static_cast<unsigned>(_mm_movemask_epi8(Set::has(chunk)));
    if (found) return position + static_cast<std::size_t>(std::countr_zero(found));
  }
#endif
  for (; position < text.size() && !Set::has(text[position]); ++position) *to++ = text[position];
  return position;
}

// The position of the first byte of `First` with one of `Second` right behind it; text.size() where there is none.
template <class First, class Second>
std::size_t find_pair(std::string_view text) {
  std::size_t position = 0;
#ifdef __SSE2__
  const auto load = [&text](std::size_t at) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
  };
  for (; position + sizeof(__m128i) < text.size(); position += sizeof(__m128i)) {
    const __m128i both = _mm_and_si128(First::has(load(position)), Second::has(load(position + 1)));
    const auto found = static_cast<unsigned>(_mm_movemask_epi8(both));
    if (found) return position + static_cast<std::size_t>(std::countr_zero(found));
  }
#endif
  for (; position + 1 < text.size(); ++position) {
    if (First::has(text[position]) && Second::has(text[position + 1])) return position;
  }
  return text.size();
}

template <class Set>
bool contains(std::string_view text) {
  return find_in<Set>(text) < text.size();
}

}  // namespace commonplace::base
