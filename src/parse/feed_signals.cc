#include "parse/feed_signals.h"

#include "commonplace/time.h"
#include "parse/element_text.h"
#include "parse/read_entries.h"

namespace commonplace::parse {

bool read_feed_signal(const xml::Element& element, ParsedFeed& feed) {
  if (element.is(xml::Ns::FeedHistory, "complete")) return feed.complete = true;
  if (!element.is(xml::Ns::Tombstones, "deleted-entry")) return false;
  Withdrawal withdrawal{first_attribute(element, {"ref"}), std::nullopt};
  if (const auto when = parse_date(element.attribute("when"))) withdrawal.when = when->instant;
  const bool has_room = feed.withdrawn.size() <= kMaxEntries;  // one more than is kept, for limit_head to tell
  if (!withdrawal.id.empty() && has_room) feed.withdrawn.push_back(std::move(withdrawal));
  return true;
}

}  // namespace commonplace::parse
