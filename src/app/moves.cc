#include "app/moves.h"

namespace commonplace::app {
namespace {

bool has_secrets(const Source& source, const Url& url) {
  return !source.username.empty() || !source.password.empty() || !source.headers.empty() || url.has_userinfo();
}

// From http to https, both at their usual ports.
bool is_upgrade(const Url& from, const Url& to) {
  return from.scheme() == "http" && to.scheme() == "https" && from.effective_port() == 80 && to.effective_port() == 443;
}

bool may_ask(const Source& source, const Url& url) {
  if (!url.is_http()) return false;
  const Result<Url> configured = parse_url(source.url);
  if (!configured) return false;
  if (!has_secrets(source, *configured)) return true;
  if (configured->origin() == url.origin()) return true;
  return configured->host() == url.host() && is_upgrade(*configured, url);
}

}  // namespace

Result<Url> address_of(const Source& source, const std::string& adopted) {
  if (!adopted.empty()) {
    if (Result<Url> url = parse_url(adopted); url && may_ask(source, *url)) return url;
  }
  return parse_url(source.url);
}

bool keeps_secrets_from(const Source& source, const Url& url) {
  const Result<Url> configured = parse_url(source.url);
  return configured && has_secrets(source, *configured) && configured->origin() != url.origin();
}

std::optional<std::string> note_move(Move& move, const std::optional<Url>& found, const Source& source) {
  if (!found || !may_ask(source, *found)) {
    move = {};
    return std::nullopt;
  }
  if (move.to != found->href()) move = {std::string(found->href()), 0};
  if (++move.polls < kAgreeingPolls) return std::nullopt;
  std::string adopted = std::move(move.to);
  move = {};
  return adopted;
}

bool gives_up_adopted(const RefreshHistory& history) { return history.failures >= kFailuresOfAdopted; }

}  // namespace commonplace::app
