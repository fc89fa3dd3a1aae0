#include "app/poll_json.h"

#include <gtest/gtest.h>

namespace commonplace::app {
namespace {

TEST(PollReportToJson, IsOneLineWithWhatThePollCameTo) {
  PollReport report;
  report.source = "partner";
  report.status = PollStatus::Ok;
  report.http = 200;
  report.fresh = 2;
  report.revised = 1;
  report.entries = 20;
  report.seconds = 0.25;
  EXPECT_EQ(poll_report_to_json(report),
            R"({"source":"partner","status":"ok","http":200,"new":2,"revised":1,"entries":20,"seconds":2.5E-1})");
}

TEST(PollReportToJson, LeavesOutWhatThereWasNot) {
  PollReport report;
  report.source = "partner";
  report.status = PollStatus::Error;
  report.message = "the name \"partner.example\"\nis not known";
  const std::string json = poll_report_to_json(report);
  EXPECT_EQ(json.find("http"), std::string::npos) << json;
  EXPECT_NE(json.find(R"("message":"the name \"partner.example\"\nis not known")"), std::string::npos) << json;
  EXPECT_EQ(json.find('\n'), std::string::npos);
}

}  // namespace
}  // namespace commonplace::app
