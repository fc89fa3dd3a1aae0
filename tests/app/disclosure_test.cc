// A story that a guarded source brought first and public ones carry: what readers of public pages may know of it.

#include "app/disclosure.h"

#include <gtest/gtest.h>

#include "app/archive.h"
#include "app/entry_answer.h"
#include "app/narrowed_feed.h"
#include "app/publisher.h"
#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;

// `hush` is for the staff, who have a token; its copy is the first of the story, and leads it.
class DisclosureTest : public ::testing::Test {
 protected:
  DisclosureTest() {
    newsroom_.add_source("hush").priority = 1;
    newsroom_.add_source("pub").title = "The public one";
    newsroom_.add_source("second").title = "The second one";
    newsroom_.add_topic("open").sources = {"pub", "second"};
    Topic& staff = newsroom_.add_topic("staff");
    staff.sources = {"hush"};
    staff.tokens = {"branch-token-17"};
    newsroom_.apply();
  }

  void publish(const std::string& source, const std::string& guid = "not an IRI") {
    const std::string document =
        "<rss version='2.0' xmlns:ev='http://purl.org/rss/1.0/modules/event/'><channel><title>" + source +
        "</title><item><title>As " + source + " has it</title><guid isPermaLink='false'>" + guid +
        "</guid><link>https://p.example/1</link><pubDate>Tue, 22 Oct 2024 10:00:00 GMT</pubDate>"
        "<ev:startdate>2024-11-02</ev:startdate></item></channel></rss>";
    newsroom_.network.script(address(source),
                             [document](const fetch::FetchRequest&) { return make_response(200, document); });
    newsroom_.poll_well(source);
    newsroom_.clock.advance(std::chrono::minutes{1});
  }
  std::string key_of(const std::string& source) {
    const auto entries = newsroom_.store.entries({"", source, {}, {}}).value();
    return entries.empty() ? "" : entries.front().key;
  }
  std::string minted(const std::string& source, const std::string& key) {
    return "tag:news.example.org,2024:" + source + "/" + key;
  }
  void withdraw(const std::string& key) {
    newsroom_.store.bury(std::vector{key}, TombstoneReason::Withdrawn, newsroom_.clock.now()).value();
  }
  const Topic& topic(const std::string& slug) const { return *newsroom_.live->topic(newsroom_.topic(slug)); }
  // By path; what is behind a guard is not among them.
  std::map<std::string, std::string> public_documents() {
    SnapshotBuilder builder(newsroom_.store);
    const auto snapshot = builder.build(newsroom_.live, {}, newsroom_.clock.now()).value();
    std::map<std::string, std::string> documents;
    for (const auto& [path, document] : snapshot->by_path) {
      if (!snapshot->guards.contains(path)) documents[path] = document->identity.body.text();
    }
    documents["archive"] =
        archive_document(newsroom_.store, *newsroom_.live, topic("open"), 1).value().value().rendered.body;
    const auto narrowed = narrowed_feed(newsroom_.store, *newsroom_.live, topic("open"), OutputFormat::Atom,
                                        {.limit = 7}, newsroom_.clock.now());
    documents["narrowed"] = render(narrowed->page, OutputFormat::Atom).body;
    return documents;
  }
  EntryAnswer answer(const std::string& key) { return answer_entry(newsroom_.store, *newsroom_.live, key).value(); }

  Newsroom newsroom_;
};

void expect_nothing_of(const std::string& what, const std::map<std::string, std::string>& documents) {
  for (const auto& [path, body] : documents) EXPECT_EQ(body.find(what), std::string::npos) << path << " has " << what;
}
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_F(DisclosureTest, TheStoryGoesByItsFirstCopyThatEverybodyMaySee) {
  publish("hush");
  publish("pub");
  publish("second");
  const auto documents = public_documents();
  expect_nothing_of("hush", documents);
  expect_nothing_of(key_of("hush"), documents);
  const std::string id = minted("pub", key_of("pub"));
  for (const char* path : {"/topics/open.atom", "/topics/open.rss", "/topics/open.json", "archive", "narrowed"}) {
    EXPECT_TRUE(has(documents.at(path), id)) << path;
  }
  EXPECT_TRUE(has(documents.at("/topics/open"), "/entries/" + key_of("pub")));
  EXPECT_TRUE(has(documents.at("/topics/open.ics"), key_of("pub")));
}

