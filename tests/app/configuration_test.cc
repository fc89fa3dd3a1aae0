#include "app/configuration.h"

#include <stdlib.h>

#include <algorithm>
#include <filesystem>

#include "newsroom.h"
#include "support/temp_dir.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;

constexpr const char* kPartner = "[source.partner]\nurl = \"https://partner.example/feed\"\n";
constexpr const char* kLibrary = "[source.library]\nurl = \"https://library.example/feed\"\n";
constexpr const char* kTopic = "[topic.news]\nmatch = 'one'\n";
constexpr const char* kBroken = "[source.partner]\nurl = 17\n";

class ConfigurationTest : public ::testing::Test {
 protected:
  Launch launch() const { return {folder_.path().string(), {}}; }
  void write(const char* file, const std::string& text) { folder_.write(file, text); }
  Result<Applied> try_apply(Moment moment = Moment::Start) {
    return apply_configuration(store_, launch(), clock_.now(), moment);
  }
  std::shared_ptr<const Live> apply() {
    const auto applied = try_apply();
    EXPECT_TRUE(applied) << applied.error().detail;
    return applied ? applied->live : nullptr;
  }

  static std::vector<std::string> sources(const Live& live) {
    std::vector<std::string> slugs;
    for (const Source& source : live.config.sources) slugs.push_back(source.slug);
    return slugs;
  }
  static std::size_t errors(const Live& live) {
    return static_cast<std::size_t>(
        std::ranges::count(live.messages, config::Message::Severity::Error, &config::Message::severity));
  }
  SourceState state(std::string_view slug) {
    const std::vector<store::SourceRow> rows = store_.sources().value();
    for (const store::SourceRow& row : rows)
      if (row.slug == slug) return row.history.state;
    ADD_FAILURE() << "no source " << slug;
    return {};
  }

  TempDir folder_;
  MemoryStore store_;
  ManualClock clock_;
};

using Slugs = std::vector<std::string>;

TEST_F(ConfigurationTest, PutsTheDropInsInForceAndInTheStore) {
  write("10-partner.toml", kPartner);
  write("20-news.toml", kTopic);
  const auto live = apply();
  EXPECT_EQ(sources(*live), Slugs{"partner"});
  EXPECT_NE(live->config.sources[0].id, SourceId{});
  EXPECT_NE(live->config.topics.at(0).id, TopicId{});
  EXPECT_EQ(errors(*live), 0u);
  EXPECT_EQ(state("partner"), SourceState::New);
  EXPECT_EQ(store_.topics().value().at(0).slug, "news");
}

TEST_F(ConfigurationTest, LeavesABadFileOutAtTheFirstStart) {
  write("10-partner.toml", kBroken);
  write("20-library.toml", kLibrary);
  const auto live = apply();
  EXPECT_EQ(sources(*live), Slugs{"library"});
  ASSERT_EQ(errors(*live), 1u);
  EXPECT_EQ(live->messages[0].file, (folder_.path() / "10-partner.toml").string());
  EXPECT_EQ(live->messages[0].line, 2u);
}

TEST_F(ConfigurationTest, TheLastGoodTextStandsInForABadFile) {
  write("10-partner.toml", kPartner);
  apply();
  write("10-partner.toml", kBroken);
  write("20-library.toml", kLibrary);
  const auto live = apply();
  EXPECT_EQ(sources(*live), (Slugs{"library", "partner"}));
  EXPECT_EQ(live->source("partner")->url, "https://partner.example/feed");
  EXPECT_EQ(errors(*live), 1u);

  const auto again = apply();  // what stood in is kept for the next time, too
  EXPECT_EQ(sources(*again), (Slugs{"library", "partner"}));

  write("10-partner.toml", "[source.partner]\nurl = \"https://partner.example/new\"\n");
  EXPECT_EQ(apply()->source("partner")->url, "https://partner.example/new");
}

TEST_F(ConfigurationTest, TheLastGoodTextStandsInForAFileThatCannotBeRead) {
  write("10-partner.toml", kPartner);
  apply();
  std::filesystem::remove(folder_.path() / "10-partner.toml");
  std::filesystem::create_symlink("nowhere", folder_.path() / "10-partner.toml");
  write("20-library.toml", kLibrary);
  for (int start = 0; start < 2; ++start) {
    const auto live = apply();
    EXPECT_EQ(sources(*live), (Slugs{"library", "partner"}));
    EXPECT_EQ(errors(*live), 1u);
  }
}

