// How a source is asked for, and how its answer is to be read: the same for polls and for commands.

#pragma once

#include "commonplace/source.h"
#include "commonplace/url.h"
#include "config/config.h"
#include "fetch/curl/fetcher.h"
#include "fetch/fetcher.h"

namespace commonplace::app {

// Who we say we are, and which private networks everybody may enter.
fetch::curl::Settings fetch_settings(const config::Service& service);

// The same for the operator's webhook, which never takes a source's place.
fetch::curl::Settings alert_settings(const config::Service& service);

// With everything that is set for the source; unconditional.
fetch::FetchRequest request_for(const Url& url, const Source& source);

// For a page of its site: by the same way, without what is meant for the feed alone (secrets, validators).
fetch::FetchRequest page_request_for(const Url& url, const Source& source);

// Links in a local file are relative to the publisher's site, not to this machine; and no password of ours goes into
// one.
Url document_base(const fetch::FetchResponse& response, const Source& source);

}  // namespace commonplace::app
