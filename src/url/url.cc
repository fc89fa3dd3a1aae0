// What a Url tells of itself: views into its text, found by the offsets that the parser left.

#include "commonplace/url.h"

#include <algorithm>

#include "url/schemes.h"

namespace commonplace {

namespace url {
namespace {

constexpr SpecialScheme kSpecial[] = {{"http", 80}, {"https", 443}, {"ftp", 21}, {"ws", 80}, {"wss", 443}, {"file", 0}};

}  // namespace

const SpecialScheme* find_special(std::string_view scheme) {
  const auto found = std::find_if(std::begin(kSpecial), std::end(kSpecial),
                                  [scheme](const SpecialScheme& special) { return special.name == scheme; });
  return found == std::end(kSpecial) ? nullptr : found;
}

}  // namespace url

std::string_view Url::scheme() const { return std::string_view(href_).substr(0, scheme_end_); }

std::string_view Url::username() const { return std::string_view(href_).substr(user_begin_, user_end_ - user_begin_); }

std::string_view Url::password() const {
  if (password_end_ == user_end_) return {};
  return std::string_view(href_).substr(user_end_ + 1, password_end_ - user_end_ - 1);
}

bool Url::has_userinfo() const { return user_end_ > user_begin_ || password_end_ > user_end_; }

std::string_view Url::host() const { return std::string_view(href_).substr(host_begin_, host_end_ - host_begin_); }

bool Url::has_authority() const { return user_begin_ >= scheme_end_ + 3; }

std::optional<std::uint16_t> Url::port() const { return port_; }

std::string_view Url::path() const {
  const std::uint32_t end = has_query() ? query_ - 1 : has_fragment() ? fragment_ - 1 : kNone;
  return std::string_view(href_).substr(path_begin_, end == kNone ? std::string_view::npos : end - path_begin_);
}

std::string_view Url::query() const {
  if (!has_query()) return {};
  return std::string_view(href_).substr(query_, has_fragment() ? fragment_ - 1 - query_ : std::string_view::npos);
}

std::string_view Url::fragment() const {
  return has_fragment() ? std::string_view(href_).substr(fragment_) : std::string_view{};
}

bool Url::is_http() const { return scheme() == "http" || scheme() == "https"; }

std::uint16_t Url::effective_port() const {
  if (port_) return *port_;
  const url::SpecialScheme* special = url::find_special(scheme());
  return special ? special->port : 0;
}

std::string Url::origin() const {
  std::string origin(scheme());
  origin += "://";
  origin += host();
  if (port_) origin += ":" + std::to_string(*port_);
  return origin;
}

}  // namespace commonplace
