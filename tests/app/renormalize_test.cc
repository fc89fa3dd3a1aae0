#include "app/renormalize.h"

#include "newsroom.h"

namespace commonplace::app {
namespace {

using namespace commonplace::testing;
using Amending = store::RetentionStore::Amending;

// What a better parser would do is done by other settings here: the documents are the same, and read otherwise.
class RenormalizeTest : public ::testing::Test {
 protected:
  RenormalizeTest() {
    newsroom_.add_source("partner");
    newsroom_.add_topic("events", "type:Event");
    newsroom_.apply();
    newsroom_.network.script(address("partner"),
                             [this](const fetch::FetchRequest&) { return make_response(200, document_); });
  }

  void publish(const std::vector<std::string>& titles) {
    document_ = rss(titles);
    newsroom_.poll_well("partner");
  }
  void read_as(const std::string& type) {
    newsroom_.config.sources[0].type = type;
    newsroom_.apply();
  }
  Renormalized renormalized(Amending how) {
    return renormalize(newsroom_.store, *newsroom_.live, newsroom_.live->config.sources[0], how, newsroom_.clock.now())
        .value();
  }
  std::vector<std::string> types() {
    std::vector<std::string> types;
    const auto entries = newsroom_.store.entries({}).value();
    for (const Entry& entry : entries) types.push_back(entry.type);
    return types;
  }

  std::string document_;
  Newsroom newsroom_;
};

TEST(SourcesToRenormalize, AreThoseThatAreNamedElseAll) {
  Newsroom newsroom;
  for (const char* slug : {"a", "b", "c"}) newsroom.add_source(slug);
  newsroom.apply();
  const struct {
    std::vector<std::string> named, expected;
  } cases[] = {{{}, {"a", "b", "c"}}, {{"c", "a"}, {"a", "c"}}, {{"b", "b"}, {"b"}}};
  for (const auto& c : cases) {
    std::vector<std::string> slugs;
    const auto sources = sources_to_renormalize(*newsroom.live, c.named).value();
    for (const Source* source : sources) slugs.push_back(source->slug);
    EXPECT_EQ(slugs, c.expected);
  }
  const std::vector<std::string> unknown = {"a", "nobody"};
  EXPECT_EQ(sources_to_renormalize(*newsroom.live, unknown).error().code, Errc::NotFound);
}

TEST_F(RenormalizeTest, SaysWhatWouldChangeAndChangesNothing) {
  publish({"Two", "One"});
  EXPECT_TRUE(renormalized(Amending::Try).entries.empty());
  read_as("Event");
  const Renormalized tried = renormalized(Amending::Try);
  ASSERT_EQ(tried.entries.size(), 2u);
  EXPECT_EQ(tried.entries[0].title, "Two");
  ASSERT_EQ(tried.entries[0].fields.size(), 1u);
  EXPECT_EQ(tried.entries[0].fields[0].name, "type");
  const std::string lines = renormalized_to_json("partner", tried);
  EXPECT_EQ(lines.substr(0, lines.find('\n')),
            "{\"source\":\"partner\",\"key\":\"" + tried.entries[0].key +
                "\",\"title\":\"Two\",\"changes\":{\"type\":{\"before\":\"News\",\"after\":\"Event\"}}}");
  EXPECT_TRUE(tried.touched.empty());
  EXPECT_EQ(types(), (std::vector<std::string>{"News", "News"}));
}

TEST_F(RenormalizeTest, StoresWhatItSaidAndMatchesTopicsAnew) {
  publish({"Two", "One"});
  read_as("Event");
  const Renormalized stored = renormalized(Amending::Store);
  EXPECT_EQ(stored.entries.size(), 2u);
  EXPECT_EQ(stored.touched, std::vector<TopicId>{newsroom_.topic("events")});
  EXPECT_EQ(types(), (std::vector<std::string>{"Event", "Event"}));
  EXPECT_TRUE(renormalized(Amending::Store).entries.empty());
}

TEST_F(RenormalizeTest, TheLatestDocumentDecidesOnAnEntry) {
  publish({"One"});
  publish({"Two", "One"});
  read_as("Event");
  EXPECT_EQ(renormalized(Amending::Store).entries.size(), 2u) << "each entry once";
}

TEST_F(RenormalizeTest, WithoutDocumentsThereIsNothingToRead) {
  EXPECT_TRUE(renormalized(Amending::Store).entries.empty());
}

}  // namespace
}  // namespace commonplace::app
