// Url → the form under which two spellings of one address are equal (SPEC §2, `link`).

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "commonplace/url.h"
#include "url/percent.h"

namespace commonplace {
namespace {

// --- tracking parameters ---------------------------------------------------------------------------------------------

// Names that only ever tell where a click came from. '*' at the end stands for any rest.
constexpr std::string_view kTracking[] = {
    "utm_*",  // Google Analytics and everyone since
    "mtm_*",
    "pk_campaign",
    "pk_kwd",
    "pk_source",
    "pk_medium",
    "pk_content",
    "pk_cid",  // Matomo, Piwik
    "hsa_*",
    "_hsenc",
    "_hsmi",
    "__hssc",
    "__hstc",
    "__hsfp",
    "hsctatracking",  // HubSpot
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "ysclid",
    "_openstat",  // Yandex
    "twclid",
    "ttclid",
    "li_fat_id",
    "igshid",
    "igsh",  // networks
    "mc_cid",
    "mc_eid",   // Mailchimp
    "mkt_tok",  // Marketo
    "vero_id",
    "vero_conv",
    "oly_anon_id",
    "oly_enc_id",
    "_kx",
    "ml_subscriber",
    "ml_subscriber_hash",
    "wt_mc",
    "wt.mc_id",
    "wt_zmc",  // Webtrekk
    "at_medium",
    "at_campaign",
    "xtor",  // AT Internet, as the BBC uses it
    "cmpid",
    "ns_campaign",
    "ns_mchannel",
    "ns_source",
    "ns_linkname",
    "ns_fee",  // newspapers
    "icid",
    "s_cid",
    "ocid",
    "ito",  // newspapers again
    "rb_clickid",
    "_branch_match_id",
    "epik",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
};

bool is_tracking(std::string_view parameter) {
  const std::string name = base::to_ascii_lower(url::percent_decode(parameter.substr(0, parameter.find('='))));
  return std::any_of(std::begin(kTracking), std::end(kTracking), [&name](std::string_view tracking) {
    if (!tracking.ends_with('*')) return name == tracking;
    return name.starts_with(tracking.substr(0, tracking.size() - 1));
  });
}

std::string without_tracking(std::string_view query) {
  std::string kept;
  for (const std::string_view parameter : base::split(query, '&')) {
    if (parameter.empty() || is_tracking(parameter)) continue;
    if (!kept.empty()) kept += '&';
    kept += parameter;
  }
  return kept;
}

// --- click proxies ---------------------------------------------------------------------------------------------------

// Redirectors that carry their target in a parameter. A host matches with its subdomains.
struct Proxy {
  std::string_view host;
  std::string_view path;
  std::string_view parameter;
};
constexpr Proxy kProxies[] = {
    {"google.com", "/url", "q"},
    {"google.com", "/url", "url"},
    {"l.facebook.com", "/l.php", "u"},
    {"lm.facebook.com", "/l.php", "u"},
    {"l.instagram.com", "/", "u"},
    {"safelinks.protection.outlook.com", "/", "url"},
    {"t.umblr.com", "/redirect", "z"},
    {"out.reddit.com", "/", "url"},
    {"youtube.com", "/redirect", "q"},
    {"slack-redir.net", "/link", "url"},
    {"steamcommunity.com", "/linkfilter/", "url"},
    {"away.vk.com", "/away.php", "to"},
    {"vk.com", "/away.php", "to"},
    {"exit.sc", "/", "url"},
    {"linkedin.com", "/redir/redirect", "url"},
};

bool is_host_or_below(std::string_view host, std::string_view domain) {
  return host == domain || (host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.');
}

std::optional<Url> proxied(const Url& url) {
  for (const Proxy& proxy : kProxies) {
    if (!is_host_or_below(url.host(), proxy.host) || !url.path().starts_with(proxy.path)) continue;
    for (const std::string_view parameter : base::split(url.query(), '&')) {
      const std::size_t equals = parameter.find('=');
      if (equals == std::string_view::npos || parameter.substr(0, equals) != proxy.parameter) continue;
      const Result<Url> target = parse_url(url::percent_decode(parameter.substr(equals + 1)));
      if (target && target->is_http()) return *target;
    }
  }
  return std::nullopt;
}

// --- percent-encoding
// --------------------------------------------------------------------------------------------------

// RFC 3986 §6.2.2: unreserved characters as themselves, hexadecimal digits in upper case.
std::string regular_encoding(std::string_view text) {
  std::string regular;
  regular.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool encoded =
        text[i] == '%' && i + 2 < text.size() && base::hex_value(text[i + 1]) >= 0 && base::hex_value(text[i + 2]) >= 0;
    if (!encoded) {
      regular += text[i];
      continue;
    }
    const auto c = static_cast<char>(base::hex_value(text[i + 1]) * 16 + base::hex_value(text[i + 2]));
    if (base::is_ascii_alnum(c) || c == '-' || c == '_' || c == '~') {
      regular += c;
    } else {
      for (const char digit : text.substr(i, 3)) {
        regular += base::is_ascii_lower(digit) ? static_cast<char>(digit - 'a' + 'A') : digit;
      }
    }
    i += 2;
  }
  return regular;
}

// "#!/news" and "#/news" select content in pages that are applications; other fragments are places in one page.
bool selects_content(std::string_view fragment) { return fragment.starts_with('!') || fragment.starts_with('/'); }

}  // namespace

Url canonicalize(const Url& url, const CanonicalRules& rules) {
  Url target = url;
  for (int layers = 0; rules.unwrap_proxies && layers < 3; ++layers) {
    const std::optional<Url> inner = proxied(target);
    if (!inner) break;
    target = *inner;
  }
  if (!target.is_http()) return target;
  std::string text = target.href().substr(0, target.href().find_first_of("?#"));
  text = regular_encoding(text);
  const std::string query =
      rules.drop_tracking_parameters ? without_tracking(target.query()) : std::string(target.query());
  if (!query.empty()) text += "?" + regular_encoding(query);
  if (target.has_fragment() && (!rules.drop_fragment || selects_content(target.fragment()))) {
    text += "#" + std::string(target.fragment());
  }
  return parse_url(text).value_or(target);
}

std::string comparison_key(const Url& canonical) {
  if (!canonical.is_http()) return canonical.href();
  std::string_view host = canonical.host();
  if (host.starts_with("www.")) host.remove_prefix(4);
  std::string key(host);
  if (canonical.port()) key += ":" + std::to_string(*canonical.port());
  std::string_view path = canonical.path();
  while (path.ends_with('/')) path.remove_suffix(1);
  key += path;
  std::vector<std::string_view> parameters = base::split(canonical.query(), '&');
  std::sort(parameters.begin(), parameters.end());
  for (const std::string_view parameter : parameters) {
    if (!parameter.empty()) key += "&" + std::string(parameter);
  }
  if (canonical.has_fragment()) key += "#" + std::string(canonical.fragment());
  return key;
}

}  // namespace commonplace
