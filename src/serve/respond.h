// A request and the published state → the answer, or what must first be read from the store. Pure.

#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "serve/message.h"
#include "serve/snapshot.h"

namespace commonplace::serve {

// What the snapshot does not hold. The caller renders it and answers with `respond_with`, or `respond_error` with 404.
struct Query {
  enum class Kind { EntryPage };
  Kind kind = Kind::EntryPage;
  std::string key;
};

using Answer = std::variant<Response, Query>;

// `snapshot` is null before the first: then only /healthz and the assets are answered with anything but 503.
Answer respond(const Request& request, const Snapshot* snapshot);

// The representation in the encoding the client takes, or 304, with every header that belongs to it.
Response respond_with(const Request& request, const Representation& representation);

// To the name that is kept, `path` below public_url: it is one of ours, so the Location cannot lead anywhere else.
Response respond_moved(const Site& site, std::string_view path, std::string_view query = {});

// A page that says what is wrong in plain words.
Response respond_error(int status, const Site& site);

}  // namespace commonplace::serve
