// Everything that commonplace offers a program that embeds it: bytes in, clean entries out, documents out.
//
// A document goes decode_to_utf8 → parse_feed → normalize_feed, or through all of them and the queries with `ingest`.
// Nothing here reads a clock, a file or a socket; times and addresses are arguments. Failures are values (result.h).

#pragma once

#include "commonplace/decode.h"
#include "commonplace/dedup.h"
#include "commonplace/discover.h"
#include "commonplace/entry.h"
#include "commonplace/feed.h"
#include "commonplace/ingest.h"
#include "commonplace/normalize.h"
#include "commonplace/parse.h"
#include "commonplace/publish.h"
#include "commonplace/result.h"
#include "commonplace/safe_html.h"
#include "commonplace/sanitize.h"
#include "commonplace/schedule.h"
#include "commonplace/source.h"
#include "commonplace/time.h"
#include "commonplace/topic.h"
#include "commonplace/url.h"
#include "commonplace/version.h"
