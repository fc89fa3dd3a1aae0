#include "app/source_settings.h"

#include <gtest/gtest.h>

#include <map>

#include "app/poll_counters.h"

namespace commonplace::app {
namespace {

using namespace std::chrono_literals;

TEST(SettingsOf, NamesWhatIsNotAsByDefault) {
  Source source;
  source.slug = "a";
  source.url = "https://reader:s3cret@a.example/feed";
  const std::vector<std::pair<std::string, std::string>> plain = {
      {"url", "https://a.example/feed"}, {"interval", "1h"}, {"min_interval", "15m"}, {"max_interval", "12h"}};
  EXPECT_EQ(settings_of(source), plain);
  source.interval = 90min;
  source.tags = {"partners", "national"};
  source.types = {{"Webinar", "webinar"}};
  source.priority = 10;
  source.rights = Republish::Full;
  source.future_dates = FutureDates::Event;
  source.enabled = false;
  std::map<std::string, std::string> settings;
  for (const auto& [key, value] : settings_of(source)) settings[key] = value;
  const std::map<std::string, std::string> expected = {{"url", "https://a.example/feed"},
                                                       {"interval", "1h 30m"},
                                                       {"min_interval", "15m"},
                                                       {"max_interval", "12h"},
                                                       {"tags", "partners, national"},
                                                       {"types", "Webinar: webinar"},
                                                       {"priority", "10"},
                                                       {"rights", "full"},
                                                       {"future_dates", "event"},
                                                       {"enabled", "false"}};
  EXPECT_EQ(settings, expected);
}

TEST(SettingsOf, NeverTellsASecret) {
  Source source;
  source.url = "https://s3cret:s3cret@a.example/feed";
  source.homepage = "https://s3cret@a.example/";
  source.headers = {{"Authorization", "Bearer s3cret"}, {"X-Key", "s3cret"}};
  source.username = "s3cret";
  source.password = "s3cret";
  source.proxy = "http://s3cret@proxy.example";
  std::map<std::string, std::string> settings;
  for (const auto& [key, value] : settings_of(source)) {
    EXPECT_EQ(value.find("s3cret"), std::string::npos) << key;
    settings[key] = value;
  }
  EXPECT_EQ(settings["headers"], "Authorization, X-Key (values are not shown)");
  EXPECT_EQ(settings["password"], "given, not shown");
}

PollReport report_of(std::string source, PollStatus status, std::size_t fresh, double seconds) {
  PollReport report;
  report.source = std::move(source);
  report.status = status;
  report.fresh = fresh;
  report.seconds = seconds;
  return report;
}

TEST(PollCounters, CountByOutcomeAndForgetWhatIsGone) {
  PollCounters counters;
  counters.count(report_of("a", PollStatus::Ok, 3, 0.5));
  counters.count(report_of("a", PollStatus::Unchanged, 0, 0.25));
  counters.count(report_of("b", PollStatus::Blocked, 0, 0));
  counters.count(report_of("", PollStatus::Error, 0, 0));
  ASSERT_EQ(counters.by_source().size(), 2u);
  const serve::PollCounts& a = counters.by_source().at("a");
  EXPECT_EQ(a.by_status.at("ok"), 1u);
  EXPECT_EQ(a.by_status.at("unchanged"), 1u);
  EXPECT_EQ(a.entries, 3u);
  EXPECT_EQ(a.seconds, 0.75);
  config::Config config;
  config.sources.emplace_back().slug = "b";
  counters.keep_only(config);
  EXPECT_EQ(counters.by_source().size(), 1u);
  EXPECT_TRUE(counters.by_source().contains("b"));
  EXPECT_EQ(counters.all().by_status.at("ok"), 1u) << "a counter never goes down";
  EXPECT_EQ(counters.all().entries, 3u);
}

}  // namespace
}  // namespace commonplace::app
