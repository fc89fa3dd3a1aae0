// The real parts put together: drop-ins, a database on disk, files instead of a network.

#include "app/engine.h"

#include <algorithm>
#include <filesystem>

#include "app/publisher.h"
#include "newsroom.h"
#include "support/temp_dir.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;

class EngineTest : public ::testing::Test {
 protected:
  EngineTest() {
    write_service("title = \"Library news\"");
    folder_.write("feeds.d/partner.toml",
                  "[source.partner]\nurl = \"file:partner.xml\"\nhomepage = \"https://partner.example/\"\n");
    folder_.write("feeds.d/topics.toml", "[topic.ones]\nmatch = \"one\"\n[topic.all]\n");
    folder_.write("feeds.d/partner.xml", rss({"Two", "One"}, "<title>Partner news</title>"));
  }

  void write_service(const std::string& more) {
    folder_.write("feeds.d/service.toml", "[service]\ndatabase = \"sqlite:" + database().string() +
                                              "\"\nfile_root = \".\"\npublic_url = \"https://news.example.org\"\n" +
                                              more + "\n");
  }

  std::filesystem::path database() const { return folder_.path() / "store.db"; }
  Launch launch() const { return {(folder_.path() / "feeds.d").string(), {}}; }

  Result<std::unique_ptr<Engine>> open() {
    return Engine::open(net_, launch(), [this](const PollReport& report) { seen_.push_back(report); });
  }

  template <class T>
  T run(runtime::Task<T> task) {
    std::optional<T> value;
    auto keep = [&](const std::exception_ptr& failure, T result) {
      if (failure) std::rethrow_exception(failure);
      value.emplace(std::move(result));
    };
    boost::asio::co_spawn(net_, std::move(task), std::move(keep));
    net_.restart();
    while (!value && net_.run_one() > 0) {
    }
    return std::move(*value);
  }

  // Every document that is published from what is stored now, by path.
  std::map<std::string, std::string> publish(const std::shared_ptr<const Live>& live) {
    const auto store = open_for_reading(live->config.service).value();
    const auto built = SnapshotBuilder(*store).build(live, {}, runtime::SystemClock().now());
    std::map<std::string, std::string> documents;
    if (!built) ADD_FAILURE() << built.error().detail;
    if (built) {
      for (const auto& [path, document] : (*built)->by_path) documents[path] = document->identity.body.text();
    }
    return documents;
  }

  TempDir folder_;
  boost::asio::io_context net_{1};
  std::vector<PollReport> seen_;
};

TEST_F(EngineTest, PollsAndStoresAndTellsOfIt) {
  const auto engine = open();
  ASSERT_TRUE(engine) << engine.error().detail;
  const auto reports = run((*engine)->refresher().poll_now({}));
  ASSERT_EQ(reports.size(), 1u);
  EXPECT_EQ(reports[0].status, PollStatus::Ok) << reports[0].message;
  EXPECT_EQ(reports[0].fresh, 2u);
  ASSERT_EQ(seen_.size(), 1u);
  EXPECT_EQ(seen_[0].touched.size(), 2u);
  EXPECT_EQ(run((*engine)->refresher().poll_now({"partner"})).at(0).status, PollStatus::Unchanged);
  (*engine)->stop();
}

TEST_F(EngineTest, WhatPollsBringBecomesFindableByItself) {
  const auto engine = open();
  ASSERT_TRUE(engine) << engine.error().detail;
  run((*engine)->refresher().poll_now({}));
  net_.restart();
  net_.run();  // nothing but the index is left to do
  const auto store = open_for_reading((*engine)->live()->config.service).value();
  store::SearchRequest request;
  request.query = Query::compile("one").value();
  request.most = 100;  // from the index alone
  const auto found = store->search(request);
  ASSERT_TRUE(found) << found.error().detail;
  EXPECT_EQ(found->total, 1u);
  (*engine)->stop();
}

