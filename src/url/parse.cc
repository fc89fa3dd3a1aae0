// Text → Url, resolved against a base: the basic URL parser of the WHATWG (URL Standard §4.4), its states folded into
// one pass over scheme, authority, path, query and fragment.

#include <vector>

#include "base/text.h"
#include "base/utf8.h"
#include "commonplace/url.h"
#include "url/host.h"
#include "url/percent.h"
#include "url/schemes.h"
#include "url/segments.h"
#include "url/serialized.h"
#include "url/userinfo.h"

namespace commonplace {

using url::append_encoded;
using url::EncodeSet;
using url::find_special;
using url::is_double_dot;
using url::is_drive_letter;
using url::is_single_dot;
using url::starts_with_drive_letter;

namespace {

// White space and controls around the text, and tabs and newlines inside it, are not part of the URL.
std::string strip(std::string_view text) {
  const auto is_edge = [](char c) { return static_cast<std::uint8_t>(c) <= 0x20; };
  while (!text.empty() && is_edge(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_edge(text.back())) text.remove_suffix(1);
  std::string stripped;
  stripped.reserve(text.size());
  for (const char c : text) {
    if (c != '\t' && c != '\n' && c != '\r') stripped += c;
  }
  return stripped;
}

std::size_t scheme_length(std::string_view text) {
  if (text.empty() || !base::is_ascii_alpha(text.front())) return 0;
  std::size_t end = 1;
  while (end < text.size() &&
         (base::is_ascii_alnum(text[end]) || text[end] == '+' || text[end] == '-' || text[end] == '.')) {
    ++end;
  }
  return end < text.size() && text[end] == ':' ? end : 0;
}

struct Parts {
  std::string scheme;
  bool special = false;
  std::string username, password;
  std::optional<std::string> host;
  std::optional<std::uint16_t> port;
  std::vector<std::string> path;
  std::optional<std::string> opaque_path;
  std::optional<std::string> query, fragment;
};

void shorten(Parts& parts) {
  if (parts.scheme == "file" && parts.path.size() == 1 && is_drive_letter(parts.path[0])) return;
  if (!parts.path.empty()) parts.path.pop_back();
}

}  // namespace

class UrlParser {
 public:
  UrlParser(std::string_view text, const Url* base)
      : input_(base::repair_utf8(strip(text))), rest_(input_), base_(base) {}

  std::optional<Url> parse() {
    if (!take_scheme()) return std::nullopt;
    take_fragment();
    take_query();
    if (!take_hierarchy()) return std::nullopt;
    return serialize(parts_);
  }

 private:
  bool is_slash(char c) const { return c == '/' || (parts_.special && c == '\\'); }

  bool take_scheme() {
    const std::size_t length = scheme_length(rest_);
    if (length == 0) {
      if (!base_) return false;
      parts_.scheme = base_->scheme();
    } else {
      parts_.scheme = base::to_ascii_lower(rest_.substr(0, length));
      rest_.remove_prefix(length + 1);
      has_scheme_ = true;
    }
    parts_.special = find_special(parts_.scheme) != nullptr;
    return true;
  }

  void take_fragment() {
    const std::size_t hash = rest_.find('#');
    if (hash == std::string_view::npos) return;
    append_encoded(parts_.fragment.emplace(), rest_.substr(hash + 1), EncodeSet::Fragment);
    rest_ = rest_.substr(0, hash);
  }

  void take_query() {
    const std::size_t mark = rest_.find('?');
    if (mark == std::string_view::npos) return;
    append_encoded(parts_.query.emplace(), rest_.substr(mark + 1),
                   parts_.special ? EncodeSet::SpecialQuery : EncodeSet::Query);
    rest_ = rest_.substr(0, mark);
  }

