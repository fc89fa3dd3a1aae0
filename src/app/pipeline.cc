#include "app/pipeline.h"

#include <set>

#include "app/discovery.h"
#include "app/holds.h"
#include "app/moves.h"
#include "app/page_instead.h"
#include "app/poll_outcome.h"
#include "app/source_request.h"
#include "base/digest.h"
#include "fetch/conditional.h"
#include "runtime/log.h"
#include "store/comparison.h"
#include "store/compressed.h"

namespace commonplace::app {

using fetch::FetchRequest;
using fetch::FetchResponse;
using runtime::run_on;
using runtime::Task;

namespace {

RefreshPolicy policy_of(const Source& source) {
  return {source.interval, source.min_interval, source.max_interval, base::fast_hash(source.slug)};
}

}  // namespace

// One poll on its way: shared by the coroutine and the jobs it gives to the pools.
struct Pipeline::Poll {
  Poll(std::shared_ptr<const Live> in_force, const Source& polled, Timestamp now)
      : live(std::move(in_force)), source(polled), started(now) {}

  // The answer was read, or need not be: what it says of itself goes into the next request.
  void succeed(const FetchResponse& response) {
    fetched.validators = fetch::refreshed(fetched.validators, response);
    if (unconditional) fetched.last_unconditional = started;
    read_headers(response, fetched.hints, started);
    is_well = true;
  }

  // What the document brought that is new, and with it when the next poll is. The same however often it is asked.
  void conclude() {
    commit.history = fetched;
    RefreshHistory& history = commit.history;
    if (const Feed* feed = commit.feed) {
      learn_publications(history.rhythm, publications_of(*feed, commit.delta, before, started), started);
      if (commit.delta.count(Change::Inserted) > 0) history.last_new = started;
    }
    if (is_well) record_success(history, started);
    const std::optional<std::chrono::seconds> stay_away = is_well ? std::nullopt : longest_asked();
    history.held_until = stay_away ? std::optional(started + *stay_away) : std::nullopt;
    settle_address();
    const NextRefresh next = next_refresh(history, policy_of(source), started, stay_away);
    commit.learned_nothing = is_well && !commit.feed && !commit.adopted_url && learned_nothing(before, history);
    commit.next_poll = next.at;
    commit.next_poll_reason = to_sentence(next.reason);
  }

  // What Retry-After asks for, now or before: an operator may have asked all the same, and got another failure.
  std::optional<std::chrono::seconds> longest_asked() const {
    return std::max(retry_after, hold_left(before, started));
  }

  // Whether the source is asked somewhere else from now on.
  void settle_address() {
    RefreshHistory& history = commit.history;
    if (is_well) {
      commit.adopted_url = note_move(history.move, moved_to, source);
      if (!commit.adopted_url) return;
      report.message = "this source has moved for good and is polled at " + without_userinfo(*commit.adopted_url) +
                       " from now on; put that address into its drop-in";
      if (*commit.adopted_url == source.url) commit.adopted_url = "";
      return;
    }
    history.move = {};
    if (is_adopted && gives_up_adopted(history)) {
      commit.adopted_url = "";
      history.validators = {};
    }
  }

  // What was held back is due: the same document says something else now.
  bool waits_for_entries() const { return before.entries_due && *before.entries_due <= started; }

  // Whether a poll under our configuration says of the source what one under `other` would.
  bool is_as_good_under(const Live& other) const {
    const Source* same = other.source(source.slug);
    return same && *same == source;
  }

  // What the next poll would bring again is lost with nothing; where a publisher has moved to, or that he wants to be
  // left alone, he may say only once.
  store::Sync sync() const { return commit.feed || moved_to || retry_after ? store::Sync::Now : store::Sync::Later; }

  std::chrono::steady_clock::duration elapsed() const { return std::chrono::steady_clock::now() - began; }

  void match_anew(const TopicMatcher& matcher) {
    commit.topics.clear();
    for (const Entry& entry : ingested.feed.entries) commit.topics.push_back(matcher.match(entry));
  }

