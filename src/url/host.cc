#include "url/host.h"

#include <idn2.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"
#include "url/percent.h"
#include "url/punycode.h"

namespace commonplace::url {
namespace {

using base::is_ascii_digit;

constexpr std::string_view kForbidden("\0\t\n\r #/:<>?@[\\]^|", 17);

bool is_forbidden(char c) { return kForbidden.find(c) != std::string_view::npos; }
bool is_forbidden_in_domain(char c) {
  const auto byte = static_cast<std::uint8_t>(c);
  return is_forbidden(c) || byte < 0x20 || byte == 0x7F || c == '%';
}

// --- IPv4 in dotted, octal, hexadecimal and shortened spellings -------------------------------------------------

std::optional<std::uint64_t> ipv4_number(std::string_view part) {
  if (part.empty()) return std::nullopt;
  int radix = 10;
  if (part.size() >= 2 && part[0] == '0' && (part[1] == 'x' || part[1] == 'X')) {
    part.remove_prefix(2);
    radix = 16;
  } else if (part.size() >= 2 && part[0] == '0') {
    part.remove_prefix(1);
    radix = 8;
  }
  std::uint64_t value = 0;
  for (const char c : part) {
    const int digit = base::hex_value(c);
    if (digit < 0 || digit >= radix) return std::nullopt;
    value = std::min<std::uint64_t>(value * static_cast<std::uint64_t>(radix) + static_cast<std::uint64_t>(digit),
                                    std::uint64_t{1} << 40);
  }
  return value;
}

std::vector<std::string_view> labels_of(std::string_view host) {
  std::vector<std::string_view> labels = base::split(host, '.');
  if (labels.size() > 1 && labels.back().empty()) labels.pop_back();
  return labels;
}

// A host whose last label is a number is an IPv4 address or nothing.
bool ends_in_number(std::string_view host) {
  const std::vector<std::string_view> labels = labels_of(host);
  const std::string_view last = labels.back();
  if (last.empty()) return false;
  return std::all_of(last.begin(), last.end(), is_ascii_digit) || ipv4_number(last).has_value();
}

std::optional<std::string> parse_ipv4(std::string_view host) {
  const std::vector<std::string_view> labels = labels_of(host);
  if (labels.size() > 4) return std::nullopt;
  std::uint64_t address = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const std::optional<std::uint64_t> number = ipv4_number(labels[i]);
    if (!number) return std::nullopt;
    const bool last = i + 1 == labels.size();
    if (*number >= (last ? std::uint64_t{1} << (8 * (5 - labels.size())) : 256)) return std::nullopt;
    address += last ? *number : *number << (8 * (3 - i));
  }
  std::string dotted;
  for (int shift = 24; shift >= 0; shift -= 8) {
    dotted += std::to_string((address >> shift) & 255);
    if (shift > 0) dotted += '.';
  }
  return dotted;
}

// --- IPv6 ---------------------------------------------------------------------------------------------------------

using Pieces = std::array<std::uint16_t, 8>;

bool read_embedded_ipv4(std::string_view text, std::uint16_t* pieces) {
  const auto bytes = read_plain_ipv4(text);
  if (!bytes) return false;
  pieces[0] = static_cast<std::uint16_t>((*bytes)[0] << 8 | (*bytes)[1]);
  pieces[1] = static_cast<std::uint16_t>((*bytes)[2] << 8 | (*bytes)[3]);
  return true;
}

std::optional<Pieces> read_ipv6(std::string_view text) {
  Pieces pieces{};
  std::size_t count = 0;
  std::optional<std::size_t> gap;
  if (text.starts_with("::")) {
    text.remove_prefix(2);
    gap = 0;
  } else if (text.starts_with(':')) {
    return std::nullopt;
  }
  while (!text.empty()) {
    if (count == 8) return std::nullopt;
    if (text.front() == ':') {
      if (gap) return std::nullopt;
      text.remove_prefix(1);
      gap = count;
      continue;
    }
    std::size_t length = 0;
    std::uint32_t value = 0;
    while (length < 4 && length < text.size() && base::hex_value(text[length]) >= 0) {
      value = value * 16 + static_cast<std::uint32_t>(base::hex_value(text[length++]));
    }
    if (length < text.size() && text[length] == '.') {
      if (count > 6 || !read_embedded_ipv4(text, &pieces[count])) return std::nullopt;
      count += 2;
      break;
    }
    if (length == 0) return std::nullopt;
    pieces[count++] = static_cast<std::uint16_t>(value);
    text.remove_prefix(length);
    if (text.empty()) break;
    if (text.front() != ':' || text.size() == 1) return std::nullopt;
    text.remove_prefix(1);
  }
  if (gap) {
    std::rotate(pieces.begin() + static_cast<std::ptrdiff_t>(*gap), pieces.begin() + static_cast<std::ptrdiff_t>(count),
                pieces.end());
  } else if (count != 8) {
    return std::nullopt;
  }
  return pieces;
}

// RFC 5952: lower case, no leading zeros, the first longest run of two or more zero pieces as "::".
std::string serialize(const Pieces& pieces) {
  std::size_t best_begin = 8;
  std::size_t best_length = 1;
  for (std::size_t i = 0; i < 8;) {
    std::size_t end = i;
    while (end < 8 && pieces[end] == 0) ++end;
    if (end - i > best_length) {
      best_begin = i;
      best_length = end - i;
    }
    i = end == i ? i + 1 : end;
  }
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text = "[";
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == best_begin) {
      text += i == 0 ? "::" : ":";
      i += best_length - 1;
      continue;
    }
    bool leading = true;
    for (int shift = 12; shift >= 0; shift -= 4) {
      const auto digit = static_cast<std::size_t>((pieces[i] >> shift) & 15);
      leading = leading && digit == 0 && shift > 0;
      if (!leading) text += kHex[digit];
    }
    if (i < 7) text += ':';
  }
  return text + "]";
}

