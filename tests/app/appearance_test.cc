#include "app/appearance.h"

#include <gtest/gtest.h>

#include <functional>

#include "app/entry_answer.h"
#include "app/publisher.h"
#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;

config::Config sample() {
  config::Config config;
  config.service.title = "Library news";
  config.sources.resize(2);
  config.sources[0].slug = "one";
  config.sources[1].slug = "two";
  config.topics.resize(2);
  config.topics[0].slug = "open";
  config.topics[0].sources = {"one"};
  config.topics[0].related = {"other"};
  config.topics[1].slug = "other";
  return config;
}

TEST(AppearanceOf, ChangesWithWhatReadersSee) {
  using Change = std::function<void(config::Config&)>;
  const struct {
    const char* name;
    Change change;
    bool is_whole;
    bool is_site;
  } kCases[] = {
      {"the title", [](auto& c) { c.service.title = "News"; }, true, true},
      {"the language", [](auto& c) { c.service.language = "fr"; }, true, true},
      {"the time zone", [](auto& c) { c.service.timezone = "Europe/Berlin"; }, true, true},
      {"a guard", [](auto& c) { c.topics[1].tokens = {"branch-token-17"}; }, true, true},
      {"what is related", [](auto& c) { c.topics[1].title = "Another"; }, true, true},
      {"one topic more", [](auto& c) { c.topics.emplace_back().slug = "third"; }, true, false},
      {"the guard of one that is nowhere named", [](auto& c) { c.topics[0].tokens = {"branch-token-17"}; }, true,
       false},
      {"another topic's title", [](auto& c) { c.topics[0].title = "Another"; }, true, false},
      {"a source's title", [](auto& c) { c.sources[0].title = "One"; }, true, false},
      {"a source's rights", [](auto& c) { c.sources[0].rights = Republish::Full; }, true, false},
      {"what is hidden", [](auto& c) { c.topics[0].hide = {"0123456789ab"}; }, true, false},
      {"how often it is polled", [](auto& c) { c.sources[0].interval = std::chrono::hours{2}; }, false, false},
      {"the contact", [](auto& c) { c.service.contact = "mailto:a@b.example"; }, false, false},
  };
  const store::Appearance before = appearance_of(sample());
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    config::Config config = sample();
    c.change(config);
    const store::Appearance after = appearance_of(config);
    EXPECT_EQ(after.whole != before.whole, c.is_whole);
    EXPECT_EQ(after.site != before.site, c.is_site);
  }
}

TEST(SeenByReaders, IsNoOlderThanWhatReadersSee) {
  Live live;
  live.shown_since = Timestamp{std::chrono::seconds{100}};
  const auto moment = [&](int seconds) {
    return seen_by_readers({"text/html", "", Timestamp{std::chrono::seconds{seconds}}}, live).last_modified;
  };
  EXPECT_EQ(moment(50), live.shown_since);
  EXPECT_EQ(moment(150), Timestamp{std::chrono::seconds{150}});
  EXPECT_EQ(moment(0), Timestamp{}) << "it has no date";
}

// Whatever changes its bytes moves its date: caches that ask by date only would keep the old ones.
TEST(Snapshot, IsDatedByWhatReadersSeeOfTheConfiguration) {
  Newsroom newsroom;
  newsroom.add_source("partner");
  newsroom.add_topic("open").related = {"other"};
  newsroom.add_topic("other");
  newsroom.apply();
  newsroom.network.script(address("partner"), [](const fetch::FetchRequest&) {
    return make_response(200, rss({"One", "Two"}));
  });
  newsroom.poll_well("partner");
  SnapshotBuilder builder(newsroom.store);
  auto last = builder.build(newsroom.live, {}, newsroom.clock.now()).value();
  const auto change = [&](const char* name, auto edit) {
    SCOPED_TRACE(name);
    newsroom.clock.advance(std::chrono::hours{1});
    edit(newsroom.config);
    newsroom.apply();
    const auto next = builder.build(newsroom.live, {}, newsroom.clock.now()).value();
    for (const auto& [path, document] : next->by_path) {
      const auto before = last->by_path.find(path);
      if (before == last->by_path.end() || before->second->last_modified == Timestamp{}) continue;
      if (before->second->identity.etag == document->identity.etag) continue;
      EXPECT_EQ(document->last_modified, newsroom.clock.now()) << path;
    }
    last = next;
  };
  change("title", [](config::Config& config) { config.service.title = "Other news"; });
  change("language", [](config::Config& config) { config.service.language = "fr"; });
  change("a guard", [](config::Config& config) { config.topics[1].tokens = {"branch-token-17"}; });
  change("a source's title", [](config::Config& config) { config.sources[0].title = "Our partner"; });
}

TEST(EntryPages, AreDatedByTheirStories) {
  Newsroom newsroom;
  newsroom.add_source("partner");
  newsroom.add_source("second");
  newsroom.add_topic("open");
  newsroom.apply();
  const auto document = [](const char* guid) {
    return std::string("<rss version='2.0'><channel><title>P</title><item><title>One</title><guid>") + guid +
           "</guid><link>https://p.example/1</link></item></channel></rss>";
  };
  for (const char* source : {"partner", "second"}) {
    newsroom.network.script(address(source),
                            [&, source](const fetch::FetchRequest&) { return make_response(200, document(source)); });
  }
  newsroom.poll_well("partner");
  const std::string key = newsroom.store.entries({}).value().at(0).key;
  const auto modified = [&] {
    return render(std::get<EntryPage>(answer_entry(newsroom.store, *newsroom.live, key).value())).last_modified;
  };
  EXPECT_EQ(modified(), newsroom.clock.now());
  newsroom.clock.advance(std::chrono::hours{1});
  newsroom.poll_well("second");
  EXPECT_EQ(modified(), newsroom.clock.now()) << "another copy is named";
  newsroom.clock.advance(std::chrono::hours{1});
  const auto second = newsroom.store.entries({"", "second", {}, {}}).value().at(0).key;
  newsroom.store.bury(std::vector{second}, TombstoneReason::Withdrawn, newsroom.clock.now()).value();
  EXPECT_EQ(modified(), newsroom.clock.now()) << "and is no more";
}

}  // namespace
}  // namespace commonplace::app
