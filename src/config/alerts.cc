#include "config/alerts.h"

#include <algorithm>

#include "commonplace/url.h"
#include "config/keys.h"
#include "config/networks.h"

namespace commonplace::config {
namespace {

// A webhook's address is a secret in itself, so no message repeats it.
void read_webhook(const Value& value, std::string& target) {
  std::string text;
  if (!value.read_secret(text) || !value.is_filled_in(text)) return;
  const Result<Url> url = parse_url(text);
  if (!url || !url->is_http() || url->host().empty()) {
    value.complain("'webhook' is not an http or https address");
    return;
  }
  target = url->href();
}

constexpr Key<Alerts> kAlerts[] = {
    {"webhook", "", "where to POST, which alerts must have; nothing ever shows it",
     R"("https://chat.library.example/hooks/${env:HOOK_TOKEN}")",
     [](const Value& v, Alerts& a) { read_webhook(v, a.webhook); }},
    {"after", "\"6h\"", "how long a failure lasts before it is told; whatever else happens is told at once", R"("1d")",
     [](const Value& v, Alerts& a) { v.read(a.after); }},
    {"headers", "", "sent with each POST", R"({ Authorization = "Bearer ${env:ALERT_TOKEN}" })",
     [](const Value& v, Alerts& a) { v.read_headers(a.headers); }},
    {"allow_networks", "[]", "private ranges that the webhook may live in, besides those of the service",
     R"(["10.20.0.0/16"])", [](const Value& v, Alerts& a) { read_networks(v, a.allow_networks); }},
};

}  // namespace

std::span<const Key<Alerts>> alerts_keys() { return kAlerts; }

void read_alerts(const Value& value, Alerts& target) {
  const toml::table* table = value.node().as_table();
  if (!table) {
    value.complain("'alerts' must be a table such as { webhook = \"https://…\", after = \"6h\" }");
    return;
  }
  Alerts alerts;
  for (const auto& [name, node] : *table) {
    const auto key = std::ranges::find(kAlerts, name.str(), &Key<Alerts>::name);
    const Value inner(name.str(), node, value.reporter(), value.place());
    if (key == std::end(kAlerts)) {
      inner.complain("unknown key '" + std::string(name.str()) +
                     "' in alerts; it has webhook, after, headers and allow_networks");
    } else {
      key->read(inner, alerts);
    }
  }
  if (!table->contains("webhook")) value.complain("'alerts' needs a 'webhook', the address to POST to");
  target = std::move(alerts);
}

}  // namespace commonplace::config
