// A request and the published state → the answer, or what must first be read from the store. Pure.

#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "serve/message.h"
#include "serve/snapshot.h"

namespace commonplace::serve {

// What the snapshot does not hold. The caller renders it and answers with one of the functions below.
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

// To another page for now.
Response respond_elsewhere(const Site& site, std::string_view path);

// 410, with a page that says what was there.
Response respond_gone(Rendered page);

// A page that says what is wrong in plain words.
Response respond_error(int status, const Site& site);

}  // namespace commonplace::serve