TEST_F(ConfigurationTest, AFolderThatIsMissingChangesNothing) {
  write("10-partner.toml", kPartner);
  write("20-news.toml", kTopic);
  const auto before = apply();
  const TempDir elsewhere;
  std::filesystem::rename(folder_.path(), elsewhere.path() / "moved");
  for (int start = 0; start < 2; ++start) {
    const auto live = apply();
    EXPECT_EQ(sources(*live), Slugs{"partner"});
    EXPECT_EQ(live->config.topics.size(), 1u);
    EXPECT_EQ(errors(*live), 1u);
    EXPECT_EQ(live->drop_ins.kept, Slugs{folder_.path().string()});
    EXPECT_NE(live->drop_ins.digest, before->drop_ins.digest);
  }
  EXPECT_EQ(state("partner"), SourceState::New);
  std::filesystem::rename(elsewhere.path() / "moved", folder_.path());
  const auto back = apply();
  EXPECT_EQ(back->drop_ins.digest, before->drop_ins.digest);
  EXPECT_EQ(errors(*back), 0u);
}

TEST_F(ConfigurationTest, SaysWhichFilesAreBadAndWhatBecameOfThem) {
  write("10-partner.toml", kPartner);
  apply();
  write("10-partner.toml", kBroken);
  write("20-library.toml", kBroken);
  const auto live = apply();
  EXPECT_EQ(live->drop_ins.kept, Slugs{(folder_.path() / "10-partner.toml").string()});
  EXPECT_EQ(live->drop_ins.left_out, Slugs{(folder_.path() / "20-library.toml").string()});
}

TEST_F(ConfigurationTest, AFileThatIsGoneTakesItsSourcesWithIt) {
  write("10-partner.toml", kPartner);
  write("20-library.toml", kLibrary);
  apply();
  std::filesystem::remove(folder_.path() / "10-partner.toml");
  EXPECT_EQ(sources(*apply()), Slugs{"library"});
  EXPECT_EQ(state("partner"), SourceState::Disabled);
  write("10-partner.toml", kBroken);  // its last good text went with it
  EXPECT_EQ(sources(*apply()), Slugs{"library"});
}

TEST_F(ConfigurationTest, ABadServiceKeepsItsLastGoodTextOnAReload) {
  write("00-service.toml", "[service]\ntitle = \"News\"\n");
  apply();
  write("00-service.toml", "[service]\ntitle = 17\n");
  write("10-partner.toml", kPartner);
  EXPECT_EQ(try_apply(Moment::Start).error().code, Errc::BadConfig);
  for (int reload = 0; reload < 2; ++reload) {
    const auto applied = try_apply(Moment::Reload);
    ASSERT_TRUE(applied) << applied.error().detail;
    EXPECT_EQ(applied->live->config.service.title, "News");
    EXPECT_EQ(sources(*applied->live), Slugs{"partner"}) << "the other files' changes apply";
    EXPECT_EQ(errors(*applied->live), 1u);
    EXPECT_EQ(applied->live->drop_ins.kept, Slugs{(folder_.path() / "00-service.toml").string()});
  }
  write("05-more.toml", "[service]\ntitle = \"Other\"\n");
  EXPECT_EQ(try_apply(Moment::Reload).error().code, Errc::BadConfig) << "it has no last good text";
}

TEST_F(ConfigurationTest, ABadServiceIsAnErrorThatSaysWhere) {
  write("00-service.toml", "[service]\ntitle = \"News\"\nlisten = 17\n");
  write("10-partner.toml", kPartner);
  const auto applied = try_apply();
  ASSERT_FALSE(applied);
  EXPECT_EQ(applied.error().code, Errc::BadConfig);
  const std::string where = (folder_.path() / "00-service.toml").string() + ":3:";
  EXPECT_EQ(applied.error().detail.find(where), 0u) << applied.error().detail;
  EXPECT_TRUE(store_.sources().value().empty());
}

TEST_F(ConfigurationTest, ABadServiceIsNamedBeforeOtherErrors) {
  write("00-partner.toml", kBroken);
  write("50-service.toml", "[service]\nlisten = 17\n");
  const auto applied = try_apply();
  ASSERT_FALSE(applied);
  EXPECT_NE(applied.error().detail.find("50-service.toml"), std::string::npos) << applied.error().detail;
}

