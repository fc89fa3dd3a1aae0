// What an answer means for a source: its history, its next poll, the sentence an operator reads. Pure.

#pragma once

#include <optional>
#include <string>

#include "app/pipeline.h"
#include "commonplace/schedule.h"
#include "commonplace/source.h"
#include "fetch/fetcher.h"

namespace commonplace::app {

// Once a day a source is asked without validators, so that nothing sticks on 304.
bool wants_unconditional(const RefreshHistory& history, Timestamp now);

// Why a complete answer holds no feed: its status, an empty body. Nothing for 200, 226 and 304.
std::optional<Error> refusal_of(const fetch::FetchResponse& response);

RefreshHints hints_of(const fetch::FetchResponse& response, Timestamp now);

void record_success(RefreshHistory& history, Timestamp now);
void record_failure(RefreshHistory& history, PollReport& report, const Error& error, Timestamp now);

// "every 1h", "try 3 after 2 failures", "gone: one look a week": why the next poll is when it is.
std::string explain_next(const RefreshHistory& history, const RefreshHints& hints, const RefreshPolicy& policy);

}  // namespace commonplace::app
