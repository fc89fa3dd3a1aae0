// Feeds as JSON: the head that the store keeps of a source, and what `commonplace parse --json` prints (SPEC §3).

#pragma once

#include <string>
#include <string_view>

#include "commonplace/feed.h"
#include "commonplace/result.h"
#include "json/writer.h"

namespace commonplace::json {

std::string feed_head_to_json(const FeedHead& head);
// Error: Malformed, naming the member.
Result<FeedHead> feed_head_from_json(std::string_view text);

// {"format","version","feed":{…},"entries":[…],"warnings":[…]}; "file" comes first where one is named.
void write_parsed_document(Writer& writer, const Feed& feed, std::string_view file = {});

}  // namespace commonplace::json