  std::shared_ptr<const Live> live;
  const Source& source;
  Timestamp started;
  std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
  RefreshHistory fetched;  // the history as the answer left it
  bool unconditional = false;
  bool is_well = false;
  bool is_adopted = false;      // it was asked where a permanent move took it
  std::optional<Url> moved_to;  // where the answer says that it has moved for good
  RefreshHistory before;
  std::optional<std::chrono::seconds> retry_after;
  store::RefreshCommit commit;
  Ingested ingested;
  store::Original original;
  PollReport report;
  std::shared_ptr<const Live>
      overtaken_by;                     // the configuration that changed the source meanwhile: nothing was committed
  std::vector<store::DueSource> again;  // and the source claimed anew, where it is still polled
};

std::string_view name(PollStatus status) {
  constexpr std::string_view kNames[] = {"ok", "unchanged", "waiting", "blocked", "gone", "error"};
  return kNames[static_cast<std::size_t>(status)];
}

Task<Result<PollReport>> Pipeline::refresh(std::shared_ptr<const Live> live, store::DueSource&& due) {
  for (;;) {
    const Source* source = live->source(due.slug);
    if (!source) co_return fail(Errc::NotFound, "no source '" + due.slug + "' is configured");
    auto poll = std::make_shared<Poll>(live, *source, parts_.clock.now());
    Task<Result<PollReport>> work = attempt(poll, std::move(due));
    Result<PollReport> outcome = co_await std::move(work);
    if (!poll->overtaken_by) co_return outcome;
    if (poll->again.empty())
      co_return fail(Errc::NotFound, "source '" + poll->source.slug + "' is not polled any more");
    live = poll->overtaken_by;
    due = std::move(poll->again.front());
  }
}

Task<Result<PollReport>> Pipeline::attempt(std::shared_ptr<Poll> poll, store::DueSource&& due) {
  poll->report.source = due.slug;
  poll->commit.source = due.id;
  poll->commit.now = poll->started;
  poll->before = due.history;
  poll->fetched = std::move(due.history);
  poll->fetched.http_status = 0;  // until there is an answer

  const Result<Url> url = address_of(poll->source, due.adopted_url);
  if (!url) {
    record_failure(poll->fetched, poll->report, url.error(), poll->started);
    co_return co_await finish(poll);
  }
  poll->is_adopted = !due.adopted_url.empty();
  FetchRequest request = request_for(*url, poll->source);
  // What was never read cannot be unchanged.
  const bool has_read = poll->before.body_hash != 0 && !poll->waits_for_entries();
  if (has_read && !wants_unconditional(poll->before, poll->started)) request.validators = poll->before.validators;
  poll->unconditional = request.validators == Validators{};
  fetch::Fetcher& fetcher = url->scheme() == "file" ? parts_.files : parts_.network;
  Result<FetchResponse> response = co_await fetcher.fetch(std::move(request));
  if (!response && (response.error().code == Errc::Cancelled || response.error().code == Errc::Held))
    co_return fail(response.error());  // says nothing of the source
  if (url->scheme() != "file") {
    const std::optional<Error> error = response ? std::nullopt : std::optional<Error>(response.error());
    if (outage_.excuses(due.slug, error, poll->started)) co_return fail(response.error());
  }
  if (!response) {
    record_failure(poll->fetched, poll->report, response.error(), poll->started);
    co_return co_await finish(poll);
  }
  Task<Result<PollReport>> rest = accept(poll, std::move(*response));
  co_return co_await std::move(rest);
}

// No coroutine: nineteen answers in twenty bring nothing, and need no frame of their own.
Task<Result<PollReport>> Pipeline::accept(std::shared_ptr<Poll> poll, FetchResponse response) {
  RefreshHistory& history = poll->fetched;
  poll->report.http = history.http_status = response.status;
  poll->retry_after = retry_after_of(response, poll->started);
  poll->moved_to = response.permanent_url;
  std::optional<Error> error = refusal_of(response);
  if (!error && response.status == 304 && poll->unconditional) error = unasked_304();
  if (error) return refuse(std::move(poll), std::move(response), std::move(*error));
  const std::uint64_t hash = response.status == 304 ? history.body_hash : base::fast_hash(response.body);
  if (response.status == 304 || (hash == history.body_hash && !poll->waits_for_entries())) {
    poll->succeed(response);
    poll->report.status = PollStatus::Unchanged;
    return finish(std::move(poll));
  }
  return take_in(std::move(poll), std::move(response), hash);
}

Task<Result<PollReport>> Pipeline::refuse(std::shared_ptr<Poll> poll, FetchResponse response, Error error) {
  RefreshHistory& history = poll->fetched;
  if (wants_suggestion(history, response.status)) {
    Task<std::string> suggestion = suggest(poll, response.url);
    history.suggested_url = co_await std::move(suggestion);
  }
  const bool as_configured = response.url.href() == poll->source.url;
  const bool withheld = !poll->is_adopted && keeps_secrets_from(poll->source, response.url);
  if (!as_configured) {
    error = refusal_elsewhere(std::move(error), response, withheld ? Secrets::Withheld : Secrets::None);
  }
  error = explain_page(response, std::move(error));
  record_failure(history, poll->report, error, poll->started);
  co_return co_await finish(poll);
}

Task<Result<PollReport>> Pipeline::take_in(std::shared_ptr<Poll> poll, FetchResponse response, std::uint64_t hash) {
  RefreshHistory& history = poll->fetched;
  auto read = [poll, &response]() -> Result<Ingested> {
    const Url base = document_base(response, poll->source);
    const std::string type(response.header("content-type"));
    IngestContext context = ingest_context(*poll->live, poll->source, base, poll->started);
    context.normalize.is_backlog = !poll->before.last_success;
    Result<Ingested> ingested = ingest({response.body, type, base}, context);
    if (!ingested) return fail(explain_page(response, std::move(ingested.error())));
    poll->original = {poll->started, base.href(), type, store::compressed(response.body, store::Effort::Quick)};
    return ingested;
  };
  Result<Ingested> ingested = co_await run_on(parts_.workers, std::move(read));
  if (!ingested) {
    // What cannot be read must not be remembered as read: the next poll asks for it in full.
    history.validators = {};
    record_failure(history, poll->report, ingested.error(), poll->started);
    co_return co_await finish(poll);
  }
  poll->succeed(response);  // only now: a login page with status 200 is a failure in a row
  history.body_hash = hash;
  poll->ingested = std::move(*ingested);
  read_hints(poll->ingested.feed.head, history.hints);
  history.entries_due = poll->ingested.feed.next_due;
  if (poll->source.backfill > 0 && !poll->before.last_success) {
    Task<bool> filled = fill_back(*poll);
    co_await std::move(filled);
  }
  poll->commit.feed = &poll->ingested.feed;
  poll->commit.is_partial = response.status == 226;
  poll->commit.original = &poll->original;
  poll->commit.topics = std::move(poll->ingested.topics);
  poll->report.entries = poll->ingested.feed.entries.size();
  co_return co_await finish(poll);
}

// What a source published before we knew it, from its own archives (RFC 5005 §4), the newest first. Where one cannot be
// read, what came before it stays unknown.
Task<bool> Pipeline::fill_back(Poll& poll) {
  constexpr int kMostDocuments = 50;
  Feed& feed = poll.ingested.feed;
  const std::size_t wanted = feed.entries.size() + poll.source.backfill;
  std::set<std::string> visited = {poll.source.url};
  std::string next = feed.prev_archive;
  for (int documents = 0; documents < kMostDocuments && feed.entries.size() < wanted; ++documents) {
    const Result<Url> url = parse_url(next);
    if (!url || !url->is_http() || !visited.insert(next).second) co_return true;
    // The source's secrets are for its own host.
    const bool is_own = parse_url(poll.source.url).value().origin() == url->origin();
    FetchRequest request = is_own ? request_for(*url, poll.source) : page_request_for(*url, poll.source);
    const Result<FetchResponse> response = co_await parts_.network.fetch(std::move(request));
    if (!response || refusal_of(*response)) co_return true;
    auto read = [&poll, &response] {
      const Url base = without_userinfo(response->url);
      IngestContext context = ingest_context(*poll.live, poll.source, base, poll.started);
      context.normalize.is_backlog = true;
      return ingest({response->body, std::string(response->header("content-type")), base}, context);
    };
    Result<Ingested> archive = co_await run_on(parts_.workers, std::move(read));
    if (!archive) co_return true;
    next = archive->feed.prev_archive;
    for (std::size_t i = 0; i < archive->feed.entries.size() && feed.entries.size() < wanted; ++i) {
      Entry& entry = feed.entries.emplace_back(std::move(archive->feed.entries[i]));
      entry.position = static_cast<std::uint32_t>(feed.entries.size() - 1);
      poll.ingested.topics.push_back(std::move(archive->topics[i]));
    }
  }
  co_return true;
}

Task<std::string> Pipeline::suggest(std::shared_ptr<Poll> poll, Url asked) {
  std::string page = poll->source.homepage;
  if (page.empty()) {
    auto read = [this, id = poll->commit.source] { return parts_.store.homepage(id); };
    const Result<std::string> homepage = co_await run_on(parts_.writer, std::move(read));
    page = homepage.value_or("");
  }
  const Url base = without_userinfo(asked);
  Result<Url> url = parse_url(page.empty() ? "/" : page, &base);
  if (!url || !url->is_http()) co_return std::string();
  Task<std::string> announced = announced_feed(parts_.network, page_request_for(*url, poll->source), poll->source.url);
  co_return co_await std::move(announced);
}

// Nothing is committed: the source is as the reload left it, but for a lease that lets us ask again.
Result<store::ApplyOutcome> Pipeline::give_way(Poll& poll, std::shared_ptr<const Live> in_force) {
  const std::vector<std::string> slugs = {poll.source.slug};
  Result<std::vector<store::DueSource>> claimed = parts_.store.claim(slugs, {.now = parts_.clock.now(), .limit = 1});
  if (!claimed) return fail(claimed.error());
  poll.again = std::move(*claimed);
  poll.overtaken_by = std::move(in_force);
  return store::ApplyOutcome{};
}

// What was known is looked up, compared and committed in one job of the one writer: no other poll comes between. The
// job may be run twice (GroupCommit), so it changes nothing that it begins with.
Task<Result<PollReport>> Pipeline::finish(std::shared_ptr<Poll> poll) {
  auto write = [this, poll]() -> Result<store::ApplyOutcome> {
    // The configuration is put in force on this thread too, so it stays what it is while we commit.
    if (const std::shared_ptr<const Live> in_force = parts_.in_force(); in_force != poll->live) {
      if (!poll->is_as_good_under(*in_force)) return give_way(*poll, in_force);
      if (poll->commit.feed) poll->match_anew(in_force->matcher);
    }
    if (const Feed* feed = poll->commit.feed) {
      Result<Delta> delta = store::compare_with_stored(parts_.store, poll->commit.source, *feed, poll->started);
      if (!delta) return fail(delta.error());
      poll->commit.delta = std::move(*delta);
    }
    poll->conclude();
    poll->commit.took = std::chrono::duration_cast<std::chrono::milliseconds>(poll->elapsed());
    return parts_.store.commit(poll->commit);
  };
  const std::size_t entries = poll->commit.feed ? poll->commit.feed->entries.size() : 0;
  const Result<store::ApplyOutcome> outcome = co_await commits_.run(std::move(write), entries, poll->sync());
  if (!outcome) {
    poll->overtaken_by.reset();
    co_return fail(outcome.error());
  }

  PollReport& report = poll->report;
  report.fresh = outcome->inserted;
  report.revised = outcome->revised;
  report.touched = outcome->touched;
  report.state = poll->commit.history.state;
  report.adopted = poll->commit.adopted_url.has_value();
  report.next_poll = poll->commit.next_poll;
  report.seconds = std::chrono::duration<double>(poll->elapsed()).count();
  co_return std::move(report);
}

}  // namespace commonplace::app