TEST_F(ConfigurationTest, AReloadWithABadServiceChangesNothing) {
  write("00-service.toml", "[service]\ntitle = \"News\"\n");
  write("10-partner.toml", kPartner);
  apply();
  write("00-service.toml", "[service]\ntitle = 17\n");
  std::filesystem::remove(folder_.path() / "10-partner.toml");
  ASSERT_FALSE(try_apply());
  EXPECT_EQ(state("partner"), SourceState::New);
  write("00-service.toml", "[service]\ntitle = \"News\"\n");
  EXPECT_TRUE(try_apply());
}

TEST_F(ConfigurationTest, AChangedTopicAppliesAtOnceToWhatIsStored) {
  write("10-partner.toml", kPartner);
  write("20-news.toml", kTopic);
  const auto live = apply();
  Feed feed;
  Entry& entry = feed.entries.emplace_back();
  entry.id = entry.title = "Two";
  entry.source = "partner";
  entry.published = clock_.now();
  store::RefreshCommit commit;
  commit.source = live->config.sources[0].id;
  commit.now = clock_.now();
  commit.feed = &feed;
  commit.delta = reconcile(feed, {}, commit.now);
  ASSERT_TRUE(store_.commit(commit));

  write("20-news.toml", "[topic.news]\nmatch = 'two'\n");
  const auto applied = try_apply();
  ASSERT_TRUE(applied);
  const TopicId news = applied->live->config.topics[0].id;
  EXPECT_EQ(applied->touched, std::vector<TopicId>{news});
  EXPECT_EQ(store_.newest(news, {10}).value().total, 1u);
  EXPECT_TRUE(try_apply()->touched.empty());
}

TEST_F(ConfigurationTest, AStoreThatFailsIsAnError) {
  store_.failure = Error{Errc::StoreFailed, "the disk is gone"};
  const auto applied = try_apply();
  ASSERT_FALSE(applied);
  EXPECT_EQ(applied.error().code, Errc::StoreFailed);
}

TEST_F(ConfigurationTest, AnEmptyFolderIsAConfiguration) { EXPECT_TRUE(sources(*apply()).empty()); }

TEST_F(ConfigurationTest, AFolderThatIsNotThereIsToldOf) {
  const auto loaded = read_configuration({(folder_.path() / "nowhere").string(), {}});
  ASSERT_EQ(loaded.messages.size(), 1u);
  EXPECT_EQ(loaded.messages[0].severity, config::Message::Severity::Error);
}

TEST_F(ConfigurationTest, TheCommandLineOutranksTheFiles) {
  write("00-service.toml", "[service]\nlisten = [\"127.0.0.1:9000\"]\ndatabase = \"sqlite:a.db\"\n");
  Launch launch = this->launch();
  launch.overrides.database = "sqlite:b.db";
  const config::Service service = read_configuration(launch).config.service;
  EXPECT_EQ(service.database, "sqlite:b.db");
  EXPECT_EQ(service.listen, std::vector<std::string>{"127.0.0.1:9000"});
}

TEST_F(ConfigurationTest, SecretsComeFromTheEnvironment) {
  ::setenv("COMMONPLACE_TEST_TOKEN", "secret", 1);
  write("10-partner.toml",
        std::string(kPartner) + "headers = { Authorization = \"Bearer ${env:COMMONPLACE_TEST_TOKEN}\" }\n");
  EXPECT_EQ(apply()->source("partner")->headers.at("Authorization"), "Bearer secret");
  ::unsetenv("COMMONPLACE_TEST_TOKEN");
}

TEST(ConfigDirectory, IsTheOptionThenTheEnvironmentThenTheUsualPlace) {
  ::setenv("COMMONPLACE_CONFIG", "/from/environment", 1);
  EXPECT_EQ(config_directory("/from/option"), "/from/option");
  EXPECT_EQ(config_directory(""), "/from/environment");
  ::setenv("COMMONPLACE_CONFIG", "", 1);
  std::error_code ignored;
  const char* usual = "/etc/commonplace/feeds.d";
  EXPECT_EQ(config_directory(""), std::filesystem::is_directory(usual, ignored) ? usual : "./feeds.d");
  ::unsetenv("COMMONPLACE_CONFIG");
  EXPECT_EQ(config_directory(""), std::filesystem::is_directory(usual, ignored) ? usual : "./feeds.d");
}

}  // namespace
}  // namespace commonplace::app