  // Authority and path, or what is inherited of the base's.
  bool take_hierarchy() {
    if (!has_scheme_ && base_has_opaque_path())
      return rest_.empty() && !parts_.query && parts_.fragment && inherit_all();
    if (parts_.scheme == "file") return take_file();
    const bool two_slashes = rest_.size() >= 2 && is_slash(rest_[0]) && is_slash(rest_[1]);
    if (has_scheme_ && parts_.special) {
      // "https:page" is relative to a base of the same scheme, whatever else the standard of old said.
      if (base_ && base_->scheme() == parts_.scheme && !rest_.starts_with("//")) return take_relative();
      while (!rest_.empty() && is_slash(rest_.front())) rest_.remove_prefix(1);
      return take_authority();
    }
    if (!has_scheme_) return take_relative();
    if (two_slashes) {
      rest_.remove_prefix(2);
      return take_authority();
    }
    if (rest_.starts_with('/')) {
      take_path();
      return true;
    }
    append_encoded(parts_.opaque_path.emplace(), rest_, EncodeSet::Control);
    return true;
  }

  bool take_relative() {
    if (rest_.size() >= 2 && is_slash(rest_[0]) && is_slash(rest_[1])) {
      rest_.remove_prefix(2);
      while (parts_.special && !rest_.empty() && is_slash(rest_.front())) rest_.remove_prefix(1);
      return take_authority();
    }
    inherit_authority();
    if (rest_.empty()) {
      inherit_path();
      if (!parts_.query && base_->has_query()) parts_.query = base_->query();
      return true;
    }
    if (!is_slash(rest_.front())) {
      inherit_path();
      shorten(parts_);
    }
    take_path();
    return true;
  }

  bool take_file() {
    parts_.host = "";
    const bool file_base = base_ && base_->scheme() == "file";
    if (!rest_.empty() && is_slash(rest_.front())) {
      if (rest_.size() >= 2 && is_slash(rest_[1])) {
        rest_.remove_prefix(2);
        return take_file_host();
      }
      if (file_base) {
        parts_.host = base_->host();
        const std::vector<std::string_view> segments = base::split(base_->path(), '/');
        if (!starts_with_drive_letter(rest_.substr(1)) && segments.size() > 1 && is_drive_letter(segments[1])) {
          parts_.path.emplace_back(segments[1]);
        }
      }
      take_path();
      return true;
    }
    if (file_base) {
      parts_.host = base_->host();
      if (rest_.empty()) {
        inherit_path();
        if (!parts_.query && base_->has_query()) parts_.query = base_->query();
        return true;
      }
      if (!starts_with_drive_letter(rest_)) {
        inherit_path();
        shorten(parts_);
      }
    }
    take_path();
    return true;
  }

  bool take_file_host() {
    const std::string_view host = rest_.substr(0, rest_.find_first_of("/\\"));
    if (!is_drive_letter(host)) {
      rest_.remove_prefix(host.size());
      if (!host.empty()) {
        parts_.host = url::parse_special_host(host);
        if (!parts_.host) return false;
        if (*parts_.host == "localhost") parts_.host = "";
      }
    }
    take_path();
    return true;
  }

  bool take_authority() {
    const std::string_view authority = rest_.substr(0, rest_.find_first_of(parts_.special ? "/\\" : "/"));
    rest_.remove_prefix(authority.size());
    std::string_view host = authority;
    if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
      take_credentials(authority.substr(0, at));
      host.remove_prefix(at + 1);
      if (host.empty()) return false;
    }
    if (!take_port(host)) return false;
    if (host.empty() && (parts_.special || !parts_.username.empty() || parts_.port)) return false;
    parts_.host = host.empty()     ? std::optional<std::string>("")
                  : parts_.special ? url::parse_special_host(host)
                                   : url::parse_opaque_host(host);
    if (!parts_.host) return false;
    if (!rest_.empty() || parts_.special) take_path();
    return true;
  }

  void take_credentials(std::string_view credentials) {
    const std::size_t colon = credentials.find(':');
    append_encoded(parts_.username, credentials.substr(0, colon), EncodeSet::Userinfo);
    if (colon != std::string_view::npos) {
      append_encoded(parts_.password, credentials.substr(colon + 1), EncodeSet::Userinfo);
    }
  }

  // Cuts ":port" off the host.
  bool take_port(std::string_view& host) {
    const std::size_t bracket = host.rfind(']');
    const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (colon == std::string_view::npos) return true;
    const std::string_view digits = host.substr(colon + 1);
    host = host.substr(0, colon);
    if (digits.empty()) return !host.empty();
    const std::optional<std::uint64_t> port = base::parse_decimal(digits);
    if (!port || *port > 65535) return false;
    const url::SpecialScheme* special = find_special(parts_.scheme);
    if (!special || special->port != *port) parts_.port = static_cast<std::uint16_t>(*port);
    return true;
  }

