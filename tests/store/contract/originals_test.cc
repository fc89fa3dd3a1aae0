// Documents as they came, and what reading them again makes of the entries that they brought.

#include "store/contract/contract.h"

namespace commonplace::testing {
namespace {

using namespace std::chrono_literals;
using Amending = store::RetentionStore::Amending;

template <class Backend>
class OriginalsContract : public StoreContract<Backend> {
 protected:
  store::ApplyOutcome poll_document(SourceId source, Feed feed, const std::string& document) {
    for (Entry& entry : feed.entries) entry.source = this->slug_of(source);
    const store::Original original{this->now_, "https://a.example/feed", "application/xml", document};
    store::RefreshCommit commit;
    commit.source = source;
    commit.now = this->now_;
    commit.next_poll = this->now_ + 1h;
    commit.feed = &feed;
    commit.original = &original;
    commit.delta = store::compare_with_stored(*this->store_, source, feed, this->now_).value();
    return this->store_->commit(commit).value();
  }
  std::vector<std::string> documents(SourceId source) {
    std::vector<std::string> documents;
    const auto originals = this->store_->originals(source).value();
    for (const store::Original& original : originals) documents.push_back(original.document);
    return documents;
  }

  // The entries as a better parser would read them.
  store::Amended read_again(SourceId source, Feed feed, Amending how, const std::vector<TopicId>& topics = {}) {
    for (Entry& entry : feed.entries) entry.source = this->slug_of(source);
    store::Reading reading;
    reading.source = source;
    reading.feed = &feed;
    reading.delta = reconcile(feed, this->store_->known(source, feed).value(), this->now_);
    reading.topics.assign(feed.entries.size(), topics);
    return this->store_->amend(reading, how, this->now_).value();
  }
};
TYPED_TEST_SUITE(OriginalsContract, Backends);

TYPED_TEST(OriginalsContract, KeepsTheLastThatBroughtSomething) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  EXPECT_TRUE(this->documents(a).empty());
  this->poll_document(b, feed_of({article("1")}), "of b");
  std::vector<std::string> expected;
  for (const char* id : {"1", "2", "3", "4", "5"}) {
    this->now_ += 1h;
    const std::string document = std::string("with \0", 6) + id;
    this->poll_document(a, feed_of({article(id, id)}), document);
    this->poll_document(a, feed_of({article(id, id)}), "the same again");
    expected.push_back(document);
    if (expected.size() > store::kOriginalsKept) expected.erase(expected.begin());
    EXPECT_EQ(this->documents(a), expected);
  }
  EXPECT_EQ(this->documents(b), std::vector<std::string>{"of b"});
  const store::Original newest = this->store_->originals(a).value().back();
  EXPECT_EQ(newest.fetched, this->now_);
  EXPECT_EQ(newest.url, "https://a.example/feed");
  EXPECT_EQ(newest.content_type, "application/xml");
}

TYPED_TEST(OriginalsContract, AReadingIsTriedBeforeItIsStored) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({article("1", "A titel"), article("2", "Another")}), {topic});
  const Timestamp changed = this->page(topic).changed;
  this->now_ += 1h;
  const Feed better = feed_of({article("1", "A title"), article("2", "Another"), article("3", "Not stored")});
  const store::Amended tried = this->read_again(a, better, Amending::Try, {topic});
  ASSERT_EQ(tried.amendments.size(), 1u);
  EXPECT_EQ(tried.amendments[0].before.title, "A titel");
  EXPECT_EQ(tried.amendments[0].after.title, "A title");
  EXPECT_TRUE(tried.touched.empty());
  EXPECT_EQ(this->lead_titles(topic), (std::vector<std::string>{"A titel", "Another"}));
  EXPECT_EQ(this->page(topic).changed, changed);

  const store::Amended stored = this->read_again(a, better, Amending::Store, {topic});
  EXPECT_EQ(stored.amendments.size(), 1u);
  EXPECT_EQ(stored.touched, std::vector<TopicId>{topic});
  EXPECT_EQ(this->lead_titles(topic), (std::vector<std::string>{"A title", "Another"}));
  EXPECT_EQ(this->page(topic).changed, this->now_);
  EXPECT_TRUE(this->read_again(a, better, Amending::Store, {topic}).amendments.empty());
}

TYPED_TEST(OriginalsContract, ReadingAgainIsNoEditAndMovesNothing) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({article("1", "A titel", kNow - 48h)}), {topic});
  const Entry before = this->all_entries().at(0);
  this->now_ += 1h;
  this->read_again(a, feed_of({article("1", "A title", kNow - 24h)}), Amending::Store, {topic});
  const Entry after = this->all_entries().at(0);
  EXPECT_EQ(after.title, "A title");
  EXPECT_EQ(after.key, before.key);
  EXPECT_EQ(after.revision, 1u);
  EXPECT_EQ(after.published, before.published);
  EXPECT_EQ(after.first_seen, before.first_seen);
  EXPECT_EQ(after.updated, before.updated);
  EXPECT_FALSE(this->store_->revision(after.key, 1).value());
  EXPECT_EQ(this->poll(a, feed_of({article("1", "A title", kNow - 24h)}), {topic}).revised, 0u)
      << "the next poll reads the same";
}

TYPED_TEST(OriginalsContract, TopicsAreThoseOfTheNewReading) {
  const SourceId a = this->add_source("a");
  const TopicId before = this->add_topic("before");
  const TopicId after = this->add_topic("after");
  this->poll(a, feed_of({article("1", "A titel")}), {before});
  this->read_again(a, feed_of({article("1", "A title")}), Amending::Store, {after});
  EXPECT_TRUE(this->lead_titles(before).empty());
  EXPECT_EQ(this->lead_titles(after), std::vector<std::string>{"A title"});
}

}  // namespace
}  // namespace commonplace::testing
