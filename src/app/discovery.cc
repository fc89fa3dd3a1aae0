#include "app/discovery.h"

#include <unordered_set>
#include <utility>

#include "app/poll_outcome.h"
#include "base/digest.h"
#include "base/text.h"
#include "commonplace/decode.h"
#include "commonplace/discover.h"
#include "commonplace/normalize.h"
#include "commonplace/parse.h"
#include "parse/link_terms.h"
#include "text/line.h"
#include "url/feed_scheme.h"

namespace commonplace::app {
namespace {

using fetch::FetchRequest;
using fetch::FetchResponse;
using runtime::Task;

struct NamedType {
  std::string_view part;  // of the media type
  std::string_view format;
};
constexpr NamedType kTypes[] = {
    {"rss", "RSS"}, {"rdf", "RSS"}, {"atom", "Atom"}, {"json", "JSON Feed"}, {"cdf", "CDF"}};

std::string format_of_type(std::string_view type) {
  for (const NamedType& known : kTypes) {
    if (type.find(known.part) != std::string_view::npos) return std::string(known.format);
  }
  return {};
}

// What is read of an answer as a feed; nothing where it is none.
std::optional<FoundFeed> read_as_feed(const Utf8Text& text, const FetchResponse& response, FoundIn where) {
  const Result<ParsedFeed> parsed = parse_feed(text, response.url);
  if (!parsed) return std::nullopt;
  ParsedFeed only_head = *parsed;
  only_head.entries.clear();
  NormalizeContext context;
  context.base = response.url;
  const Feed feed = normalize_feed(only_head, context);
  return FoundFeed{response.url.href(),
                   feed.head.title,
                   parse::media_type(response.header("content-type")),
                   describe(parsed->format, parsed->version),
                   where,
                   parsed->entries.size()};
}

// A server that does not answer one guess will not answer the next, and one that is busy should not be asked more.
bool ends_guessing(const Result<FetchResponse>& response) {
  return response ? response->status == 429 || response->status == 503
                  : response.error().code != Errc::TooLarge && response.error().code != Errc::TooManyRedirects &&
                        response.error().code != Errc::BadRedirect;
}

// Asks for places that may be feeds, and keeps those that are: each document once, under the address it was found at
// first.
class Guesses {
 public:
  explicit Guesses(fetch::Fetcher& fetcher) : fetcher_(fetcher) {}

  Task<std::vector<FoundFeed>> try_all(std::vector<Url> places, FoundIn where) {
    std::vector<FoundFeed> found;
    for (const Url& place : places) {
      if (tired_ || asked_ == kMostGuesses) break;
      ++asked_;
      FetchRequest request;
      request.url = place;
      Task<Result<FetchResponse>> answer = fetcher_.fetch(std::move(request));
      const Result<FetchResponse> response = co_await std::move(answer);
      tired_ = ends_guessing(response);
      if (!response || refusal_of(*response)) continue;
      const Result<Utf8Text> text = decode_to_utf8(response->body, {std::string(response->header("content-type"))});
      std::optional<FoundFeed> feed = text ? read_as_feed(*text, *response, where) : std::nullopt;
      if (!feed || !is_new(*response)) continue;
      found.push_back(std::move(*feed));
    }
    co_return found;
  }

 private:
  bool is_new(const FetchResponse& response) {
    const bool new_address = addresses_.insert(response.url.href()).second;
    const bool new_body = bodies_.insert(base::fast_hash(response.body)).second;
    return new_address && new_body;
  }

  fetch::Fetcher& fetcher_;
  std::size_t asked_ = 0;
  bool tired_ = false;
  std::unordered_set<std::string> addresses_;
  std::unordered_set<std::uint64_t> bodies_;
};

// What the page says, taken apart: what it announces, and what its links may be.
struct Offer {
  std::vector<FoundFeed> announced;
  std::vector<Url> likely;
};

Offer offer_of(const Utf8Text& page, const Url& address) {
  Offer offer;
  for (FeedLink& link : discover_feeds(page.text, address)) {
    if (link.announced) {
      std::string format = format_of_type(link.type);
      offer.announced.push_back({std::move(link.url), text::clean_line(link.title), std::move(link.type),
                                 std::move(format), FoundIn::Head, 0});
    } else if (const Result<Url> url = parse_url(link.url)) {
      offer.likely.push_back(*url);
    }
  }
  return offer;
}

}  // namespace

std::string_view name(FoundIn place) {
  constexpr std::string_view kNames[] = {"address", "head", "link", "well-known"};
  return kNames[static_cast<std::size_t>(place)];
}

Result<Url> parse_web_address(std::string_view text) {
  const std::string address = url::without_feed_scheme(base::trim(text), "https");
  text = address;
  Result<Url> url = parse_url(text);
  if (url && url->is_http()) return url;
  // "localhost:8080/news" reads as a scheme.
  if (text.find("://") == std::string_view::npos) {
    const Result<Url> completed = parse_url("https://" + std::string(text));
    if (completed && completed->username().empty()) return completed;
  }
  if (!url) return url;
  return fail(Errc::BadUrl, "'" + without_userinfo(url->href()) + "' is no http or https address");
}

std::string announced_in(const FetchResponse& page, std::string_view known) {
  const Result<Utf8Text> text = decode_to_utf8(page.body, {std::string(page.header("content-type"))});
  if (!text) return {};
  const std::string known_address = without_userinfo(known);
  for (const FeedLink& link : discover_feeds(text->text, without_userinfo(page.url))) {
    std::string address = without_userinfo(link.url);
    if (link.announced && address != known_address) return address;
  }
  return {};
}

Task<std::string> announced_feed(fetch::Fetcher& fetcher, FetchRequest page, std::string known) {
  Task<Result<FetchResponse>> answer = fetcher.fetch(std::move(page));
  const Result<FetchResponse> response = co_await std::move(answer);
  if (!response || refusal_of(*response)) co_return std::string();
  co_return announced_in(*response, known);
}

Task<Result<std::vector<FoundFeed>>> discover(fetch::Fetcher& fetcher, Url address) {
  using Found = std::vector<FoundFeed>;
  FetchRequest request;
  request.url = std::move(address);
  Task<Result<FetchResponse>> answer = fetcher.fetch(std::move(request));
  const Result<FetchResponse> response = co_await std::move(answer);
  if (!response) co_return fail(response.error());
  if (const std::optional<Error> refusal = refusal_of(*response)) co_return fail(*refusal);
  const Result<Utf8Text> text = decode_to_utf8(response->body, {std::string(response->header("content-type"))});
  if (!text) co_return fail(text.error());
  if (std::optional<FoundFeed> itself = read_as_feed(*text, *response, FoundIn::Address)) {
    Found found;
    found.push_back(std::move(*itself));
    co_return found;
  }

  Offer offer = offer_of(*text, response->url);
  if (!offer.announced.empty()) co_return std::move(offer.announced);
  Guesses guesses(fetcher);
  Task<Found> links = guesses.try_all(std::move(offer.likely), FoundIn::Link);
  Found found = co_await std::move(links);
  if (found.empty()) {
    Task<Found> places = guesses.try_all(well_known_feeds(response->url), FoundIn::WellKnown);
    found = co_await std::move(places);
  }
  co_return found;
}

}  // namespace commonplace::app
