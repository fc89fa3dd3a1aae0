// What an answer means for a source: its history, its next poll, the sentence an operator reads. Pure.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/pipeline.h"
#include "commonplace/dedup.h"
#include "commonplace/schedule.h"
#include "commonplace/source.h"
#include "fetch/fetcher.h"

namespace commonplace::app {

// Once a day a source is asked without validators, so that nothing sticks on 304.
bool wants_unconditional(const RefreshHistory& history, Timestamp now);

// Why a complete answer holds no feed: its status, an empty body. Nothing for 200, 203, 226 and 304.
std::optional<Error> refusal_of(const fetch::FetchResponse& response);
// A 304 to a request that named no state of the document: nobody can tell what it calls unchanged.
Error unasked_304();
// The same refusal by a server to which another one has sent us: that one's feed is not gone, only the way to it wrong;
// and what the source says to its own origin alone was not said to this one.
enum class Secrets { None, Withheld };
Error refusal_elsewhere(Error refusal, const fetch::FetchResponse& response, Secrets secrets);

// What a refusal asks for with Retry-After; nothing where its status gives that no meaning.
std::optional<std::chrono::seconds> retry_after_of(const fetch::FetchResponse& response, Timestamp now);

// The headers of a good answer. A 304 that says nothing leaves in force what the document came with.
void read_headers(const fetch::FetchResponse& response, PublisherHints& hints, Timestamp now);

// When the entries that are new to the store were published, for the rhythm; `before` is the source's history before
// this poll.
std::vector<Timestamp> publications_of(const Feed& feed, const Delta& delta, const RefreshHistory& before,
                                       Timestamp now);

// The feed is not where it was: its site may announce another. Asked once, and again every few failures.
bool wants_suggestion(const RefreshHistory& history, int status);

// Whether all that was learned is that the source was asked again, and answered.
bool learned_nothing(const RefreshHistory& before, RefreshHistory after);

// A source that is well may still be silent: then the history says so in a sentence.
void record_success(RefreshHistory& history, Timestamp now);
void record_failure(RefreshHistory& history, PollReport& report, const Error& error, Timestamp now);

}  // namespace commonplace::app
