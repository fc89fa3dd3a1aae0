#include "serve/feed_history.h"

#include <algorithm>
#include <optional>

#include "base/digest.h"
#include "base/text.h"
#include "publish/feed_parts.h"
#include "serve/conditional.h"
#include "serve/snapshot.h"

namespace commonplace::serve {
namespace {

std::uint64_t digest_of(std::string_view entry) {
  const base::Sha256 digest = base::sha256(entry);
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i) number = number << 8 | digest[i];
  return number;
}

bool is_refused(std::string_view parameters) {
  for (const std::string_view parameter : base::split(parameters, ';')) {
    const std::string_view text = base::trim(parameter);
    if (!base::starts_with_ignoring_case(text, "q=")) continue;
    return text.find_first_of("123456789") == std::string_view::npos;
  }
  return false;
}

}  // namespace

FeedHistory::FeedHistory(const Representation& now) : document_(now.identity.body) {
  const std::string text = document_.text();
  const publish::FeedParts parts = publish::feed_parts(text);
  head_ = parts.head.size();
  for (const std::string_view entry : parts.entries) {
    sizes_.push_back(entry.size());
    digests_.push_back(digest_of(entry));
  }
  state_.entries = digests_;
  std::ranges::sort(state_.entries);
  state_.etags.push_back(now.identity.etag);
  for (const auto& variant : {now.gzip, now.brotli}) {
    if (variant) state_.etags.push_back(variant->etag);
  }
}

std::shared_ptr<const FeedHistory> FeedHistory::after(const std::shared_ptr<const FeedHistory>& before,
                                                      const Representation& now) {
  std::shared_ptr<FeedHistory> next(new FeedHistory(now));
  if (!before) return next;
  const std::string& etag = next->state_.etags.front();
  const bool is_same = before->state_.etags.front() == etag;
  if (!is_same) next->earlier_.push_back(std::make_shared<const State>(before->state_));
  for (const auto& state : before->earlier_) {
    // A feed that is again what it was has no earlier state of that name.
    if (state->etags.front() != etag && next->earlier_.size() < kStates) next->earlier_.push_back(state);
  }
  return next;
}

std::optional<FeedHistory::Delta> FeedHistory::since(std::string_view etags) const {
  if (base::trim(etags) == "*") return std::nullopt;
  for (const auto& state : earlier_) {
    const auto named =
        std::ranges::find_if(state->etags, [&](const std::string& etag) { return names_etag(etags, etag); });
    if (named == state->etags.end()) continue;
    const std::string text = document_.text();
    Delta delta{*named, text.substr(0, head_)};
    std::size_t place = head_;
    for (std::size_t i = 0; i < sizes_.size(); ++i) {
      if (!std::ranges::binary_search(state->entries, digests_[i])) delta.body.append(text, place, sizes_[i]);
      place += sizes_[i];
    }
    delta.body.append(text, place);
    return delta;
  }
  return std::nullopt;
}

bool accepts_feed_delta(const Request& request) {
  for (const auto& [name, value] : request.headers) {
    if (name != "a-im") continue;
    for (const std::string_view element : base::split(value, ',')) {
      const auto semicolon = element.find(';');
      if (!base::equals_ignoring_case(base::trim(element.substr(0, semicolon)), "feed")) continue;
      return semicolon == std::string_view::npos || !is_refused(element.substr(semicolon + 1));
    }
  }
  return false;
}

}  // namespace commonplace::serve
