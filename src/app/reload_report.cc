#include "app/reload_report.h"

#include <boost/json.hpp>

#include "base/counted.h"
#include "base/utf8.h"

namespace commonplace::app {
namespace {

namespace json = boost::json;

std::vector<std::string> waiting(const config::Difference& difference) {
  std::vector<std::string> keys;
  for (const std::string& key : difference.service) {
    if (config::waits_for_start(key)) keys.push_back(key);
  }
  return keys;
}

json::array array_of(const std::vector<std::string>& texts) {
  json::array array;
  for (const std::string& text : texts) array.emplace_back(base::repair_utf8(text));
  return array;
}

json::object object_of(const config::Changes& changes) {
  return {{"added", array_of(changes.added)},
          {"changed", array_of(changes.changed)},
          {"removed", array_of(changes.removed)}};
}

}  // namespace

std::string reload_in_words(const Live& live, const config::Difference& difference) {
  std::string words = config::in_words(difference) + "; " +
                      base::counted(live.config.sources.size(), "source", "sources") + ", " +
                      base::counted(live.config.topics.size(), "topic", "topics");
  for (const std::string& key : waiting(difference)) words += "; '" + key + "' waits for the next start";
  const DropIns& drop_ins = live.drop_ins;
  if (!drop_ins.left_out.empty())
    words += "; " + base::counted(drop_ins.left_out.size(), "bad drop-in", "bad drop-ins") + " left out";
  if (!drop_ins.kept.empty())
    words += "; " + base::counted(drop_ins.kept.size(), "bad drop-in", "bad drop-ins") +
             (drop_ins.kept.size() == 1 ? " kept as it was" : " kept as they were");
  return words;
}

std::string reload_as_json(const Live& live, const config::Difference& difference) {
  json::array errors, warnings;
  for (const config::Message& message : live.messages) {
    const bool is_error = message.severity == config::Message::Severity::Error;
    (is_error ? errors : warnings).emplace_back(base::repair_utf8(message.to_string()));
  }
  return json::serialize(json::object{{"message", reload_in_words(live, difference)},
                                      {"sources", object_of(difference.sources)},
                                      {"topics", object_of(difference.topics)},
                                      {"service", array_of(difference.service)},
                                      {"stories", difference.stories},
                                      {"waiting", array_of(waiting(difference))},
                                      {"errors", std::move(errors)},
                                      {"warnings", std::move(warnings)},
                                      {"left_out", array_of(live.drop_ins.left_out)},
                                      {"kept", array_of(live.drop_ins.kept)}});
}

}  // namespace commonplace::app
