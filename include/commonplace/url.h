// Absolute URLs: parsing with the leniency of browsers (WHATWG URL), resolution, canonical form.
//
// The only code that takes URLs apart. A Url always holds a valid absolute URL in serialized form; its views live as
// long as it does and are invalidated by assignment.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "commonplace/result.h"

namespace commonplace {

class Url {
 public:
  const std::string& href() const { return href_; }
  std::string_view scheme() const;    // lower case, without ':'
  std::string_view username() const;  // percent-encoded, as in the URL
  std::string_view password() const;
  bool has_userinfo() const;      // a user name, or a password
  std::string_view host() const;  // ASCII (IDNA), lower case; IPv6 in brackets; empty where the scheme has none
  std::optional<std::uint16_t> port() const;  // nothing where it is the scheme's default
  std::string_view path() const;              // begins with '/' for http, https and file
  std::string_view query() const;             // without '?'
  std::string_view fragment() const;          // without '#'
  bool has_query() const { return query_ != kNone; }
  bool has_fragment() const { return fragment_ != kNone; }
  bool has_authority() const;            // has "//"
  bool is_http() const;                  // http or https
  std::uint16_t effective_port() const;  // with the scheme's default; 0 where there is none

  std::string origin() const;  // "https://example.org" or "http://example.org:8080"

  friend bool operator==(const Url& a, const Url& b) { return a.href_ == b.href_; }

 private:
  friend class UrlParser;
  friend class SerializedUrl;
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;
  // Offsets into href_: scheme ':' ['//' [user[':'password]'@'] host [':' port]] path ['?' query] ['#' fragment]
  std::string href_;
  std::uint32_t scheme_end_ = 0;
  std::uint32_t user_begin_ = 0, user_end_ = 0, password_end_ = 0;
  std::uint32_t host_begin_ = 0, host_end_ = 0;
  std::uint32_t path_begin_ = 0;
  std::uint32_t query_ = kNone, fragment_ = kNone;  // position after '?' and '#'
  std::optional<std::uint16_t> port_;
};

// Parses `text`, resolved against `base` where one is given (WHATWG URL §4.4). Error: BadUrl, quoting at most 80 bytes,
// and no password.
Result<Url> parse_url(std::string_view text, const Url* base = nullptr);

// The same without user name and password: as it may be shown, and as what its document links to is resolved against.
Url without_userinfo(const Url& url);
// The same of what somebody wrote as an address, whether or not it is one.
std::string without_userinfo(std::string_view text);

// Whether a fragment stays that selects no content (as #!route and #/route do).
enum class PlainFragment { Drop, Keep };

// The form under which two spellings of one address are equal: default ports and dot segments gone, percent-encoding
// regular, tracking parameters and click proxies removed. Never changes what the address selects.
Url canonicalize(const Url& url, PlainFragment fragment = PlainFragment::Drop);

// The canonical URL with what varies between mirrors of one page folded too (scheme http/https, leading "www.",
// trailing slash, parameter order): for comparing only, never published.
std::string comparison_key(const Url& canonical);

}  // namespace commonplace
