#include <gtest/gtest.h>

#include "config/config.h"
#include "config/value.h"

namespace commonplace::config {
namespace {

using namespace std::chrono_literals;

Loaded load_one(std::string text) { return load({{"one.toml", std::move(text)}}, {"/etc/feeds.d", false, {}}); }

std::vector<std::string> printed(const Loaded& loaded) {
  std::vector<std::string> lines;
  for (const Message& message : loaded.messages) lines.push_back(message.to_string());
  return lines;
}

TEST(Load, ReadsASourceAndATopic) {
  const Loaded loaded = load_one(R"(
[service]
title = "Library partner news"
public_url = "https://news.example.org/"

[defaults]
interval = "2h"

[source.webjunction]
url = "https://www.webjunction.org/feed"
tags = ["partners", "national"]
types = { Webinar = 'webinar OR "live session"' }
priority = 10

[topic.partnerships]
title = "Partnerships"
match = "partner*"
sources = ["webjunction", "#partners"]
image = { url = "https://img.example/p.jpg", credit = "jenlen", license = "CC BY-NC-ND 2.0" }
)");
  EXPECT_EQ(printed(loaded), std::vector<std::string>{});
  EXPECT_EQ(loaded.config.service.public_url, "https://news.example.org");
  ASSERT_EQ(loaded.config.sources.size(), 1u);
  const Source& source = loaded.config.sources[0];
  EXPECT_EQ(source.slug, "webjunction");
  EXPECT_EQ(source.interval, 2h);
  EXPECT_EQ(source.min_interval, 15min);
  EXPECT_EQ(source.priority, 10);
  EXPECT_EQ(source.types.at("Webinar"), "webinar OR \"live session\"");
  ASSERT_EQ(loaded.config.topics.size(), 1u);
  EXPECT_EQ(loaded.config.topics[0].image->credit, "jenlen");
  EXPECT_EQ(loaded.config.topics[0].limit, 20u);
}

TEST(Load, DocumentedDefaultsHold) {
  const Service service = load_one("").config.service;
  EXPECT_EQ(service.title, "commonplace");
  EXPECT_EQ(service.listen, std::vector<std::string>{"127.0.0.1:8080"});
  EXPECT_EQ(service.admin_listen, "127.0.0.1:8081");
  EXPECT_EQ(service.public_url, "http://127.0.0.1:8080");
  EXPECT_EQ(service.database, "sqlite:commonplace.db");
  EXPECT_EQ(service.timezone, "UTC");
  EXPECT_EQ(service.parallel, 64);
  EXPECT_EQ(load({}, {"/etc/feeds.d", true, {}}).config.service.database, "sqlite:/var/lib/commonplace/commonplace.db");
}

TEST(Load, SaysWhatIsWrongAndWhere) {
  struct Case {
    const char* name;
    const char* text;
    const char* message;
  };
  const Case cases[] = {
      {"syntax", "[source.a\nurl = 1", "one.toml:1:10: error: "},
      {"unknown key", "[source.a]\nurl = \"https://a.example/\"\ninterwal = \"1h\"",
       "one.toml:3:1: error: unknown key 'interwal' in [source.a]; did you mean 'interval'?"},
      {"unknown key of service", "[service]\ntitel = \"x\"",
       "one.toml:2:1: error: unknown key 'titel' in [service]; did you mean 'title'?"},
      {"unknown table", "[sources.a]\nurl = \"https://a.example/\"",
       "one.toml:1:2: error: unknown table 'sources'; did you mean 'source'?"},
      {"wrong type", "[source.a]\nurl = \"https://a.example/\"\ntags = 7",
       "one.toml:3:8: error: 'tags' must be a list of strings, not an integer"},
      {"wrong type of a boolean", "[source.a]\nurl = \"https://a.example/\"\nenabled = \"yes\"",
       "one.toml:3:11: error: 'enabled' must be true or false, not a string"},
      {"no url", "[source.a]\ntitle = \"x\"", "one.toml:1:9: error: source 'a' has no 'url'"},
      {"bad url", "[source.a]\nurl = \"ftp://a.example/\"",
       "one.toml:2:7: error: 'ftp://a.example/' is not the address of a feed; write an http, https or file: URL"},
      {"bad duration", "[source.a]\nurl = \"https://a.example/\"\ninterval = \"soon\"",
       "one.toml:3:12: error: 'soon' is not a duration; write a number and s, m, h, d, w or y, such as \"15m\" or "
       "\"30d\""},
      {"bad slug", "[source.A_b]\nurl = \"https://a.example/\"",
       "one.toml:1:9: error: 'A_b' is not a slug: use a to z, 0 to 9 and '-', at most 63 of them"},
      {"bad zone", "[service]\ntimezone = \"Mars/Olympus\"",
       "one.toml:2:12: error: 'Mars/Olympus' is not a time zone; write a name such as \"Europe/Paris\" or \"UTC\""},
      {"bad choice", "[source.a]\nurl = \"https://a.example/\"\nrights = \"all\"",
       "one.toml:3:10: error: 'rights' is 'all'; it must be one of excerpt, full"},
      {"file without root", "[source.a]\nurl = \"file:a.rss\"",
       "one.toml:2:7: error: file: sources need 'file_root' in [service]"},
      {"missing secret", "[source.a]\nurl = \"https://a.example/\"\nheaders = { X = \"${env:NO_SUCH}\" }",
       "one.toml:3:18: error: the environment has no variable 'NO_SUCH'"},
      {"a header with its colon", "[source.a]\nurl = \"https://a.example/\"\nheaders = { \"Bad Name:\" = \"x\" }",
       "one.toml:3:13: error: 'Bad Name:' is no name of a header; write one such as \"X-Key\", without a colon"},
      {"a header of two lines", "[source.a]\nurl = \"https://a.example/\"\nheaders = { X = \"s3cret\\r\\nEvil: 1\" }",
       "one.toml:3:17: error: the value of 'X' has a line break or a control character; write one line"},
      {"number out of range", "[topic.a]\nlimit = 0", "one.toml:2:9: error: 'limit' must be from 1 to 500, not 0"},
      {"age", "[topic.a]\nmax_age = \"old\"", "one.toml:2:11: error: 'old' is not a duration; write"},
      {"number of one source", "[topic.a]\nper_source = 0",
       "one.toml:2:14: error: 'per_source' must be from 1 to 500, not 0"},
      {"key that is none", "[topic.a]\nhide = [\"0123456789ab\", \"a-slug\"]",
       "one.toml:2:8: error: 'a-slug' is not the key of an entry; write the 12 characters in /entries/KEY"},
      {"database", "[service]\ndatabase = \"mysql://x\"",
       "one.toml:2:12: error: 'database' must be \"sqlite:PATH\"; this version has no other store"},
      {"alerts that are no table", "[service]\nalerts = \"https://chat.example/\"",
       "one.toml:2:10: error: 'alerts' must be a table such as { webhook = \"https://…\", after = \"6h\" }"},
      {"alerts to nobody", "[service]\nalerts = { after = \"1h\" }",
       "one.toml:2:10: error: 'alerts' needs a 'webhook', the address to POST to"},
      {"a webhook that is no address", "[service]\nalerts = { webhook = \"mailto:s3cret@a.example\" }",
       "one.toml:2:22: error: 'webhook' is not an http or https address"},
      {"unknown key of alerts", "[service]\nalerts = { webhook = \"https://a.example/\", urgent = true }",
       "one.toml:2:53: error: unknown key 'urgent' in alerts; it has webhook, after, headers and allow_networks"},
      {"listen", "[service]\nlisten = [\"here\"]",
       "one.toml:2:10: error: 'here' is not an address to listen on; write ADDRESS:PORT, the address in digits"},
      {"listen at a name", "[service]\nlisten = [\"127.0.0.1:80\", \"library.example:8080\"]",
       "one.toml:2:10: error: 'library.example:8080' is not an address to listen on; write ADDRESS:PORT"},
      {"listen on a relative path", "[service]\nadmin_listen = \"unix:admin.sock\"",
       "one.toml:2:16: error: 'unix:admin.sock' is not an address to listen on; write ADDRESS:PORT"},
      {"networks", "[service]\nallow_networks = [\"10.0.0.0/8\", \"10.0.0.0/33\"]",
       "one.toml:2:18: error: allow_networks: \"10.0.0.0/33\" is not an address range; write 10.20.0.0/16"},
      {"networks of a source", "[source.a]\nurl = \"https://a.example/\"\nallow_networks = [\"intranet\"]",
       "one.toml:3:18: error: allow_networks: \"intranet\" is not an address range; write 10.20.0.0/16"},
      {"networks of alerts",
       "[service]\nalerts = { webhook = \"https://a.example/\", allow_networks = [\"300.0.0.1\"] }",
       "one.toml:2:61: error: allow_networks: \"300.0.0.1\" is not an address range"},
      {"a proxy that is none", "[source.a]\nurl = \"https://a.example/\"\nproxy = \"ftp://me:s3cret@proxy.example:21\"",
       "one.toml:3:9: error: 'ftp://proxy.example/' is not a proxy; write its address such as"},
      {"a page without entries", "[source.a]\nurl = \"https://a.example/\"\n[source.a.page]\ntitle = \".//h3\"",
       "one.toml:3:1: error: source 'a': entries is missing"},
      {"a page with a broken XPath",
       "[source.a]\nurl = \"https://a.example/\"\n[source.a.page]\nentries = \"//p\"\ntitle = \".//h3[\"",
       "one.toml:3:1: error: source 'a': title"},
      {"a page with a broken pattern",
       "[source.a]\nurl = \"https://a.example/\"\n[source.a.page]\nentries = \"//p\"\nmeta_pattern = \"(\"",
       "one.toml:3:1: error: source 'a': meta_pattern"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Loaded loaded = load_one(c.text);
    ASSERT_FALSE(loaded.messages.empty());
    EXPECT_EQ(loaded.messages[0].to_string().substr(0, std::string(c.message).size()), c.message);
  }
}

TEST(Load, PointsIntoABrokenQuery) {
  const struct {
    std::string_view text, message, query;
    std::size_t offset;
  } cases[] = {
      {"[topic.a]\nmatch = 'library AND'",
       "one.toml:2:21: error: in 'match': expected a word, a phrase or '(' after AND", "library AND", 11},
      {"[topic.a]\nmatch = \"\\\"a\\\" AND\"",
       "one.toml:2:19: error: in 'match': expected a word, a phrase or '(' after AND", "\"a\" AND", 7},
      {"[topic.a]\nmatch = '''\n  図書館\n  )'''", "one.toml:4:3: error: in 'match': this ')' closes nothing",
       "  図書館\n  )", 14},
      {"[source.a]\nurl = 'https://a.example/'\ntypes = { Webinar = 'titel:a' }",
       "one.toml:3:22: error: in 'Webinar': unknown field 'titel:'; did you mean 'title:'?", "titel:a", 0},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const Loaded loaded = load_one(std::string(c.text));
    ASSERT_EQ(loaded.messages.size(), 1u);
    EXPECT_EQ(loaded.messages[0].to_string(), c.message);
    EXPECT_EQ(loaded.messages[0].query, c.query);
    EXPECT_EQ(loaded.messages[0].query_offset, c.offset);
  }
}

TEST(Load, LeavesOutOnlyTheBadFile) {
  const Loaded loaded = load({{"a.toml", "[source.a]\nurl = \"https://a.example/\""},
                              {"b.toml", "[source.b]\nurl = 5"},
                              {"c.toml", "not toml at all"},
                              {"d.toml", "[topic.d]\ntitle = \"D\""}},
                             {"/etc/feeds.d", false, {}});
  EXPECT_EQ(loaded.rejected, (std::vector<std::string>{"b.toml", "c.toml"}));
  EXPECT_FALSE(loaded.service_bad);
  EXPECT_EQ(loaded.config.sources.size(), 1u);
  EXPECT_EQ(loaded.config.topics.size(), 1u);
}

TEST(Load, NamesBothPlacesOfADuplicateSlugAndLeavesOutTheLater) {
  const Loaded loaded = load({{"a.toml", "[source.lwn]\nurl = \"https://a.example/\""},
                              {"b.toml", "[source.lwn]\nurl = \"https://b.example/\""}},
                             {"/etc/feeds.d", false, {}});
  ASSERT_EQ(loaded.messages.size(), 1u);
  EXPECT_EQ(loaded.messages[0].to_string(), "b.toml:1:9: error: source 'lwn' is already in a.toml:1:9");
  ASSERT_EQ(loaded.config.sources.size(), 1u);
  EXPECT_EQ(loaded.config.sources[0].url, "https://a.example/");
}

TEST(Load, OnlyABadServiceStopsTheDaemon) {
  EXPECT_TRUE(load_one("[service]\nlisten = 5").service_bad);
  EXPECT_TRUE(load_one("[service]\ntitle = \"unclosed").service_bad);
  EXPECT_FALSE(load_one("[service]\ntitle = \"x\"\n[source.a]\nurl = 5").service_bad);
  EXPECT_EQ(load_one("[service]\ntitle = \"x\"\n[source.a]\nurl = 5").config.service.title, "x");
}

TEST(Load, KeepsFileSourcesBelowTheirRoot) {
  struct Case {
    const char* url;
    const char* expected;  // empty: refused
  };
  const Case cases[] = {
      {"file:a.rss", "file:///etc/feeds.d/samples/a.rss"},
      {"file:sub/a%20b.rss", "file:///etc/feeds.d/samples/sub/a%20b.rss"},
      {"file:///etc/feeds.d/samples/a.rss", "file:///etc/feeds.d/samples/a.rss"},
      {"file:../secret", ""},
      {"file:///etc/passwd", ""},
      {"file:sub/../../secret", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.url);
    const Loaded loaded =
        load_one("[service]\nfile_root = \"samples\"\n[source.a]\nurl = \"" + std::string(c.url) + "\"");
    if (*c.expected) {
      EXPECT_EQ(printed(loaded), std::vector<std::string>{});
      ASSERT_EQ(loaded.config.sources.size(), 1u);
      EXPECT_EQ(loaded.config.sources[0].url, c.expected);
    } else {
      EXPECT_TRUE(loaded.config.sources.empty());
    }
  }
}

TEST(Load, FillsInSecretsFromTheEnvironment) {
  const Loaded loaded = load(
      {{"a.toml", "[source.a]\nurl = \"https://a.example/\"\nheaders = { Authorization = \"Bearer ${env:TOKEN}\" }"}},
      {"/etc/feeds.d", false, {{"TOKEN", "s3cret"}}});
  ASSERT_EQ(loaded.config.sources.size(), 1u);
  EXPECT_EQ(loaded.config.sources[0].headers.at("Authorization"), "Bearer s3cret");
}

TEST(Load, ReadsAlerts) {
  const Loaded loaded = load(
      {{"a.toml",
        "[service]\nalerts = { webhook = \"https://chat.example/hooks/${env:TOKEN}\", after = \"30m\", headers = { "
        "Authorization = \"Bearer ${env:TOKEN}\" }, allow_networks = [\"10.0.0.5:443\"] }"}},
      {"/etc/feeds.d", false, {{"TOKEN", "s3cret"}}});
  EXPECT_EQ(printed(loaded), std::vector<std::string>{});
  const Alerts& alerts = loaded.config.service.alerts;
  EXPECT_EQ(alerts.webhook, "https://chat.example/hooks/s3cret");
  EXPECT_EQ(alerts.after, 30min);
  EXPECT_EQ(alerts.headers.at("Authorization"), "Bearer s3cret");
  EXPECT_EQ(alerts.allow_networks, std::vector<std::string>{"10.0.0.5:443"});
  EXPECT_EQ(load_one("").config.service.alerts, Alerts{});
  EXPECT_EQ(load_one("[service]\nalerts = { webhook = \"http://a.example/\" }").config.service.alerts.after, 6h);
}

TEST(Load, LeavesReferencesToSecretsWhereTheyAreNotWanted) {
  Place place{"/etc/feeds.d", false, {}};
  place.secrets = Secrets::AsWritten;
  const Loaded loaded = load({{"a.toml",
                               "[source.a]\nurl = \"https://a.example/\"\npassword = \"${file:/none}\"\n"
                               "headers = { Authorization = \"Bearer ${env:NONE}\" }\n"
                               "[service]\ndatabase = \"${env:NONE}\"\nalerts = { webhook = \"${env:NONE}\" }"}},
                             place);
  EXPECT_EQ(printed(loaded), std::vector<std::string>{});
  ASSERT_EQ(loaded.config.sources.size(), 1u);
  EXPECT_EQ(loaded.config.sources[0].password, "${file:/none}");
  EXPECT_EQ(loaded.config.sources[0].headers.at("Authorization"), "Bearer ${env:NONE}");
}

TEST(Load, WarnsOfWhatCanHardlyBeMeant) {
  const std::string source =
      "[source.county]\nurl = 'https://county.example/'\ntags = ['local']\nlanguage = 'en'\n"
      "types = { Storytime = 'title:story' }\n[topic.b]\n[topic.a]\n";  // the next line is the eighth
  const struct {
    std::string text;
    std::vector<std::string> messages;
  } cases[] = {
      {"sources = ['county', '#local']\ntypes = ['news', 'storytime']\nlanguages = ['en-GB']\nrelated = ['b']\n"
       "match = 'type:storytime source:county tag:local lang:en'",
       {}},
      {"sources = ['conty', '#locl']",
       {"8:11: warning: topic 'a' gets nothing new: none of its sources is configured",
        "8:12: warning: topic 'a' names source 'conty', which nothing has; did you mean 'county'?",
        "8:21: warning: topic 'a' names tag '#locl', which nothing has; did you mean 'local'?"}},
      {"sources = ['county', '#remote']", {"8:22: warning: topic 'a' names tag '#remote', which nothing has"}},
      {"types = 'Webinr'", {"8:9: warning: no entry has the type 'Webinr'; did you mean 'Webinar'?"}},
      {"languages = ['english', 'de']",
       {"8:14: warning: 'english' is not a language tag such as en or pt-BR",
        "8:25: warning: no source is in the language 'de'"}},
      {"related = ['c']", {"8:12: warning: topic 'a' is related to 'c', which does not exist"}},
      {"pin = ['0123456789ab']\nhide = ['0123456789ab']",
       {"7:8: warning: topic 'a' pins and hides 0123456789ab; it stays hidden"}},
      {"match = '図書館 OR type:Webinr'", {"8:22: warning: no entry has the type 'Webinr'; did you mean 'Webinar'?"}},
      {"match = 'a -a'", {"8:12: warning: this never matches: the same is asked for and excluded"}},
      {"match = 'type:Event'\ntypes = ['News']",
       {"8:15: warning: this never matches: the topic's settings allow type:News only"}},
      {"match = 'source:state'\nsources = ['#local']",
       {"8:17: warning: no source is called 'state'",
        "8:17: warning: this never matches: the topic's settings allow source:county only"}},
      {"[source.state]\nurl = 'https://state.example/'\ninterval = '5m'\n[source.city]\nurl = 'https://city.example/'\n"
       "interval = '1d'\n[source.town]\nurl = 'https://town.example/'\ninterval = '5m'\nmin_interval = '5m'",
       {"10:12: warning: 'interval' is shorter than min_interval, which wins; set that one, too",
        "13:12: warning: 'interval' is longer than max_interval, which wins; set that one, too"}},
      {"[defaults]\ninterval = '5m'\ninclude = 'a -a'",
       {"9:12: warning: 'interval' is shorter than min_interval, which wins; set that one, too",
        "10:14: warning: this never matches: the same is asked for and excluded"}},
      {"[defaults]\nmin_interval = '2h'", {}},
      {"[source.state]\nurl = 'https://state.example/'\ninclude = 'cats or dogs'\ntypes = { X = 'a -a' }",
       {"10:17: warning: 'or' is looked for as a word; the operator is written OR",
        "11:18: warning: this never matches: the same is asked for and excluded"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    const Loaded loaded = load_one(source + c.text);
    EXPECT_TRUE(loaded.rejected.empty());
    std::vector<std::string> messages;
    for (const std::string& message : c.messages) messages.push_back("one.toml:" + message);
    EXPECT_EQ(printed(loaded), messages);
  }
}

TEST(Load, ReadsHowLongEntriesAreKept) {
  using std::chrono::days;
  const std::string source = "[source.a]\nurl = \"https://a.example/\"\n";
  const auto kept = [](const std::string& text) { return load_one(text).config.sources.at(0).keep; };
  EXPECT_EQ(kept(source), days{730});
  EXPECT_EQ(kept("[service]\nkeep = \"90d\"\n" + source), days{90});
  EXPECT_EQ(kept("[service]\nkeep = \"90d\"\n[defaults]\nkeep = \"60d\"\n" + source), days{60});
  EXPECT_EQ(kept("[defaults]\nkeep = \"60d\"\n" + source + "keep = \"30d\""), days{30});
}

TEST(Load, ReadsAHub) {
  EXPECT_EQ(load_one("[service]\nhub = \"https://hub.example/\"").config.service.hub, "https://hub.example/");
  EXPECT_TRUE(load_one("[service]\nhub = \"hub.example\"").service_bad);
}

TEST(Load, ReadsWhichStoriesAreJoinedAndSplit) {
  const Loaded loaded = load_one(
      "[stories]\njoin = [[\"0123456789ab\", \"bcdefghjkmnp\"]]\n"
      "split = [[\"0123456789ab\", \"xyz000000000\"], [\"000000000000\", \"111111111111\"]]");
  EXPECT_EQ(printed(loaded), std::vector<std::string>{});
  EXPECT_EQ(loaded.config.stories.join, (StoryRulings::Pairs{{"0123456789ab", "bcdefghjkmnp"}}));
  EXPECT_EQ(loaded.config.stories.split,
            (StoryRulings::Pairs{{"0123456789ab", "xyz000000000"}, {"000000000000", "111111111111"}}));
}

TEST(Load, ReadsWhatIsShownOfATopic) {
  const Loaded loaded = load_one(
      "[topic.a]\nmax_age = \"365d\"\nlimit = 50\nper_source = 5\npin = [\"0123456789ab\"]\n"
      "hide = \"bcdefghjkmnp\"");
  EXPECT_EQ(printed(loaded), std::vector<std::string>{});
  const Topic& topic = loaded.config.topics.at(0);
  EXPECT_EQ(topic.max_age, std::chrono::hours{24 * 365});
  EXPECT_EQ(topic.limit, 50u);
  EXPECT_EQ(topic.per_source, 5u);
  EXPECT_EQ(topic.pin, std::vector<std::string>{"0123456789ab"});
  EXPECT_EQ(topic.hide, std::vector<std::string>{"bcdefghjkmnp"});
}

TEST(LoadStories, WarnsOfPairsThatAreBothJoinedAndSplit) {
  struct Case {
    const char* name;
    const char* text;
    std::vector<std::string> warnings;
  };
  const std::string words = " warning: [stories] both joins and splits ";
  const Case cases[] = {
      {"the same pair",
       "[stories]\njoin = [[\"0123456789ab\", \"bcdefghjkmnp\"]]\nsplit = [[\"0123456789ab\", \"bcdefghjkmnp\"]]",
       {"1:1:" + words + "0123456789ab and bcdefghjkmnp; they stay apart"}},
      {"the other way round",
       "[stories]\njoin = [[\"0123456789ab\", \"bcdefghjkmnp\"]]\nsplit = [[\"bcdefghjkmnp\", \"0123456789ab\"]]",
       {"1:1:" + words + "0123456789ab and bcdefghjkmnp; they stay apart"}},
      {"others",
       "[stories]\njoin = [[\"0123456789ab\", \"bcdefghjkmnp\"]]\nsplit = [[\"bcdefghjkmnp\", \"aaaaaaaaaaaa\"]]",
       {}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    std::vector<std::string> warnings;
    for (const Message& message : load_one(c.text).messages) {
      const std::string text = message.to_string();
      warnings.push_back(text.substr(text.find(".toml:") + 6));
    }
    EXPECT_EQ(warnings, c.warnings);
  }
}

TEST(Load, ReadsWhoMayReadATopic) {
  using Tokens = std::vector<std::string>;
  EXPECT_EQ(load_one("[topic.a]\naccess = \"public\"").config.topics.at(0).tokens, Tokens{});
  EXPECT_EQ(load_one("[topic.a]\naccess = [\"a-good-token\", \"another-one\"]").config.topics.at(0).tokens,
            (Tokens{"a-good-token", "another-one"}));
  EXPECT_EQ(load_one("[topic.a]\naccess = { tokens = [\"a-good-token\"] }").config.topics.at(0).tokens,
            Tokens{"a-good-token"});
  // What is not understood must not be open to everybody.
  for (const std::string value :
       {"\"secret\"", "\"\"", "[]", "[\"short\"]", "[\"\"]", "7", "{ token = [\"a-good-token\"] }", "{ tokens = [] }",
        "[7]", "[[\"a-good-token\"]]", "[\"${env:\"]", "[\"${nothing:X}\"]"}) {
    SCOPED_TRACE(value);
    const Loaded loaded = load_one("[topic.a]\naccess = " + value);
    ASSERT_EQ(loaded.messages.size(), 1u);
    EXPECT_EQ(loaded.messages[0].severity, Message::Severity::Error);
    EXPECT_EQ(loaded.messages[0].to_string().find("a-good-token"), std::string::npos) << "secrets are not printed";
    EXPECT_TRUE(loaded.config.topics.empty());
  }
}

TEST(Load, ATopicWhoseTokensAreNotThereIsClosed) {
  const Loaded loaded = load_one("[topic.a]\naccess = [\"${env:COMMONPLACE_NO_SUCH}\"]");
  ASSERT_EQ(loaded.messages.size(), 1u);
  EXPECT_EQ(loaded.messages[0].to_string(),
            "one.toml:2:11: warning: the environment has no variable 'COMMONPLACE_NO_SUCH'; until it is there, nobody "
            "reads the topic by it");
  ASSERT_EQ(loaded.config.topics.size(), 1u);
  EXPECT_TRUE(loaded.config.topics[0].is_closed);
  EXPECT_FALSE(is_public(loaded.config.topics[0]));
  const Loaded half = load_one("[topic.a]\naccess = [\"${env:COMMONPLACE_NO_SUCH}\", \"a-good-token\"]");
  EXPECT_EQ(half.config.topics.at(0).tokens, std::vector<std::string>{"a-good-token"});
  EXPECT_FALSE(half.config.topics[0].is_closed);
}

TEST(Load, SaysWhatIsNoPairOfEntries) {
  for (const std::string value :
       {"\"0123456789ab\"", "[\"0123456789ab\", \"bcdefghjkmnp\"]", "[[\"0123456789ab\"]]",
        "[[\"0123456789ab\", \"0123456789ab\"]]", "[[\"short\", \"0123456789ab\"]]", "[[1, 2]]", "[[]]", "7"}) {
    SCOPED_TRACE(value);
    const Loaded loaded = load_one("[stories]\nsplit = " + value);
    ASSERT_EQ(loaded.messages.size(), 1u);
    EXPECT_EQ(loaded.messages[0].severity, Message::Severity::Error);
    EXPECT_EQ(loaded.messages[0].line, 2u);
  }
  EXPECT_EQ(load_one("stories = 7").messages.size(), 1u);
  EXPECT_EQ(load_one("[stories]\njoined = []").messages.size(), 1u);
}

TEST(ParseDuration, ReadsOneNumberAndOneUnit) {
  EXPECT_EQ(parse_duration("90s"), 90s);
  EXPECT_EQ(parse_duration("15m"), 15min);
  EXPECT_EQ(parse_duration("2w"), 24h * 14);
  EXPECT_EQ(parse_duration("2y"), 24h * 730);
  for (const char* bad : {"", "5", "h", "1.5h", "-1h", "1 h", "1hour", "999999999999999999999s"}) {
    SCOPED_TRACE(bad);
    EXPECT_FALSE(parse_duration(bad));
  }
}

}  // namespace
}  // namespace commonplace::config
