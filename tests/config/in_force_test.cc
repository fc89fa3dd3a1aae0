#include "config/in_force.h"

#include <gtest/gtest.h>

#include "config/keys.h"

namespace commonplace::config {
namespace {

using Files = std::vector<DropIn>;

std::vector<Setting> in_force(const Files& files, Overrides overrides = {}) {
  Place place{"/etc/feeds.d", false, {{"TOKEN", "s3cret-token"}}};
  place.overrides = overrides;
  return settings_in_force(files, load(files, place), overrides);
}

// "VALUE by FILE:LINE:COLUMN, then VALUE …": all of one setting in a line.
std::string told(const std::vector<Setting>& settings, std::string_view key) {
  const std::vector<Setting> found = find_settings(settings, key);
  if (found.size() != 1) return std::to_string(found.size()) + " settings";
  std::string line;
  for (const Decision& decision : found[0].decisions) {
    line += (line.empty() ? "" : " < ") + decision.value + " by " + std::string(name(decision.by));
    if (decision.line > 0)
      line += " " + decision.file + ":" + std::to_string(decision.line) + ":" + std::to_string(decision.column);
  }
  return line;
}

TEST(InForce, TellsWhoDecided) {
  const auto settings =
      in_force({{"00.toml", "[service]\ntitle = \"News\"\nhost_rate = 2.5\n"},
                {"10.toml",
                 "[source.a]\nurl = 'https://a.example/'\ninterval = '2h'\n"
                 "tags = ['x', \"y'z\"]\nenabled = false\n"},
                {"20.toml", "[defaults]\ninterval = '3h'\nrights = 'full'\n"},
                {"30.toml", "[source.b]\nurl = 'https://b.example/'\n\n[topic.t]\n\nmatch = '\"a b\"'\n"},
                {"40.toml", "[defaults]\nrights = 'excerpt'\n"}});
  struct Case {
    std::string_view key, told;
  };
  const Case cases[] = {
      {"service.title", "\"News\" by file 00.toml:2:1 < \"commonplace\" by built-in"},
      {"service.host_rate", "2.5 by file 00.toml:3:1 < 0.5 by built-in"},
      {"service.log_level", "\"info\" by built-in"},
      {"service.public_url", "\"http://127.0.0.1:8080\" by built-in"},
      {"service.database", "\"sqlite:commonplace.db\" by built-in"},
      {"service.contact", " by built-in"},
      {"source.a.interval", "\"2h\" by file 10.toml:3:1 < \"3h\" by defaults 20.toml:2:1 < \"1h\" by built-in"},
      {"source.b.interval", "\"3h\" by defaults 20.toml:2:1 < \"1h\" by built-in"},
      {"source.b.rights",
       "\"excerpt\" by defaults 40.toml:2:1 < \"full\" by defaults 20.toml:3:1 < \"excerpt\" by built-in"},
      {"source.b.priority", "100 by built-in"},
      {"source.a.tags", "[\"x\", \"y'z\"] by file 10.toml:4:1 < [] by built-in"},
      {"source.a.enabled", "false by file 10.toml:5:1 < true by built-in"},
      {"defaults.interval", "\"3h\" by defaults 20.toml:2:1 < \"1h\" by built-in"},
      {"topic.t.match", "'\"a b\"' by file 30.toml:6:1 <  by built-in"},
      {"topic.t.limit", "20 by built-in"},
  };
  for (const Case& c : cases) EXPECT_EQ(told(settings, c.key), c.told) << c.key;
}

TEST(InForce, AFlagComesBeforeAFile) {
  Overrides overrides;
  overrides.database = "sqlite:/tmp/x.db";
  overrides.listen = {"127.0.0.1:1", "[::1]:2"};
  overrides.admin_listen = "unix:/tmp/x";
  const auto settings =
      in_force({{"00.toml", "[service]\nlisten = '127.0.0.1:80'\ndatabase = 'sqlite:y.db'\n"}}, overrides);
  EXPECT_EQ(told(settings, "service.listen"),
            "[\"127.0.0.1:1\", \"[::1]:2\"] by command line < \"127.0.0.1:80\" by file 00.toml:2:1 < "
            "[\"127.0.0.1:8080\"] by built-in");
  EXPECT_EQ(told(settings, "service.admin_listen"), "\"unix:/tmp/x\" by command line < \"127.0.0.1:8081\" by built-in");
  EXPECT_TRUE(
      told(settings, "service.database").starts_with("\"sqlite:/tmp/x.db\" by command line < \"sqlite:y.db\" by"));
}

TEST(InForce, TellsSecretsByReference) {
  const auto settings = in_force({{"10.toml", R"(
[service]
alerts = { webhook = "https://chat.example/s3cret", after = "6h", headers = { Authorization = "Bearer s3cret" } }
[source.a]
url = "https://ann:s3cret@a.example/feed"
username = "s3cret"
password = "${env:TOKEN}"
proxy = "socks5h://u:s3cret@127.0.0.1:1080"
headers = { Authorization = "Bearer ${env:TOKEN}", "X-Key" = "s3cret" }
[topic.t]
access = ["s3cret-s3cret", "${env:TOKEN}"]
[topic.open]
access = "public"
)"}});
  for (const Setting& setting : settings) {
    for (const Decision& decision : setting.decisions)
      EXPECT_EQ(decision.value.find("s3cret"), std::string::npos) << setting.key << " " << decision.value;
  }
  const auto value = [&](std::string_view key) {
    const auto found = find_settings(settings, key);
    return found.empty() ? "nothing" : found[0].in_force().value;
  };
  EXPECT_EQ(value("source.a.url"), "\"https://a.example/feed\"");
  EXPECT_EQ(value("source.a.username"), "(not shown)");
  EXPECT_EQ(value("source.a.password"), "\"${env:TOKEN}\"");
  EXPECT_EQ(value("source.a.headers"), "{ Authorization = \"Bearer ${env:TOKEN}\", X-Key = (not shown) }");
  EXPECT_EQ(value("source.a.headers.Authorization"), "\"Bearer ${env:TOKEN}\"");
  EXPECT_EQ(value("source.a.headers.X-Key"), "(not shown)");
  EXPECT_EQ(value("service.alerts"),
            "{ after = \"6h\", headers = { Authorization = (not shown) }, webhook = (not shown) }");
  EXPECT_EQ(value("service.alerts.after"), "\"6h\"");
  EXPECT_EQ(value("service.alerts.headers"), "{ Authorization = (not shown) }");
  const auto holds_secret = [&](std::string_view key) {
    return find_settings(settings, key).at(0).in_force().holds_secret;
  };
  for (const char* key : {"source.a.username", "source.a.headers", "source.a.headers.X-Key", "service.alerts"})
    EXPECT_TRUE(holds_secret(key)) << key;
  for (const char* key :
       {"source.a.url", "source.a.password", "source.a.headers.Authorization", "service.alerts.after"})
    EXPECT_FALSE(holds_secret(key)) << key;
  EXPECT_EQ(value("topic.t.access"), "[(not shown), \"${env:TOKEN}\"]");
  EXPECT_EQ(value("topic.open.access"), "\"public\"");
}

TEST(InForce, TellsWhatHoldsOfAFileThatIsLeftOut) {
  const Files files = {{"10.toml", "[service]\ntitle = 'News'\n[defaults]\ninterval = '2h'\n[source.a]\nurl = 7\n"},
                       {"20.toml", "[source.b]\nurl = 'https://b.example/'\n"}};
  const auto settings = in_force(files);
  EXPECT_EQ(told(settings, "service.title"), "\"News\" by file 10.toml:2:1 < \"commonplace\" by built-in");
  EXPECT_EQ(told(settings, "source.b.interval"), "\"2h\" by defaults 10.toml:4:1 < \"1h\" by built-in");
  EXPECT_EQ(told(settings, "source.a.url"), "0 settings");
}

TEST(InForce, ListsWhatIsBelowAKey) {
  const auto settings = in_force({{"10.toml",
                                   "[source.a]\nurl = 'https://a.example/'\n[source.a.page]\nentries = '//li'\n"
                                   "[source.ab]\nurl = 'https://ab.example/'\n"}});
  EXPECT_EQ(find_settings(settings, "source.a").size(), source_keys().size() + page_keys().size());
  EXPECT_EQ(find_settings(settings, "source.a.page").size(), page_keys().size());
  EXPECT_EQ(find_settings(settings, "service").size(), service_keys().size());
  EXPECT_EQ(told(settings, "source.a.page.entries"), "\"//li\" by file 10.toml:4:1 <  by built-in");
}

TEST(InForce, SuggestsWhatWasMeant) {
  const auto settings = in_force({{"10.toml", "[source.webjunction]\nurl = 'https://a.example/'\n[topic.x]\n"}});
  struct Case {
    std::string_view key, part;
  };
  const Case cases[] = {
      {"servise.title", "did you mean 'service'?"},
      {"service.titel", "did you mean 'service.title'?"},
      {"source.webjuntion.interval", "did you mean 'source.webjunction'?"},
      {"source.webjunction.interwal", "did you mean 'source.webjunction.interval'?"},
      {"topic.x.mach", "did you mean 'topic.x.match'?"},
      {"topic.nothing-like-it.match", "`commonplace config --explain topic`"},
      {"unheard-of", "write such as service.title"},
      {"", "write such as"},
  };
  for (const Case& c : cases) {
    EXPECT_TRUE(find_settings(settings, c.key).empty()) << c.key;
    EXPECT_NE(unknown_key(settings, c.key).find(c.part), std::string::npos) << unknown_key(settings, c.key);
  }
}

TEST(InForce, HasEveryKeyOfTheTables) {
  const auto settings = in_force({{"10.toml", "[source.a]\nurl = 'https://a.example/'\n[topic.x]\n"}});
  for (const auto& key : service_keys()) EXPECT_NE(told(settings, "service." + std::string(key.name)), "0 settings");
  for (const auto& key : source_keys()) EXPECT_NE(told(settings, "defaults." + std::string(key.name)), "0 settings");
  for (const auto& key : source_keys()) EXPECT_NE(told(settings, "source.a." + std::string(key.name)), "0 settings");
  for (const auto& key : topic_keys()) EXPECT_NE(told(settings, "topic.x." + std::string(key.name)), "0 settings");
  for (const auto& key : stories_keys()) EXPECT_NE(told(settings, "stories." + std::string(key.name)), "0 settings");
}

}  // namespace
}  // namespace commonplace::config
