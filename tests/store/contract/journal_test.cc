// What happened, the latest first.

#include "store/contract/contract.h"

namespace commonplace::testing {
namespace {

using namespace std::chrono_literals;
using store::Happening;
using store::JournalRow;

template <class Backend>
class JournalContract : public StoreContract<Backend> {
 protected:
  static Entry page(std::string id, std::string title, std::string link) {
    Entry entry = article(std::move(id), std::move(title));
    entry.link = std::move(link);
    return entry;
  }
  std::vector<JournalRow> journal(std::size_t limit = 100) { return this->store_->journal(limit).value(); }
  std::string key(std::string_view title) {
    for (const Entry& entry : this->all_entries()) {
      if (entry.title == title) return entry.key;
    }
    return {};
  }
};
TYPED_TEST_SUITE(JournalContract, Backends);

TYPED_TEST(JournalContract, TellsOfWhatCameAndOfEdits) {
  const SourceId a = this->add_source("a");
  EXPECT_TRUE(this->journal().empty());
  this->poll(a, feed_of({article("1", "One")}));
  const Timestamp first = this->now_;
  this->now_ += 1h;
  this->poll(a, feed_of({article("1", "One, corrected"), article("2", "Two")}));
  const std::string one = this->key("One, corrected");
  const JournalRow added_two{Happening::Added, this->now_, this->key("Two"), "a", "Two", ""};
  const JournalRow edited{Happening::Edited, this->now_, one, "a", "One, corrected", "2"};
  const JournalRow added{Happening::Added, first, one, "a", "One, corrected", ""};
  EXPECT_EQ(this->journal(), (std::vector<JournalRow>{added_two, edited, added}));
  EXPECT_EQ(this->journal(1), std::vector<JournalRow>{added_two});
}

TYPED_TEST(JournalContract, TellsOfStoriesThatBecameOne) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  this->poll(a, feed_of({this->page("1", "Here", "https://a.example/1")}));
  this->now_ += 1h;
  this->poll(b, feed_of({this->page("x", "There", "https://b.example/1")}));
  const std::string here = this->key("Here");
  const std::string there = this->key("There");
  this->now_ += 1h;
  StoryRulings rulings;
  rulings.join.emplace_back(here, there);
  this->store_->rule_stories(rulings, this->now_).value();
  EXPECT_EQ(this->journal().at(0), (JournalRow{Happening::Merged, this->now_, there, "b", "There", here}));
}

TYPED_TEST(JournalContract, TellsOfWhatWasTakenAwayButNotOfWhatWasOld) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->poll(a, feed_of({article("1", "Withdrawn"), article("2", "Pruned"), article("3", "Hidden")}), {topic});
  const std::vector<std::string> withdrawn = {this->key("Withdrawn")};
  const std::vector<std::string> pruned = {this->key("Pruned")};
  const std::string hidden = this->key("Hidden");
  this->now_ += 1h;
  this->store_->bury(withdrawn, TombstoneReason::Withdrawn, this->now_).value();
  this->store_->bury(pruned, TombstoneReason::Pruned, this->now_).value();
  const JournalRow told{Happening::Retracted, this->now_, withdrawn[0], "a", "Withdrawn", "withdrawn"};
  EXPECT_EQ(this->journal(1).at(0), told);
  this->now_ += 1h;
  this->topics_[0].hide = {hidden};
  this->sync_topics();
  EXPECT_EQ(this->journal().at(0),
            (JournalRow{Happening::Retracted, this->now_, hidden, "a", "Hidden", "hidden in t"}));
  for (const JournalRow& row : this->journal()) EXPECT_NE(row.title, "Pruned");
}

TYPED_TEST(JournalContract, TellsOfTheConfiguration) {
  this->store_->note_reconfigured("added partners.toml", this->now_).value();
  this->now_ += 1h;
  this->store_->note_reconfigured("changed partners.toml", this->now_).value();
  const std::vector<JournalRow> rows = this->journal();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].what, Happening::Reconfigured);
  EXPECT_EQ(rows[0].detail, "changed partners.toml");
  EXPECT_EQ(rows[0].when, this->now_);
  EXPECT_EQ(rows[1].detail, "added partners.toml");
  EXPECT_NE(rows[0].key, rows[1].key);
}

}  // namespace
}  // namespace commonplace::testing
