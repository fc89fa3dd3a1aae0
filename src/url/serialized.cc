#include "url/serialized.h"

#include <algorithm>

#include "base/byte_set.h"
#include "base/scan.h"
#include "base/text.h"
#include "url/host.h"
#include "url/percent.h"

namespace commonplace {
namespace {

constexpr base::ByteSet kHostEnds = [] {
  base::ByteSet ends;
  for (int byte = 0; byte < 256; ++byte) {
    const auto c = static_cast<char>(byte);
    if (!base::is_ascii_lower(c) && !base::is_ascii_digit(c) && c != '-' && c != '.') ends.insert(c);
  }
  return ends;
}();

// A last label that begins with a digit may be a part of an address.
bool is_plain_host(std::string_view host) {
  if (host.empty() || host.ends_with('.')) return false;
  const bool is_name = !base::is_ascii_digit(host[host.rfind('.') + 1]);  // npos + 1 is 0
  return is_name || url::read_plain_ipv4(host);
}

// The length of the path at the front of `text`; 0 where it has a '\' or what may be a dot segment: "/." or "/%2e".
std::size_t plain_path_length(std::string_view text) {
  const std::string_view path = text.substr(0, url::plain_length(text, url::EncodeSet::Path));
  const bool is_plain = !base::contains<base::AnyOf<'\\'>>(path) &&
                        base::find_pair<base::AnyOf<'/'>, base::AnyOf<'.', '%'>>(path) == path.size();
  return is_plain ? path.size() : 0;
}

// Where the parts of a serialized URL begin; 0 where there is no such part.
struct Offsets {
  std::size_t scheme_end = 0, host = 0, host_end = 0, path = 0, query = 0, fragment = 0;
  std::optional<std::uint16_t> port;
};

std::optional<Offsets> measure(std::string_view text) {
  Offsets at;
  at.scheme_end = text.starts_with("https://") ? 5 : text.starts_with("http://") ? 4 : 0;
  if (at.scheme_end == 0) return std::nullopt;
  at.host = at.scheme_end + 3;
  std::size_t position = at.host_end = kHostEnds.find(text, at.host);
  if (!is_plain_host(text.substr(at.host, position - at.host))) return std::nullopt;
  if (position < text.size() && text[position] == ':') {
    const std::size_t end = std::min(text.find('/', position), text.size());
    at.port = url::read_plain_number(text.substr(position + 1, end - position - 1), 0xFFFF);
    const bool is_the_schemes_own = at.port == (at.scheme_end == 5 ? 443 : 80);
    if (!at.port || is_the_schemes_own) return std::nullopt;
    position = end;
  }
  if (position == text.size() || text[position] != '/') return std::nullopt;
  at.path = position;
  const std::size_t path_length = plain_path_length(text.substr(position));
  if (path_length == 0) return std::nullopt;
  position += path_length;
  if (position < text.size() && text[position] == '?') {
    at.query = ++position;
    position += url::plain_length(text.substr(position), url::EncodeSet::SpecialQuery);
  }
  if (position < text.size() && text[position] == '#') {
    at.fragment = ++position;
    position += url::plain_length(text.substr(position), url::EncodeSet::Fragment);
  }
  return position == text.size() ? std::optional(at) : std::nullopt;
}

}  // namespace

class SerializedUrl {
 public:
  static std::optional<Url> read(std::string_view text) {
    if (text.size() >= Url::kNone) return std::nullopt;
    const std::optional<Offsets> at = measure(text);
    if (!at) return std::nullopt;
    const auto narrow = [](std::size_t offset) { return static_cast<std::uint32_t>(offset); };
    Url url;
    url.href_ = text;
    url.scheme_end_ = narrow(at->scheme_end);
    url.user_begin_ = url.user_end_ = url.password_end_ = url.host_begin_ = narrow(at->host);
    url.host_end_ = narrow(at->host_end);
    url.port_ = at->port;
    url.path_begin_ = narrow(at->path);
    if (at->query > 0) url.query_ = narrow(at->query);
    if (at->fragment > 0) url.fragment_ = narrow(at->fragment);
    return url;
  }
};

std::optional<Url> url::read_serialized(std::string_view text) { return SerializedUrl::read(text); }

bool url::is_serialized(std::string_view text) { return measure(text).has_value(); }

}  // namespace commonplace
