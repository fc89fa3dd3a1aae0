// Whether this machine is cut off, so that a poll that fails says nothing of its source. Pure: the times come in.
//
// A name server that does not answer, and a network that cannot be reached, are ours to bear: until some poll gets
// through to anybody, no source is blamed, and one at a time is tried. But a name may have a broken name server of its
// own, and an address a network that we never had: a source that was excused again and again, while others got
// through, is blamed the next time; and so is one that is alone in not being reached, where no other was asked.

#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "commonplace/result.h"
#include "commonplace/time.h"

namespace commonplace::app {

class Outage {
 public:
  static constexpr std::chrono::seconds kFirstWait{5};
  static constexpr std::chrono::seconds kLongestWait{30};
  static constexpr int kExcuses = 3;  // of one source

  // How a poll of that source over the network ended: with an answer, or with an error. True: it is excused.
  bool excuses(const std::string& slug, const std::optional<Error>& error, Timestamp now);

  bool is_on() const { return since_.has_value(); }
  // "cut off from the network since …", and why; empty where there is no outage.
  std::string in_words() const;
  // How long to wait before the next try; each time longer.
  std::chrono::seconds next_wait();

 private:
  bool is_suspect(const std::string& slug) const;
  void end();

  std::optional<Timestamp> since_;
  std::string why_;
  std::chrono::seconds wait_ = kFirstWait;
  std::map<std::string, int> unreached_;  // how often each, since anybody was reached
  std::map<std::string, int> suspects_;   // in how many outages they were excused that others ended
};

}  // namespace commonplace::app
