#include "app/unknown_name.h"

#include <gtest/gtest.h>

namespace commonplace::app {
namespace {

config::Config configured() {
  config::Config config;
  for (const char* slug : {"harbor-county", "lakeland"}) config.sources.emplace_back().slug = slug;
  config.topics.emplace_back().slug = "partnerships";
  return config;
}

TEST(UnknownName, SuggestsTheNearestElseTheList) {
  struct Case {
    Error error;
    std::string_view sentence;
  };
  const Case cases[] = {
      {unknown_source(configured(), "lakland"), "no source 'lakland' is configured; did you mean 'lakeland'?"},
      {unknown_source(configured(), "nobody"), "no source 'nobody' is configured; `commonplace sources` lists them"},
      {unknown_topic(configured(), "partnership"),
       "no topic 'partnership' is configured; did you mean 'partnerships'?"},
      {unknown_topic(configured(), "nothing"), "no topic 'nothing' is configured; `commonplace topics` lists them"},
      {unknown_source({}, "x"), "no source 'x' is configured, and no other; is --config the folder that is meant?"},
      {unknown_source_or_key(configured(), "harbour-county"),
       "nothing is called 'harbour-county'; did you mean 'harbor-county'?"},
      {unknown_source_or_key(configured(), "0123456789ab"),
       "nothing is called '0123456789ab'; `commonplace sources` lists the sources, `commonplace entries --json` the "
       "keys"},
  };
  for (const Case& c : cases) EXPECT_EQ(c.error, (Error{Errc::NotFound, std::string(c.sentence)}));
}

TEST(UnknownName, TheFirstThatNoSourceHas) {
  const config::Config config = configured();
  EXPECT_EQ(first_unknown_source(config, {}), std::nullopt);
  const std::vector<std::string> known = {"lakeland", "harbor-county"};
  EXPECT_EQ(first_unknown_source(config, known), std::nullopt);
  const std::vector<std::string> unknown = {"lakeland", "nobody", "lakland"};
  EXPECT_EQ(first_unknown_source(config, unknown), unknown_source(config, "nobody"));
}

}  // namespace
}  // namespace commonplace::app