  // Appends the segments of what is left to the path.
  void take_path() {
    if (!rest_.empty() && is_slash(rest_.front())) rest_.remove_prefix(1);
    for (;;) {
      const std::size_t end = rest_.find_first_of(parts_.special ? "/\\" : "/");
      const std::string_view segment = rest_.substr(0, end);
      const bool last = end == std::string_view::npos;
      take_segment(segment, last);
      if (last) return;
      rest_.remove_prefix(end + 1);
    }
  }

  void take_segment(std::string_view segment, bool last) {
    if (is_double_dot(segment)) {
      shorten(parts_);
      if (last) parts_.path.emplace_back();
    } else if (is_single_dot(segment)) {
      if (last) parts_.path.emplace_back();
    } else {
      std::string encoded;
      append_encoded(encoded, segment, EncodeSet::Path);
      if (parts_.scheme == "file" && parts_.path.empty() && is_drive_letter(encoded)) encoded[1] = ':';
      parts_.path.push_back(std::move(encoded));
    }
  }

  bool base_has_opaque_path() const { return base_ && !base_->has_authority() && !base_->path().starts_with('/'); }

  bool inherit_all() {
    parts_.opaque_path = base_->path();
    if (base_->has_query()) parts_.query = base_->query();
    return true;
  }

  void inherit_authority() {
    if (base_->has_authority()) {
      parts_.username = base_->username();
      parts_.password = base_->password();
      parts_.host = base_->host();
      parts_.port = base_->port();
    }
  }

  void inherit_path() {
    const std::vector<std::string_view> segments = base::split(base_->path(), '/');
    for (std::size_t i = 1; i < segments.size(); ++i) parts_.path.emplace_back(segments[i]);
  }

  static Url serialize(const Parts& parts) {
    const auto here = [](const Url& u) { return static_cast<std::uint32_t>(u.href_.size()); };
    Url out;
    out.href_ = parts.scheme;
    out.scheme_end_ = here(out);
    out.href_ += ':';
    if (parts.host) out.href_ += "//";
    out.user_begin_ = here(out);
    out.href_ += parts.username;
    out.user_end_ = here(out);
    if (!parts.password.empty()) out.href_ += ":" + parts.password;
    out.password_end_ = here(out);
    if (!parts.username.empty() || !parts.password.empty()) out.href_ += '@';
    out.host_begin_ = here(out);
    if (parts.host) out.href_ += *parts.host;
    out.host_end_ = here(out);
    if (parts.port) out.href_ += ":" + std::to_string(*parts.port);
    out.port_ = parts.port;
    // Without a host, "//" at the start of the path would be read as one (URL Standard §4.5).
    if (!parts.host && !parts.opaque_path && parts.path.size() > 1 && parts.path[0].empty()) out.href_ += "/.";
    out.path_begin_ = here(out);
    if (parts.opaque_path) out.href_ += *parts.opaque_path;
    for (const std::string& segment : parts.path) out.href_ += "/" + segment;
    if (parts.query) {
      out.href_ += '?';
      out.query_ = here(out);
      out.href_ += *parts.query;
    }
    if (parts.fragment) {
      out.href_ += '#';
      out.fragment_ = here(out);
      out.href_ += *parts.fragment;
    }
    return out;
  }

  std::string input_;
  std::string_view rest_;
  const Url* base_;
  bool has_scheme_ = false;
  Parts parts_;
};

Result<Url> parse_url(std::string_view text, const Url* base) {
  if (std::optional<Url> url = url::read_serialized(text)) return std::move(*url);
  if (std::optional<Url> url = UrlParser(text, base).parse()) return std::move(*url);
  const std::string shown = url::hide_userinfo(text);
  return fail(Errc::BadUrl, "'" + base::repair_utf8(base::truncate_utf8(shown, 80)) + "' is not a URL");
}

}  // namespace commonplace