TEST_F(EngineTest, PublishesTheSameBytesAfterARestart) {
  std::map<std::string, std::string> before;
  {
    const auto engine = open();
    ASSERT_TRUE(engine) << engine.error().detail;
    run((*engine)->refresher().poll_now({}));
    before = publish((*engine)->live());
    (*engine)->stop();
  }
  EXPECT_EQ(before.size(), 21u);
  EXPECT_NE(before["/topics/ones.atom"].find("https://partner.example/one"), std::string::npos);
  const auto engine = open();
  ASSERT_TRUE(engine) << engine.error().detail;
  EXPECT_EQ(publish((*engine)->live()), before);
}

TEST_F(EngineTest, OnlyOneHoldsTheStore) {
  const auto engine = open();
  ASSERT_TRUE(engine) << engine.error().detail;
  const auto second = open();
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Errc::StoreLocked);
}

TEST_F(EngineTest, DoesNotStartOnABadServiceAndLeavesNoStoreBehind) {
  struct Case {
    const char* name;
    const char* service;
  };
  const Case cases[] = {{"a bad value", "listen = 17"}, {"not TOML", "listen = [\"127.0.0.1:80\""}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    write_service(c.service);
    Launch launch = this->launch();
    launch.overrides.database = "sqlite:" + database().string();
    const auto engine = Engine::open(net_, launch, {});
    ASSERT_FALSE(engine);
    EXPECT_EQ(engine.error().code, Errc::BadConfig);
    EXPECT_NE(engine.error().detail.find("service.toml"), std::string::npos) << engine.error().detail;
    EXPECT_FALSE(std::filesystem::exists(database()));
  }
}

TEST_F(EngineTest, AReloadAppliesWhatChanged) {
  const auto engine = open();
  ASSERT_TRUE(engine) << engine.error().detail;
  run((*engine)->refresher().poll_now({}));
  folder_.write("feeds.d/topics.toml", "[topic.ones]\nmatch = \"two\"\n");
  const auto applied = run((*engine)->reload());
  ASSERT_TRUE(applied) << applied.error().detail;
  EXPECT_EQ((*engine)->live(), applied->live);
  EXPECT_EQ(applied->live->config.topics.size(), 1u);
  const std::string page = publish((*engine)->live())["/topics/ones.atom"];
  EXPECT_NE(page.find("https://partner.example/two"), std::string::npos);
  EXPECT_EQ(page.find("https://partner.example/one"), std::string::npos);
  EXPECT_EQ(seen_.size(), 1u);  // nobody was polled for it
}

TEST_F(EngineTest, AFailedReloadLeavesWhatWasInForce) {
  const auto engine = open();
  ASSERT_TRUE(engine) << engine.error().detail;
  const auto before = (*engine)->live();
  folder_.write("feeds.d/zz.toml", "[service]\ntitle = \"Another\"\n");
  const auto applied = run((*engine)->reload());
  ASSERT_FALSE(applied);
  EXPECT_EQ(applied.error().code, Errc::BadConfig);
  EXPECT_EQ((*engine)->live(), before);
  EXPECT_EQ(run((*engine)->refresher().poll_now({})).at(0).status, PollStatus::Ok);
}

TEST_F(EngineTest, AFileOutsideTheRootIsBlocked) {
  folder_.write("secret.xml", rss({"One"}));
  std::filesystem::remove(folder_.path() / "feeds.d/partner.xml");
  std::filesystem::create_symlink(folder_.path() / "secret.xml", folder_.path() / "feeds.d/partner.xml");
  const auto engine = open();
  ASSERT_TRUE(engine) << engine.error().detail;
  EXPECT_EQ(run((*engine)->refresher().poll_now({})).at(0).status, PollStatus::Blocked);
}

TEST_F(EngineTest, NothingIsLeftToRunAfterStop) {
  const auto engine = open();
  ASSERT_TRUE(engine) << engine.error().detail;
  (*engine)->refresher().start();
  while (seen_.empty() && net_.run_one() > 0) {
  }
  (*engine)->stop();
  net_.restart();
  net_.run();
  EXPECT_EQ(seen_.size(), 1u);
  EXPECT_EQ((*engine)->refresher().in_flight(), 0u);
}

}  // namespace
}  // namespace commonplace::app