TEST_F(DisclosureTest, NorIsThePublishersOwnIdShown) {
  publish("hush", "https://hush.example/1");
  publish("pub");
  expect_nothing_of("hush", public_documents());
}

TEST_F(DisclosureTest, WhoMaySeeItAllKnowsItByItsOwnId) {
  publish("hush");
  publish("pub");
  const auto archive = archive_document(newsroom_.store, *newsroom_.live, topic("staff"), 1).value();
  EXPECT_TRUE(has(archive->rendered.body, minted("hush", key_of("hush"))));
}

TEST_F(DisclosureTest, TheIdStaysWhateverBecomesOfCopies) {
  publish("hush");
  publish("pub");
  publish("second");
  const std::string id = minted("pub", key_of("pub"));
  const std::string hush = key_of("hush");
  withdraw(key_of("pub"));
  EXPECT_TRUE(has(public_documents().at("/topics/open.atom"), "<id>" + id + "</id>")) << "the first is withdrawn";
  EXPECT_TRUE(has(public_documents().at("/topics/open"), "/entries/" + key_of("second")));
  withdraw(hush);
  EXPECT_TRUE(has(public_documents().at("/topics/open.atom"), "<id>" + id + "</id>")) << "the guarded one is, too";
  publish("pub");
  EXPECT_TRUE(has(public_documents().at("/topics/open.atom"), "<id>" + id + "</id>")) << "the first is back";
  withdraw(key_of("pub"));
  withdraw(key_of("second"));
  const auto documents = public_documents();
  for (const char* path : {"/topics/open.atom", "archive", "narrowed"}) {
    EXPECT_TRUE(has(documents.at(path), "<at:deleted-entry ref=\"" + id + "\"")) << path;
  }
  EXPECT_TRUE(has(documents.at("/events.ics"), "STATUS:CANCELLED"));
  expect_nothing_of("hush", documents);
  expect_nothing_of(hush, documents);
}

TEST_F(DisclosureTest, WhatOnlyGuardedSourcesHaveIsOnNoPublicPage) {
  publish("hush");
  newsroom_.config.topics[0].pin = {key_of("hush")};
  newsroom_.apply();
  publish("pub");
  withdraw(key_of("pub"));
  const auto documents = public_documents();
  expect_nothing_of("As hush has it", documents);
  expect_nothing_of(key_of("hush"), documents);
}

TEST_F(DisclosureTest, PagesOfEntriesLeadToWhatEverybodyMaySee) {
  publish("hush");
  publish("pub");
  publish("second");
  const std::string pub = key_of("pub");
  ASSERT_TRUE(std::holds_alternative<EntryPage>(answer(pub)));
  EXPECT_EQ(std::get<EntryPage>(answer(pub)).story_key, pub) << "it is the first that is told of";
  const EntryAnswer guarded = answer(key_of("hush"));
  ASSERT_TRUE(std::holds_alternative<GuardedEntry>(guarded));
  EXPECT_EQ(std::get<GuardedEntry>(guarded).instead, pub);
  withdraw(key_of("hush"));
  newsroom_.config.sources[0].priority = 1;
  newsroom_.apply();
  ASSERT_TRUE(std::holds_alternative<EntryPage>(answer(key_of("second"))));
}

// Two published stories became one, and the older one is that of a guarded source.
TEST_F(DisclosureTest, NoPageLeadsToAnotherThatLeadsBack) {
  publish("hush");
  const std::string document =
      "<rss version='2.0'><channel><title>pub</title><item><title>Something else</title><guid>x</guid>"
      "<link>https://p.example/2</link></item></channel></rss>";
  newsroom_.network.script(address("pub"),
                           [document](const fetch::FetchRequest&) { return make_response(200, document); });
  newsroom_.poll_well("pub");
  StoryRulings rulings;
  rulings.join = {{key_of("hush"), key_of("pub")}};
  newsroom_.store.rule_stories(rulings, newsroom_.clock.now()).value();
  const std::string pub = key_of("pub");
  EXPECT_TRUE(std::holds_alternative<EntryPage>(answer(pub)));
  const auto documents = public_documents();
  const std::string id = minted("pub", pub);
  EXPECT_TRUE(has(documents.at("/topics/open.atom"), "<id>"));
  EXPECT_FALSE(has(documents.at("/topics/open.atom"), "ref=\"" + id + "\"")) << "it has this id again";
  expect_nothing_of(key_of("hush"), documents);
}

}  // namespace
}  // namespace commonplace::app
