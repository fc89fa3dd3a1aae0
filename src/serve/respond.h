// A request and the published state → the answer, or what must first be read from the store. Pure.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "serve/embed.h"
#include "serve/message.h"
#include "serve/snapshot.h"

namespace commonplace::serve {

// What the snapshot does not hold. The caller renders it and answers with one of the functions below.
struct EntryQuery {
  std::string key;
  std::optional<std::uint32_t> revision = {};  // an earlier one is asked for
};
// The caller answers with `respond_with`, or `respond_problem`.
struct SearchQuery {
  SearchParameters asked;
  OutputFormat format = OutputFormat::Html;
};
// A topic's feed or calendar, narrowed. The topic is in the snapshot, and may be read by whoever asks. The caller
// answers with `respond_with`, or `respond_bad_parameter`.
struct FeedQuery {
  std::string slug;
  OutputFormat format = OutputFormat::Atom;
  FeedParameters asked;
};
// An archive of a topic that is in the snapshot, and may be read by whoever asks. The caller answers with
// `respond_with`.
struct ArchiveQuery {
  std::string slug;
  std::size_t number = 0;
};

struct SourcesQuery {};

// After an EmbedQuery the caller answers with `respond_with`.
using Answer = std::variant<Response, EntryQuery, SearchQuery, SourcesQuery, FeedQuery, ArchiveQuery, EmbedQuery>;

// `snapshot` is null before the first: then only /healthz and the assets are answered with anything but 503.
Answer respond(const Request& request, const Snapshot* snapshot);

// The representation in the encoding the client takes, or 304, with every header that belongs to it.
Response respond_with(const Request& request, const std::shared_ptr<const Representation>& representation);
// The same of a feed whose earlier states are remembered: who asks for it and has one of them gets what is new (226).
Response respond_with(const Request& request, const std::shared_ptr<const Representation>& representation,
                      const FeedHistory& history);

// The whole document at the path of the request, whatever parameters it has.
Response respond_whole(const Request& request, const Snapshot& snapshot);

// To the name that is kept, `path` below public_url: it is one of ours, so the Location cannot lead anywhere else.
Response respond_moved(const Site& site, std::string_view path, std::string_view query = {});

// To another page for now.
Response respond_elsewhere(const Site& site, std::string_view path);

// 410, with a page that says what was there.
Response respond_gone(Rendered page);

// The page of a search that has a problem, with what was asked kept in it; a feed's readers are told in plain text.
Response respond_problem(int status, const SearchPage& page, OutputFormat format);

// 400: which value of which parameter means nothing, in plain text.
Response respond_bad_parameter(const std::string& problem);

// Lets scripts of other sites read it, as they read feeds.
void open_to_scripts(Response& response);

// 401: it is for those who have a token.
Response respond_unauthorized(const Site& site);

// A page that says what is wrong in plain words.
Response respond_error(int status, const Site& site);

}  // namespace commonplace::serve
