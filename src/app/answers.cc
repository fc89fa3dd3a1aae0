#include "app/answers.h"

#include <variant>

#include "app/appearance.h"
#include "app/archive.h"
#include "app/entry_answer.h"
#include "app/listings.h"
#include "app/narrowed_feed.h"
#include "app/search_page.h"
#include "app/topic_selection.h"
#include "publish/links.h"
#include "runtime/log.h"

namespace commonplace::app {
namespace {

using namespace std::chrono_literals;
using runtime::Task;
using serve::Request;
using serve::Response;

constexpr std::size_t kMostWaiting = 16;
constexpr auto kSearchAge = 60s;

Response respond_to_entry(const Request& request, const Live& live, const EntryAnswer& answer) {
  const std::string_view encodings = request.header("accept-encoding");
  if (const auto* page = std::get_if<EntryPage>(&answer)) {
    return serve::respond_with(request, serve::represent_once(seen_by_readers(render(*page), live), kEntryAge,
                                                              serve::Audience::Everybody, encodings));
  }
  if (const auto* guarded = std::get_if<GuardedEntry>(&answer)) {
    if (!guarded->guard.admits(request)) {
      if (guarded->instead) return serve::respond_elsewhere(live.site(), "/entries/" + *guarded->instead);
      return serve::respond_unauthorized(live.site());
    }
    return serve::respond_with(request, serve::represent_once(seen_by_readers(render(guarded->page), live), kEntryAge,
                                                              serve::Audience::Guarded, encodings));
  }
  if (const auto* other = std::get_if<OtherEntry>(&answer)) {
    return serve::respond_elsewhere(live.site(), "/entries/" + other->key);
  }
  if (const auto* gone = std::get_if<GonePage>(&answer)) return serve::respond_gone(render(*gone));
  return serve::respond_error(404, live.site());
}

Response refused_feed(Response response) {
  serve::open_to_scripts(response);
  return response;
}

// The topic, where whoever asks may read it, else what to answer. The configuration may be newer than the snapshot that
// the request was admitted by.
std::variant<const Topic*, Response> admitted_topic(const Live& live, const std::string& slug, const Request& request) {
  const Topic* topic = find_topic(live.config, slug);
  if (!topic) return refused_feed(serve::respond_error(404, live.site()));
  if (!is_public(*topic) && !serve::Guard(topic->tokens).admits(request)) {
    return refused_feed(serve::respond_unauthorized(live.site()));
  }
  return topic;
}

}  // namespace

serve::Reply Answers::answer(Request request) {
  const std::shared_ptr<const serve::Snapshot> snapshot = parts_.snapshots.load();
  serve::Answer answer = serve::respond(request, snapshot.get());
  if (auto* response = std::get_if<Response>(&answer)) return std::move(*response);
  if (auto* search = std::get_if<serve::SearchQuery>(&answer)) {
    return answer_search(std::move(request), std::move(*search));
  }
  if (auto* archive = std::get_if<serve::ArchiveQuery>(&answer)) {
    return answer_archive(std::move(request), std::move(*archive));
  }
  if (auto* feed = std::get_if<serve::FeedQuery>(&answer)) {
    return answer_feed(std::move(request), std::move(*feed), snapshot);
  }
  if (auto* embed = std::get_if<serve::EmbedQuery>(&answer)) {
    return answer_embed(std::move(request), std::move(*embed));
  }
  if (std::holds_alternative<serve::SourcesQuery>(answer)) return answer_sources(std::move(request));
  return answer_entry(std::move(request), std::get<serve::EntryQuery>(std::move(answer)));
}

Task<Response> Answers::answer_entry(Request request, serve::EntryQuery query) {
  const std::shared_ptr<const Live> live = parts_.engine.live();
  Work work = [this, live, request = std::move(request), query = std::move(query)]() -> Result<Response> {
    const Result<EntryAnswer> answer = app::answer_entry(parts_.store, *live, query.key, query.revision);
    if (!answer) return fail(answer.error());
    return respond_to_entry(request, *live, *answer);
  };
  Task<Response> answer = read(live, std::move(work));
  co_return co_await std::move(answer);
}

Task<Response> Answers::answer_sources(Request request) {
  const std::shared_ptr<const Live> live = parts_.engine.live();
  Work work = [this, live, request = std::move(request)]() -> Result<Response> {
    const auto page = sources_page_.get(live);
    if (!page) return fail(page.error());
    return serve::respond_with(request, *page);
  };
  Task<Response> answer = read(live, std::move(work));
  co_return co_await std::move(answer);
}

Task<Response> Answers::answer_search(Request request, serve::SearchQuery query) {
  const std::shared_ptr<const Live> live = parts_.engine.live();
  Work work = [this, live, request = std::move(request), query = std::move(query)]() -> Result<Response> {
    Result<SearchAnswer> found = search_page(parts_.store, *live, query.asked, query.format);
    if (!found) return fail(found.error());
    if (found->page.problem) return serve::respond_problem(found->status, found->page, query.format);
    return serve::respond_with(
        request, serve::represent_once(render(found->page, query.format), kSearchAge, serve::Audience::Everybody,
                                       request.header("accept-encoding")));
  };
  Task<Response> answer = read_in_line(live, std::move(work));
  co_return co_await std::move(answer);
}

Task<Response> Answers::answer_feed(Request request, serve::FeedQuery query,
                                    std::shared_ptr<const serve::Snapshot> snapshot) {
  const std::shared_ptr<const Live> live = parts_.engine.live();
  std::variant<const Topic*, Response> admitted = admitted_topic(*live, query.slug, request);
  if (auto* refused = std::get_if<Response>(&admitted)) co_return std::move(*refused);
  const Topic& topic = *std::get<const Topic*>(admitted);
  // What grows too old by itself is asked anew.
  const std::string encodings(request.header("accept-encoding"));
  std::string question;
  if (!topic.max_age)
    question = question_of(publish::topic_url(Site{}, query.slug, query.format, query.asked), encodings);
  if (const auto kept = kept_.find(question)) co_return serve::respond_with(request, kept);
  Make make = [this, live, &topic, request = std::move(request), query = std::move(query),
               snapshot = std::move(snapshot), now = parts_.engine.clock().now(),
               encodings](KeptAnswers::Document& made) -> Result<Response> {
    Result<NarrowedFeed> feed = narrowed_feed(parts_.store, *live, topic, query.format, query.asked, now);
    if (!feed) return fail(feed.error());
    if (!feed->problem.empty()) return serve::respond_bad_parameter(feed->problem);
    if (feed->is_whole) return serve::respond_whole(request, *snapshot);
    made = serve::represent_once(seen_by_readers(render(feed->page, query.format), *live), feed->page.max_age,
                                 audience_of(topic), encodings);
    return serve::respond_with(request, made);
  };
  Task<Response> answer = make_and_keep(live, std::move(question), std::move(make));
  co_return co_await std::move(answer);
}

Task<Response> Answers::answer_archive(Request request, serve::ArchiveQuery query) {
  const std::shared_ptr<const Live> live = parts_.engine.live();
  std::variant<const Topic*, Response> admitted = admitted_topic(*live, query.slug, request);
  if (auto* refused = std::get_if<Response>(&admitted)) co_return std::move(*refused);
  const Topic& topic = *std::get<const Topic*>(admitted);
  Work work = [this, live, &topic, request = std::move(request), number = query.number]() -> Result<Response> {
    Result<std::optional<ArchiveDocument>> found = archive_document(parts_.store, *live, topic, number);
    if (!found) return fail(found.error());
    if (!*found) return refused_feed(serve::respond_error(404, live->site()));
    return serve::respond_with(request, serve::represent_once((*found)->rendered, (*found)->max_age, audience_of(topic),
                                                              request.header("accept-encoding")));
  };
  Task<Response> answer = read(live, std::move(work));
  co_return co_await std::move(answer);
}

// Somebody may show a topic in a frame that many load: the page is made once between two snapshots.
Task<Response> Answers::answer_embed(Request request, serve::EmbedQuery query) {
  const std::shared_ptr<const Live> live = parts_.engine.live();
  const std::string encodings(request.header("accept-encoding"));
  const std::string question = question_of(query.path + "\n" + std::to_string(query.limit), encodings);
  if (const auto kept = kept_.find(question)) co_return serve::respond_with(request, kept);
  Make make = [request = std::move(request), query = std::move(query),
               encodings](KeptAnswers::Document& made) -> Result<Response> {
    made = serve::represent(query, encodings);
    return serve::respond_with(request, made);
  };
  Task<Response> answer = make_and_keep(live, question, std::move(make));
  co_return co_await std::move(answer);
}

Task<Response> Answers::make_and_keep(std::shared_ptr<const Live> live, std::string question, Make make) {
  auto made = std::make_shared<KeptAnswers::Document>();
  Work work = [make = std::move(make), made] { return make(*made); };
  const std::uint64_t state = kept_.state();
  Task<Response> answer = read(std::move(live), std::move(work));
  Response response = co_await std::move(answer);
  if (*made && !question.empty()) kept_.keep(question, *made, state);
  co_return response;
}

Task<Response> Answers::read(std::shared_ptr<const Live> live, Work work) {
  std::string failure;
  try {
    Result<Response> answered = co_await runtime::run_on(parts_.readers, std::move(work));
    if (answered) co_return std::move(*answered);
    failure = answered.error().detail;
  } catch (const std::exception& thrown) {
    failure = thrown.what();
  }
  runtime::log_error("cannot read what is asked for: " + failure);
  co_return serve::respond_error(500, live->site());
}

// Searches take long, so that only so many wait: the reader of the store has feeds and pages to show, too.
Task<Response> Answers::read_in_line(std::shared_ptr<const Live> live, Work work) {
  if (waiting_ == kMostWaiting) {
    Response busy = refused_feed(serve::respond_error(503, live->site()));
    busy.headers.emplace_back("Retry-After", "2");
    co_return busy;
  }
  ++waiting_;
  Task<Response> answer = read(std::move(live), std::move(work));
  Response response = co_await std::move(answer);
  --waiting_;
  co_return response;
}

}  // namespace commonplace::app
