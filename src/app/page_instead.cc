#include "app/page_instead.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "app/discovery.h"
#include "base/text.h"

namespace commonplace::app {
namespace {

using fetch::FetchResponse;

constexpr std::size_t kLookedAt = 256 * 1024;  // of a body; their pages are small

// All that is named must be there. Marks that also stand in ordinary pages count in refusals only.
struct Wall {
  std::string_view owner;
  std::string_view header;
  std::string_view value;  // a part of the header's
  std::string_view body;   // a part of the body
  bool refusals_only = false;
};
constexpr Wall kWalls[] = {
    {"Cloudflare", "cf-mitigated", "challenge", ""},
    {"Cloudflare", "server", "cloudflare", "/cdn-cgi/challenge-platform/", true},
    {"Cloudflare", "server", "cloudflare", "Attention Required!"},
    {"Vercel", "x-vercel-mitigated", "", ""},
    {"AWS WAF", "x-amzn-waf-action", "", ""},
    {"DataDome", "x-datadome", "", "captcha-delivery.com"},
    {"Imperva", "", "", "_Incapsula_Resource"},
    {"HUMAN", "", "", "px-captcha"},
    {"Anubis", "", "", "anubis_challenge"},
    {"Akamai", "server", "AkamaiGHost", "Access Denied", true},
    {"Sucuri", "x-sucuri-id", "", "", true},
    {"Sucuri", "", "", "sucuri_cloudproxy_js"},
    {"SiteGround", "", "", "/.well-known/sgcaptcha/"},
    {"DDoS-Guard", "server", "ddos-guard", "", true},
    {"hCaptcha", "", "", "hcaptcha.com", true},
    {"reCAPTCHA", "", "", "google.com/recaptcha", true},
};

constexpr std::array kRefusals = {401, 403, 405, 406, 429, 503};
constexpr std::array kInPlaceOfAFeed = {200, 202};

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

bool is_wall(const Wall& wall, const FetchResponse& response, std::string_view body, bool refuses) {
  if (wall.refusals_only && !refuses) return false;
  if (!wall.header.empty()) {
    const std::string_view value = response.header(wall.header);
    if (value.empty() || !contains(base::to_ascii_lower(value), base::to_ascii_lower(wall.value))) return false;
  }
  return contains(body, wall.body);
}

std::string by_status(const FetchResponse& response) {
  if (response.status < 400) return " answers in place of the feed";
  return " keeps us out (HTTP " + std::to_string(response.status) + ")";
}

bool asks_for_password(std::string_view body) {
  const std::string lower = base::to_ascii_lower(body.substr(0, kLookedAt));
  return contains(lower, "type=\"password\"") || contains(lower, "type='password'") || contains(lower, "type=password");
}

}  // namespace

std::string bot_wall_of(const FetchResponse& response) {
  const bool refuses = std::ranges::find(kRefusals, response.status) != kRefusals.end();
  if (!refuses && std::ranges::find(kInPlaceOfAFeed, response.status) == kInPlaceOfAFeed.end()) return {};
  const std::string_view body = std::string_view(response.body).substr(0, kLookedAt);
  const auto found =
      std::ranges::find_if(kWalls, [&](const Wall& wall) { return is_wall(wall, response, body, refuses); });
  return found == std::end(kWalls) ? std::string() : std::string(found->owner);
}

Error explain_page(const FetchResponse& response, Error error) {
  if (const std::string owner = bot_wall_of(response); !owner.empty()) {
    error.detail =
        "a bot wall (" + owner + ")" + by_status(response) + "; ask the publisher to let programs read this feed";
    return error;
  }
  if (error.code != Errc::NotAFeed) return error;
  if (const std::string announced = announced_in(response, response.url.href()); !announced.empty()) {
    error.detail += "; the page announces " + announced;
  } else if (asks_for_password(response.body)) {
    error.detail += "; it is a page to log in";
  }
  return error;
}

}  // namespace commonplace::app
