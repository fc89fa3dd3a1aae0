// Documents that were made for a question, for whoever asks the same before anything changes.

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "serve/snapshot.h"

namespace commonplace::app {

// What is asked, in the encoding that it is sent in: equal for all who are sent the same bytes.
std::string question_of(std::string what, std::string_view accept_encoding);

// Bounded by bytes. Used by one thread.
class KeptAnswers {
 public:
  static constexpr std::size_t kMostBytes = std::size_t{8} << 20;

  using Document = std::shared_ptr<const serve::Representation>;

  // Null where there is none.
  Document find(const std::string& question) const;
  // Something changed: nothing of what was kept is good any more, nor what is being made by now.
  void forget();
  std::uint64_t state() const { return state_; }
  // An answer that was begun when `state` was that.
  void keep(const std::string& question, Document document, std::uint64_t state);

 private:
  std::map<std::string, Document> documents_;
  std::size_t bytes_ = 0;
  std::uint64_t state_ = 0;
};

}  // namespace commonplace::app