std::optional<std::string> parse_ipv6(std::string_view bracketed) {
  if (!bracketed.ends_with(']')) return std::nullopt;
  const std::optional<Pieces> pieces = read_ipv6(bracketed.substr(1, bracketed.size() - 2));
  return pieces ? std::optional(serialize(*pieces)) : std::nullopt;
}

// --- names ----------------------------------------------------------------------------------------------------------

// DNS allows 253 bytes; nothing that is longer in Unicode than this can come down to them.
constexpr std::size_t kLongestName = 1024;

// Symbols that IDNA maps to themselves: dingbats and emoji. Other blocks have letters in frames, which it unframes.
constexpr bool is_emoji(char32_t c) { return (c >= 0x2600 && c <= 0x27BF) || (c >= 0x1F300 && c <= 0x1FAFF); }
constexpr bool is_variation_selector(char32_t c) { return c == 0xFE0E || c == 0xFE0F; }

// IDNA 2008 has no symbols, so libidn2 refuses them, but there are such domains and browsers go there. Nothing where
// the label has other characters to be mapped too, or none.
std::optional<std::string> emoji_label(std::string_view label) {
  std::string kept;
  bool has_emoji = false;
  for (std::size_t position = 0; position < label.size();) {
    const char32_t c = base::next_code_point(label, position);
    if (is_variation_selector(c)) continue;
    if (c >= 0x80 && !is_emoji(c)) return std::nullopt;
    has_emoji = has_emoji || c >= 0x80;
    base::append_utf8(kept, c);
  }
  if (!has_emoji || base::count_code_points(kept) > 63) return std::nullopt;
  return "xn--" + to_punycode(base::to_ascii_lower(kept));
}

std::optional<std::string> idna_label(std::string_view label) {
  char* ascii = nullptr;
  const int flags = IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL | IDN2_NO_ALABEL_ROUNDTRIP;
  if (idn2_to_ascii_8z(std::string(label).c_str(), &ascii, flags) != IDN2_OK) return std::nullopt;
  std::string result = ascii;
  idn2_free(ascii);
  return result;
}

// UTS #46, non-transitional. Labels that are ASCII already are only put in lower case: whether "xn--…" is anything is
// for the DNS to say.
std::optional<std::string> to_ascii(std::string name) {
  if (base::is_ascii(name)) return base::to_ascii_lower(name);
  if (name.size() > kLongestName) return std::nullopt;
  if (name.find('\0') != std::string::npos) return std::nullopt;  // libidn2 would take it for the end
  for (const std::string_view dot : {"\u3002", "\uFF0E", "\uFF61"}) name = base::replace_all(name, dot, ".");
  std::string result;
  for (const std::string_view label : base::split(name, '.')) {
    std::optional<std::string> ascii = base::is_ascii(label) ? base::to_ascii_lower(label) : emoji_label(label);
    if (!ascii) ascii = idna_label(label);
    if (!ascii) return std::nullopt;
    if (label.data() != name.data()) result += '.';
    result += *ascii;
  }
  return result;
}

}  // namespace

std::optional<std::uint16_t> read_plain_number(std::string_view text, std::uint16_t largest) {
  const std::optional<std::uint64_t> value = base::parse_decimal(text);
  const bool has_leading_zero = text.size() > 1 && text.front() == '0';
  if (!value || *value > largest || has_leading_zero) return std::nullopt;
  return static_cast<std::uint16_t>(*value);
}

std::optional<std::array<std::uint16_t, 4>> read_plain_ipv4(std::string_view text) {
  std::array<std::uint16_t, 4> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const bool is_last = i + 1 == bytes.size();
    const std::size_t end = is_last ? text.size() : text.find('.');
    if (end == std::string_view::npos) return std::nullopt;
    const std::optional<std::uint16_t> byte = read_plain_number(text.substr(0, end), 255);
    if (!byte) return std::nullopt;
    bytes[i] = *byte;
    text.remove_prefix(is_last ? end : end + 1);
  }
  return bytes;
}

std::optional<std::string> parse_special_host(std::string_view host) {
  if (host.starts_with('[')) return parse_ipv6(host);
  const std::optional<std::string> ascii = to_ascii(base::repair_utf8(percent_decode(host)));
  if (!ascii || ascii->empty() || std::any_of(ascii->begin(), ascii->end(), is_forbidden_in_domain))
    return std::nullopt;
  return ends_in_number(*ascii) ? parse_ipv4(*ascii) : ascii;
}

std::optional<std::string> parse_opaque_host(std::string_view host) {
  if (host.starts_with('[')) return parse_ipv6(host);
  if (std::any_of(host.begin(), host.end(), is_forbidden)) return std::nullopt;
  std::string encoded;
  append_encoded(encoded, host, EncodeSet::Control);
  return encoded;
}

}  // namespace commonplace::url
