// What a feed was before, as far as it is remembered → what is new in it for a reader who has that (RFC 3229, with the
// instance manipulation "feed").

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "serve/body.h"
#include "serve/message.h"

namespace commonplace::serve {

struct Representation;

// Immutable. A state is remembered as the digests of its entries, and by the ETags that it was sent with.
class FeedHistory {
 public:
  static constexpr std::size_t kStates = 32;

  // After `before`, which is null at first: the same where the document is.
  static std::shared_ptr<const FeedHistory> after(const std::shared_ptr<const FeedHistory>& before,
                                                  const Representation& now);

  struct Delta {
    std::string base;  // ETag of what the reader has
    std::string body;  // the feed with only those of its entries that this had not
  };
  // What is new since the latest state that `etags` names, a list as in If-None-Match. Nothing where none is
  // remembered.
  std::optional<Delta> since(std::string_view etags) const;

 private:
  struct State {
    std::vector<std::string> etags;
    std::vector<std::uint64_t> entries;  // sorted
  };

  explicit FeedHistory(const Representation& now);

  Body document_;
  std::size_t head_ = 0;            // bytes of it
  std::vector<std::size_t> sizes_;  // of its entries, which follow
  std::vector<std::uint64_t> digests_;
  State state_;
  std::vector<std::shared_ptr<const State>> earlier_;  // the latest first
};

// Whether the client takes a 226 with the entries that are new (RFC 3229 §10.5.3).
bool accepts_feed_delta(const Request& request);

}  // namespace commonplace::serve
