#include "config/keys.h"

#include <algorithm>

#include "commonplace/url.h"
#include "config/alerts.h"
#include "config/networks.h"
#include "runtime/listen_address.h"
#include "text/zone.h"

namespace commonplace::config {
namespace {

void read_zone(const Value& value, std::string& target) {
  std::string name;
  if (!value.read(name)) return;
  if (!text::find_zone(name)) {
    value.complain("'" + name + "' is not a time zone; write a name such as \"Europe/Paris\" or \"UTC\"");
    return;
  }
  target = name;
}

bool is_listen_address(const Value& value, const std::string& address) {
  if (runtime::parse_listen_address(address)) return true;
  value.complain("'" + address +
                 "' is not an address to listen on; write ADDRESS:PORT, the address in digits (such as 127.0.0.1 or "
                 "[::1]), or unix:/PATH");
  return false;
}

void read_listen(const Value& value, std::vector<std::string>& target) {
  std::vector<std::string> addresses;
  if (!value.read(addresses)) return;
  if (addresses.empty()) {
    value.complain("'listen' is empty; write at least one address such as \"127.0.0.1:8080\"");
    return;
  }
  const auto is_good = [&value](const std::string& address) { return is_listen_address(value, address); };
  if (std::ranges::all_of(addresses, is_good)) target = std::move(addresses);
}

void read_admin_listen(const Value& value, std::string& target) {
  std::string address;
  if (value.read(address) && is_listen_address(value, address)) target = address;
}

void read_public_url(const Value& value, std::string& target) {
  std::string url;
  if (!value.read_http_url(url)) return;
  while (url.ends_with('/')) url.pop_back();
  target = url;
}

void read_database(const Value& value, std::string& target) {
  std::string url;
  if (!value.read_secret(url) || !value.is_filled_in(url)) return;
  if (!url.starts_with("sqlite:") || url.size() <= 7) {
    value.complain("'database' must be \"sqlite:PATH\"; this version has no other store");
    return;
  }
  target = url;
}

void read_language(const Value& value, std::string& target) {
  constexpr std::string_view kLanguages[] = {"en", "fr", "es", "de"};
  std::string language;
  if (!value.read(language)) return;
  if (std::find(std::begin(kLanguages), std::end(kLanguages), language) == std::end(kLanguages)) {
    value.complain("pages are written in en, fr, es or de, not in '" + language + "'");
    return;
  }
  target = language;
}

void read_source_url(const Value& value, std::string& target) {
  std::string text;
  if (!value.read(text)) return;
  if (text.starts_with("file:")) {  // the loader resolves it below file_root
    target = text;
    return;
  }
  const Result<Url> url = parse_url(text);
  if (!url || !url->is_http() || url->host().empty()) {
    value.complain("'" + without_userinfo(text) + "' is not the address of a feed; write an http, https or file: URL");
    return;
  }
  target = url->href();
}

void read_proxy(const Value& value, std::string& target) {
  constexpr std::string_view kSchemes[] = {"http", "https", "socks5", "socks5h"};
  std::string text;
  if (!value.read_secret(text)) return;
  if (!value.is_filled_in(text)) {
    target = text;
    return;
  }
  const Result<Url> url = parse_url(text.find("://") == std::string::npos ? "http://" + text : text);
  if (!url || url->host().empty() || std::ranges::find(kSchemes, url->scheme()) == std::end(kSchemes)) {
    value.complain("'" + without_userinfo(text) +
                   "' is not a proxy; write its address such as \"http://proxy.example:3128\", which may also be "
                   "https, socks5 or socks5h");
    return;
  }
  target = text;
}

void read_image(const Value& value, std::optional<TopicImage>& target) {
  std::map<std::string, std::string> parts;
  if (!value.read(parts)) return;
  TopicImage image;
  const std::map<std::string_view, std::string*> known = {{"url", &image.url},
                                                          {"alt", &image.alt},
                                                          {"credit", &image.credit},
                                                          {"license", &image.license},
                                                          {"license_url", &image.license_url}};
  for (const auto& [name, text] : parts) {
    if (const auto part = known.find(name); part != known.end()) {
      *part->second = text;
    } else {
      value.complain("unknown key '" + name + "' in image; it has url, alt, credit, license and license_url");
    }
  }
  const Result<Url> url = parse_url(image.url);
  if (!url || !url->is_http()) value.complain("an image needs a 'url' that is http or https");
  target = std::move(image);
}

constexpr Key<Service> kService[] = {
    {"title", "\"commonplace\"", "the name of the service, on every page and feed", R"("Library partner news")",
     [](const Value& v, Service& s) { v.read(s.title); }},
    {"public_url", "http://<first TCP listen>",
     "the base of every published link and id; set it before the first reader subscribes, and keep it",
     R"("https://news.library.example")", [](const Value& v, Service& s) { read_public_url(v, s.public_url); }},
    {"listen", "[\"127.0.0.1:8080\"]",
     "where readers are answered: `ADDRESS:PORT`, `[IPV6]:PORT` or `unix:/PATH`; sockets that systemd opened take its "
     "place",
     R"(["127.0.0.1:8080", "unix:/run/commonplace/http.sock"])",
     [](const Value& v, Service& s) { read_listen(v, s.listen); }},
    {"admin_listen", "\"127.0.0.1:8081\"",
     "status, metrics and orders, and where the commands look for the daemon; never open this to the public",
     R"("unix:/run/commonplace/admin.sock")", [](const Value& v, Service& s) { read_admin_listen(v, s.admin_listen); }},
    {"database", "\"sqlite:commonplace.db\"",
     "`sqlite:PATH`, relative to the working directory; in `/var/lib/commonplace` where that folder exists",
     R"("sqlite:/srv/commonplace/news.db")", [](const Value& v, Service& s) { read_database(v, s.database); }},
    {"contact", "", "goes into the User-Agent, so that publishers can reach you", R"("mailto:ops@library.example")",
     [](const Value& v, Service& s) { v.read(s.contact); }},
    {"timezone", "\"UTC\"", "of the dates shown on pages", R"("America/Los_Angeles")",
     [](const Value& v, Service& s) { read_zone(v, s.timezone); }},
    {"language", "\"en\"", "of labels and dates on pages: `en`, `fr`, `es` or `de`", R"("fr")",
     [](const Value& v, Service& s) { read_language(v, s.language); }},
    {"allow_networks", "[]", "private ranges that sources may live in: `CIDR`, `CIDR:port` or `[IPv6CIDR]:port`",
     R"(["10.20.0.0/16", "10.30.0.5:8080", "[fd00::/8]:443"])",
     [](const Value& v, Service& s) { read_networks(v, s.allow_networks); }},
    {"host_rate", "0.5", "requests a second to one host; four times that to all hosts of one domain", "0.2",
     [](const Value& v, Service& s) { v.read(s.host_rate, 0.001); }},
    {"file_root", "",
     "folder below which `file:` sources are allowed, relative to the drop-ins; without it there are none",
     R"("samples")", [](const Value& v, Service& s) { v.read(s.file_root); }},
    {"host_connections", "2", "requests at a time to one host; four times that to all hosts of one domain", "1",
     [](const Value& v, Service& s) { v.read(s.host_connections, 1, 64); }},
    {"parallel", "64", "transfers in flight", "16", [](const Value& v, Service& s) { v.read(s.parallel, 1, 1024); }},
    {"log_level", "\"info\"", "`debug`, `info`, `warn` or `error`", R"("warn")",
     [](const Value& v, Service& s) {
       if (v.read_choice({"debug", "info", "warn", "error"})) v.read(s.log_level);
     }},
    {"hub", "", "an external WebSub hub", R"("https://hub.library.example/")",
     [](const Value& v, Service& s) { v.read_http_url(s.hub); }},
    {"keep", "\"2y\"", "how long entries are kept", R"("5y")", [](const Value& v, Service& s) { v.read(s.keep); }},
    {"alerts", "", "a webhook that is told of sources in trouble: `{ webhook, after, headers, allow_networks }`",
     R"({ webhook = "https://chat.library.example/hooks/${env:HOOK_TOKEN}", after = "6h" })",
     [](const Value& v, Service& s) { read_alerts(v, s.alerts); }},
};

constexpr Key<Source> kSource[] = {
    {"url", "", "the feed, which a source must have: http, https, or `file:NAME` below `file_root`",
     R"("https://lakeland.example/news.rss")", [](const Value& v, Source& s) { read_source_url(v, s.url); }},
    {"title", "", "shown instead of the feed's own title", R"("Lakeland Regional Library System")",
     [](const Value& v, Source& s) { v.read(s.title); }},
    {"homepage", "", "the publisher's site, where the feed does not say it; base of the links of a `file:` source",
     R"("https://lakeland.example/news/")", [](const Value& v, Source& s) { v.read_http_url(s.homepage); }},
    {"type", "\"News\"", "type of entries that nothing else decides", R"("Announcement")",
     [](const Value& v, Source& s) { v.read(s.type); }},
    {"types", "", "queries that set another type", R"({ Webinar = 'webinar OR "live session"' })",
     [](const Value& v, Source& s) {
       if (!v.read(s.types)) return;
       for (const auto& [type, query] : s.types) {
         std::string checked;
         Value(type, *v.node().as_table()->get(type), v.reporter(), v.place()).read_query(checked);
       }
     }},
    {"tags", "[]", "for `#tag` in a topic's `sources`, and `tag:` in queries", R"(["partners", "county"])",
     [](const Value& v, Source& s) { v.read(s.tags); }},
    {"priority", "100", "which copy of a story leads: lower wins", "10",
     [](const Value& v, Source& s) { v.read(s.priority, 0, 1'000'000); }},
    {"language", "", "of entries that declare none", R"("en")", [](const Value& v, Source& s) { v.read(s.language); }},
    {"timezone", "\"UTC\"", "of dates without an offset", R"("America/New_York")",
     [](const Value& v, Source& s) { read_zone(v, s.timezone); }},
    {"ignore_offset", "false", "read dates in `timezone` even where they have an offset, because it is wrong", "true",
     [](const Value& v, Source& s) { v.read(s.ignore_offset); }},
    {"interval", "\"1h\"",
     "how often to ask a source that is not known yet; it adapts to how often the source really publishes", R"("30m")",
     [](const Value& v, Source& s) { v.read(s.interval); }},
    {"min_interval", "\"15m\"", "never more often than this, whatever its rhythm and the publisher say", R"("5m")",
     [](const Value& v, Source& s) { v.read(s.min_interval); }},
    {"max_interval", "\"12h\"", "never less often than this", R"("1d")",
     [](const Value& v, Source& s) { v.read(s.max_interval); }},
    {"rights", "\"excerpt\"", "what may be republished: `excerpt` or `full`", R"("full")",
     [](const Value& v, Source& s) {
       if (const auto choice = v.read_choice({"excerpt", "full"}))
         s.rights = *choice == 0 ? Republish::Excerpt : Republish::Full;
     }},
    {"license", "", "of the text, where the feed names none", R"("CC BY 4.0")",
     [](const Value& v, Source& s) { v.read(s.license); }},
    {"include", "", "query: keep only what matches", "'librar* OR archive*'",
     [](const Value& v, Source& s) { v.read_query(s.include); }},
    {"exclude", "", "query: leave out what matches", "'title:advertisement'",
     [](const Value& v, Source& s) { v.read_query(s.exclude); }},
    {"future_dates", "\"first-seen\"",
     "what a date more than a day ahead means: `first-seen`, it is not to be trusted; `hold`, shown when due; `event`, "
     "when it takes place",
     R"("event")",
     [](const Value& v, Source& s) {
       if (const auto choice = v.read_choice({"first-seen", "hold", "event"}))
         s.future_dates = static_cast<FutureDates>(*choice);
     }},
    {"headers", "", "sent with each request; values may hold `${env:NAME}` and `${file:PATH}`",
     R"({ Authorization = "Bearer ${env:PARTNER_TOKEN}" })",
     [](const Value& v, Source& s) { v.read_headers(s.headers); }},
    {"username", "", "for HTTP basic or digest", R"("library")",
     [](const Value& v, Source& s) { v.read_secret(s.username); }},
    {"password", "", "for HTTP basic or digest", R"("${env:PARTNER_PASSWORD}")",
     [](const Value& v, Source& s) { v.read_secret(s.password); }},
    {"proxy", "", "by way of this one: http, https, socks5 or socks5h", R"("socks5h://127.0.0.1:1080")",
     [](const Value& v, Source& s) { read_proxy(v, s.proxy); }},
    {"allow_networks", "[]", "private ranges that this source may live in", R"(["192.168.7.0/24"])",
     [](const Value& v, Source& s) { read_networks(v, s.allow_networks); }},
    {"http_version", "", "`1.1` or `2` where the server needs one", R"("1.1")",
     [](const Value& v, Source& s) {
       if (v.read_choice({"1.1", "2"})) v.read(s.http_version);
     }},
    {"enabled", "true", "`false`: not asked; what it brought stays", "false",
     [](const Value& v, Source& s) { v.read(s.enabled); }},
    {"backfill", "0", "entries to fetch from the source's own archive pages at the first poll", "200",
     [](const Value& v, Source& s) { v.read(s.backfill, 0, 10'000); }},
    {"keep", "\"2y\"", "how long entries are kept", R"("90d")", [](const Value& v, Source& s) { v.read(s.keep); }},
};

// What /entries/KEY ends in.
bool is_entry_key(std::string_view text) {
  constexpr std::size_t kLength = 12;
  return text.size() == kLength && text.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz") == std::string_view::npos;
}

void read_keys(const Value& value, std::vector<std::string>& target) {
  std::vector<std::string> keys;
  if (!value.read(keys)) return;
  for (const std::string& key : keys) {
    if (is_entry_key(key)) continue;
    value.complain("'" + key + "' is not the key of an entry; write the 12 characters in /entries/KEY");
    return;
  }
  target = std::move(keys);
}

// "public", or the tokens: a list, or { tokens = [...] }.
void read_access(const Value& value, Topic& topic) {
  constexpr std::size_t kShortest = 8;
  const toml::node* node = &value.node();
  if (const auto word = node->value_exact<std::string>(); word && *word == "public") return topic.tokens.clear();
  if (const toml::table* table = node->as_table()) node = table->size() == 1 ? table->get("tokens") : nullptr;
  const toml::array* list = node ? node->as_array() : nullptr;
  std::vector<std::string> tokens;
  bool is_good = list && !list->empty();
  for (std::size_t i = 0; is_good && i < list->size(); ++i) {
    const Value one(value.key(), *list->get(i), value.reporter(), value.place());
    bool is_there = false;
    if (!one.read_token(tokens.emplace_back(), is_there)) return;
    if (!is_there) {
      tokens.pop_back();
      continue;
    }
    if (tokens.back().size() >= kShortest || !value.is_filled_in(tokens.back())) continue;
    one.complain("a token in 'access' is too short to be one; it must have 8 characters at least");
    return;
  }
  if (!is_good) {
    value.complain("'access' must be \"public\" or a list of tokens: [\"${env:BRANCH_TOKEN}\"]");
    return;
  }
  topic.is_closed = tokens.empty();
  topic.tokens = std::move(tokens);
}

void read_age(const Value& value, std::optional<std::chrono::seconds>& target) {
  std::chrono::seconds age{0};
  if (value.read(age)) target = age;
}

void read_key_pairs(const Value& value, StoryRulings::Pairs& target) {
  const std::string name(value.key());
  const toml::array* list = value.node().as_array();
  if (!list) {
    value.complain("'" + name + "' must list pairs of entry keys: [[\"KEY\", \"KEY\"]]");
    return;
  }
  for (const toml::node& element : *list) {
    const toml::array* pair = element.as_array();
    const auto key = [pair](std::size_t index) { return pair->get(index)->value_exact<std::string>().value_or(""); };
    if (!pair || pair->size() != 2 || !is_entry_key(key(0)) || !is_entry_key(key(1)) || key(0) == key(1)) {
      value.reporter().error(element.source(), "'" + name +
                                                   "' takes pairs of two entry keys, such as the 12 characters in "
                                                   "/entries/KEY: [\"KEY\", \"KEY\"]");
      return;
    }
    target.emplace_back(key(0), key(1));
  }
}

constexpr Key<PageRules> kPage[] = {
    {"entries", "", "the elements that are entries; a page must have this", R"("//div[@class='news-item']")",
     [](const Value& v, PageRules& p) { v.read(p.entries); }},
    {"title", "", "the title", R"(".//h3")", [](const Value& v, PageRules& p) { v.read(p.title); }},
    {"link", "", "the link", R"(".//h3/a/@href")", [](const Value& v, PageRules& p) { v.read(p.link); }},
    {"date", "", "the date", R"(".//time/@datetime")", [](const Value& v, PageRules& p) { v.read(p.date); }},
    {"summary", "", "the summary", R"(".//p[@class='excerpt']")",
     [](const Value& v, PageRules& p) { v.read(p.summary); }},
    {"meta", "", "a text that holds type and date together, which `meta_pattern` takes apart",
     R"(".//p[@class='meta']")", [](const Value& v, PageRules& p) { v.read(p.meta); }},
    {"meta_pattern", "", "RE2 with the named groups `type` and `date`",
     R"('Publish Date: (?P<type>\w+) / (?P<date>.+)')", [](const Value& v, PageRules& p) { v.read(p.meta_pattern); }},
};

constexpr Key<Topic> kTopic[] = {
    {"title", "", "shown on the page and in feeds; the slug where there is none", R"("Partnerships & collaboration")",
     [](const Value& v, Topic& t) { v.read(t.title); }},
    {"description", "", "a paragraph about the topic",
     R"("Schools, clinics, museums, the people next door: what was tried, and what became of it.")",
     [](const Value& v, Topic& t) { v.read(t.description); }},
    {"match", "", "query; empty: everything", R"('partner* OR collaborat* OR "community engagement"')",
     [](const Value& v, Topic& t) { v.read_query(t.match); }},
    {"sources", "[]", "slugs and `#tags`; empty: all", R"(["lakeland", "#partners"])",
     [](const Value& v, Topic& t) { v.read(t.sources); }},
    {"types", "[]", "only these types; empty: all", R"(["News", "Webinar"])",
     [](const Value& v, Topic& t) { v.read(t.types); }},
    {"languages", "[]", "only these languages; empty: all", R"(["en", "fr"])",
     [](const Value& v, Topic& t) { v.read(t.languages); }},
    {"limit", "20", "stories in the feed and on the page, 500 at most", "50",
     [](const Value& v, Topic& t) { v.read(t.limit, 1, 500); }},
    {"image", "", "`{ url, alt, credit, license, license_url }`; always shown with its credit and licence",
     R"({ url = "https://img.library.example/table.jpg", alt = "Six people around a table", credit = "Teo Lindqvist", license = "CC BY 4.0", license_url = "https://creativecommons.org/licenses/by/4.0/" })",
     [](const Value& v, Topic& t) { read_image(v, t.image); }},
    {"related", "[]", "slugs of topics to point at", R"(["community-engagement"])",
     [](const Value& v, Topic& t) { v.read(t.related); }},
    {"max_age", "", "leave out what was published longer ago; it leaves by itself when its time has come", R"("365d")",
     [](const Value& v, Topic& t) { read_age(v, t.max_age); }},
    {"per_source", "", "at most so many stories of one source among them, counted by the copy that leads", "5",
     [](const Value& v, Topic& t) {
       std::size_t most = 0;
       if (v.read(most, 1, 500)) t.per_source = most;
     }},
    {"pin", "[]",
     "keys of entries that come first on the page, whatever their age and whether or not the rule takes them; the feed "
     "keeps its order",
     R"(["0123456789ab"])", [](const Value& v, Topic& t) { read_keys(v, t.pin); }},
    {"hide", "[]",
     "keys of entries that are left out of page and feed, and retracted; a story with such a copy is left out whole",
     R"(["0123456789ab"])", [](const Value& v, Topic& t) { read_keys(v, t.hide); }},
    {"access", "\"public\"", "or a list of tokens of 8 characters at least: who may read the topic",
     R"(["${env:BRANCH_TOKEN}"])", [](const Value& v, Topic& t) { read_access(v, t); }},
};

constexpr Key<StoryRulings> kStories[] = {
    {"join", "[]", "pairs of entry keys that are one story", R"([["0123456789ab", "cdefghjkmnpq"]])",
     [](const Value& v, StoryRulings& s) { read_key_pairs(v, s.join); }},
    {"split", "[]",
     "pairs of entry keys that are not one story, however alike; what is parted stays parted while this stands",
     R"([["0123456789ab", "cdefghjkmnpq"]])", [](const Value& v, StoryRulings& s) { read_key_pairs(v, s.split); }},
};

}  // namespace

std::span<const Key<Service>> service_keys() { return kService; }
std::span<const Key<Source>> source_keys() { return kSource; }
std::span<const Key<PageRules>> page_keys() { return kPage; }
std::span<const Key<Topic>> topic_keys() { return kTopic; }
std::span<const Key<StoryRulings>> stories_keys() { return kStories; }

}  // namespace commonplace::config
