// Of what came undated and all at once, a few stories are news.

#include "contract.h"

namespace commonplace::testing {
namespace {

using namespace std::chrono_literals;
using Ids = std::vector<std::string>;

template <class Backend>
class BacklogContract : public StoreContract<Backend> {
 protected:
  // One document of so many entries, the newest first.
  void bring(SourceId source, int entries, bool dated, TopicId topic) {
    std::vector<Entry> list;
    for (int i = 0; i < entries; ++i) {
      const std::string id = this->slug_of(source) + std::to_string(this->now_.time_since_epoch().count() % 100'000) +
                             "-" + std::to_string(i);
      Entry& entry = list.emplace_back(article(id, id));
      entry.first_seen = this->now_;
      entry.published = dated ? this->now_ - std::chrono::hours{1 + i} : this->now_;
      entry.date_from = dated ? DateFrom::Published : DateFrom::FirstSeen;
    }
    this->poll(source, feed_of(std::move(list)), {topic});
  }
  // "a0 a1 b0": of which source, and which entry of its document.
  Ids shown(TopicId topic, std::size_t limit) {
    Ids ids;
    for (const std::string& title : this->lead_titles(topic, limit)) {
      ids.push_back(title.substr(0, 1) + title.substr(title.find('-') + 1));
    }
    return ids;
  }
};
TYPED_TEST_SUITE(BacklogContract, Backends);

TYPED_TEST(BacklogContract, AFewOfThemAreShown) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->bring(a, 30, false, topic);
  EXPECT_EQ(this->shown(topic, 20), (Ids{"a0", "a1", "a2", "a3", "a4"}));
  EXPECT_EQ(this->shown(topic, 3), (Ids{"a0", "a1", "a2"}));
  EXPECT_EQ(this->page(topic).total, 30u);
}

TYPED_TEST(BacklogContract, TheyLeaveRoomForOthers) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  this->now_ -= 48h;
  this->bring(b, 3, true, topic);
  this->now_ += 48h;
  this->bring(a, 100, false, topic);
  EXPECT_EQ(this->shown(topic, 7), (Ids{"a0", "a1", "a2", "a3", "a4", "b0", "b1"}));
}

TYPED_TEST(BacklogContract, OneIsOfOneSourceAndOneMoment) {
  const SourceId a = this->add_source("a");
  const SourceId b = this->add_source("b");
  const TopicId topic = this->add_topic("t");
  this->bring(a, 6, false, topic);
  this->bring(b, 6, false, topic);
  this->now_ += 1h;
  this->bring(a, 2, false, topic);
  EXPECT_EQ(this->shown(topic, 20).size(), 12u);
}

TYPED_TEST(BacklogContract, WhatHasADateIsNone) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->bring(a, 30, true, topic);
  EXPECT_EQ(this->shown(topic, 20).size(), 20u);
}

// Sources are held to a number among those that are shown.
TYPED_TEST(BacklogContract, WhatIsLeftOutTakesNobodysPlace) {
  const SourceId a = this->add_source("a");
  const TopicId topic = this->add_topic("t");
  this->now_ -= 48h;
  this->bring(a, 3, true, topic);
  this->now_ += 48h;
  this->bring(a, 30, false, topic);
  store::TopicSelection selection;
  selection.per_source = 7;
  EXPECT_EQ(this->store_->newest(topic, selection).value().stories.size(), 7u);
}

}  // namespace
}  // namespace commonplace::testing
