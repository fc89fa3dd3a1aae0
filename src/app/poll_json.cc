#include "app/poll_json.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cmath>

namespace commonplace::app {

std::string poll_report_to_json(const PollReport& report) {
  boost::json::object object{{"source", report.source}, {"status", std::string(name(report.status))}};
  if (report.http > 0) object["http"] = report.http;
  object["new"] = report.fresh;
  object["revised"] = report.revised;
  object["entries"] = report.entries;
  object["seconds"] = std::round(report.seconds * 1000) / 1000;
  if (!report.message.empty()) object["message"] = report.message;
  return boost::json::serialize(object);
}

}  // namespace commonplace::app
