#include "app/explain_topics.h"

#include <gtest/gtest.h>

namespace commonplace::app {
namespace {

using namespace std::chrono_literals;
using Place = TopicReason::Place;

constexpr Timestamp kNow{std::chrono::seconds{1'729'771'200}};

Entry copy(std::string key, std::string source, std::string title) {
  Entry entry;
  entry.key = std::move(key);
  entry.source = std::move(source);
  entry.story = "one";
  entry.title = std::move(title);
  entry.type = "News";
  entry.language = "en";
  entry.published = kNow - 48h;
  return entry;
}

store::EntryRow story() {
  store::EntryRow row;
  row.entry = copy("one", "county", "Partners meet");
  row.others = {copy("two", "state", "Partners meet again")};
  row.topics = {"t"};
  return row;
}

TopicReason reason(const Topic& topic, const ShownStories& shown = {}, const store::EntryRow& row = story()) {
  std::vector<Source> sources(2);
  sources[0].slug = "county";
  sources[0].tags = {"local"};
  sources[1].slug = "state";
  return explain_topics(row, std::vector<Topic>{topic}, sources, shown, kNow).at(0);
}

TEST(ExplainTopics, NamesTheSettingOrThePartOfTheQueryThatDecides) {
  const struct {
    const char* name;
    void (*change)(Topic&);
    Place place;
    std::string why;
  } cases[] = {
      {"everything", [](Topic& t) { t.match.clear(); }, Place::Shown, "its query takes everything"},
      {"matched", [](Topic&) {}, Place::Shown, "partner in the title: Partners"},
      {"failed", [](Topic& t) { t.match = "partner kitchen"; }, Place::Out, "kitchen is not there"},
      {"several", [](Topic& t) { t.match = "partner meet"; }, Place::Shown,
       "partner in the title: Partners; meet in the title: meet"},
      {"by a tag", [](Topic& t) { t.match = "tag:local"; }, Place::Shown, "tag:local: its source has this tag"},
      {"sources",
       [](Topic& t) {
         t.sources = {"elsewhere", "#national"};
       },
       Place::Out, "`sources` takes elsewhere, #national only, it comes from county"},
      {"sources of a copy", [](Topic& t) { t.sources = {"state"}; }, Place::Shown,
       "through its copy two of state: partner in the title: Partners"},
      {"types", [](Topic& t) { t.types = {"Webinar"}; }, Place::Out, "`types` takes Webinar only, it is of type News"},
      {"types in another case", [](Topic& t) { t.types = {"NEWS"}; }, Place::Shown, "partner in the title: Partners"},
      {"languages",
       [](Topic& t) {
         t.languages = {"fr", "de"};
       },
       Place::Out, "`languages` takes fr, de only, it is in en"},
      {"too old", [](Topic& t) { t.max_age = 24h; }, Place::LeftOut,
       "older than its `max_age` of 1d; else: partner in the title: Partners"},
      {"young enough", [](Topic& t) { t.max_age = 72h; }, Place::Shown, "partner in the title: Partners"},
      {"hidden", [](Topic& t) { t.hide = {"one"}; }, Place::LeftOut,
       "`hide` names it; else: partner in the title: Partners"},
      {"hidden copy", [](Topic& t) { t.hide = {"two"}; }, Place::LeftOut,
       "`hide` names it; else: partner in the title: Partners"},
      {"pinned", [](Topic& t) { t.match = "kitchen", t.pin = {"one"}; }, Place::Shown,
       "`pin` names it; kitchen is not there"},
      {"pinned and old", [](Topic& t) { t.max_age = 1h, t.pin = {"one"}; }, Place::Shown,
       "`pin` names it; partner in the title: Partners"},
      {"pinned and hidden", [](Topic& t) { t.pin = t.hide = {"one"}; }, Place::LeftOut,
       "`hide` names it; else: partner in the title: Partners"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Topic topic;
    topic.slug = "t";
    topic.match = "partner";
    c.change(topic);
    const TopicReason found = reason(topic);
    EXPECT_EQ(label_of(found.place), label_of(c.place));
    EXPECT_EQ(found.why, c.why);
  }
}

TEST(ExplainTopics, KnowsWhatHasNoRoom) {
  Topic topic;
  topic.slug = "t";
  topic.match = "meet";
  EXPECT_EQ(reason(topic, {{"t", {"one", "other"}}}).place, Place::Shown);
  const TopicReason full = reason(topic, {{"t", {"other"}}});
  EXPECT_EQ(full.place, Place::LeftOut);
  EXPECT_EQ(full.why, "not among its newest: `limit` is 20; else: meet in the title: meet");
  topic.per_source = 2;
  EXPECT_EQ(reason(topic, {{"t", {"other"}}}).why,
            "not among its newest: `limit` is 20, `per_source` 2; else: meet in the title: meet");
  store::EntryRow row = story();
  row.topics.clear();
  EXPECT_EQ(reason(topic, {{"t", {}}}, row).why,
            "no daemon has applied its rule as it is now; else: meet in the title: meet");
}

}  // namespace
}  // namespace commonplace::app
