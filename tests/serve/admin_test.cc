#include "serve/admin.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/json.hpp>

#include "answers.h"
#include "serve/admin_json.h"
#include "serve/admin_page.h"
#include "serve/health.h"

namespace commonplace::serve {
namespace {

using namespace std::chrono_literals;
using runtime::Task;
namespace json = boost::json;

const Timestamp kNow{1729771200s};  // 24 October 2024, 12:00

store::SourceRow source(std::string slug, SourceState state) {
  store::SourceRow row;
  row.slug = slug;
  row.url = "https://" + slug + ".example/feed";
  row.history.state = state;
  row.history.since = kNow - 49h;
  row.history.last_success = kNow - 50h;
  row.history.last_poll = kNow - 5min;
  row.next_poll = kNow + 3h;
  row.next_poll_reason = "3h after the last poll, as <the feed> asks";
  row.entries = 12;
  return row;
}

Admin::State state() {
  Admin::State made;
  made.site = {.title = "Library news",
               .public_url = "https://x.example/path",
               .language = "de",
               .version = "0.1.0",
               .zone = {}};
  made.now = kNow;
  made.ready = true;
  made.sources = {source("alpha", SourceState::Ok), source("beta", SourceState::Failing),
                  source("gamma", SourceState::Gone), source("delta", SourceState::Disabled)};
  made.sources[0].adopted_url = "https://user:secret@new.example/feed";
  made.sources[1].head.title = "Beta <Library>";
  made.sources[1].history.failures = 7;
  made.sources[1].history.message = "The server does not answer: connection timed out after 20 s.";
  made.kept = {"feeds.d/x.toml"};
  made.messages = {"feeds.d/x.toml:3:1: error: unknown key 'titel', perhaps 'title'"};
  made.mistakes = 1;
  return made;
}

class FakeDaemon final : public Admin::Delegate {
 public:
  Task<Result<Admin::State>> state() override {
    Result<Admin::State> made = serve::state();
    made->ready = ready;
    co_return made;
  }
  Task<Result<Admin::SourceView>> source(std::string slug) override {
    if (slug != "beta") co_return fail(Errc::NotFound, "no source '" + slug + "' is known");
    Admin::SourceView view;
    view.site = serve::state().site;
    view.now = kNow;
    view.row = serve::state().sources[1];
    co_return view;
  }
  Task<Result<std::string>> topics() override { co_return "[]"; }
  Task<Result<std::string>> entries(std::string query) override {
    if (query == "limit=0") co_return fail(Errc::BadQuery, "limit: '0' is not a number");
    co_return "[\"" + query + "\"]";
  }
  Task<Result<std::string>> metrics() override { co_return "commonplace_ready 1\n"; }
  Task<Result<std::string>> poll(Admin::PollRequest request) override {
    polled.push_back(request.slugs);
    forced = request.force;
    for (const std::string& slug : request.slugs)
      if (slug == "nobody") co_return fail(Errc::NotFound, "no source 'nobody' is configured");
    co_return "{\"source\":\"alpha\"}\n";
  }
  Task<Result<std::string>> reload() override {
    ++reloads;
    co_return "reloaded\n";
  }

  bool ready = true;
  std::vector<std::vector<std::string>> polled;
  bool forced = false;
  int reloads = 0;
};

class FakeUpkeep final : public Upkeep {
 public:
  Task<Result<Journal>> journal() override {
    co_return Journal{serve::state().site, {{store::Happening::Added, kNow, "abc", "beta", "A & B", ""}}};
  }
  Task<Result<std::string>> prune(bool dry_run) override {
    co_return dry_run ? "{\"source\":\"beta\",\"pruned\":2}\n" : "{\"source\":\"beta\",\"pruned\":1}\n";
  }
  Task<Result<std::string>> renormalize(std::vector<std::string> slugs, bool dry_run) override {
    for (const std::string& slug : slugs)
      if (slug == "nobody") co_return fail(Errc::NotFound, "no source 'nobody' is configured");
    co_return std::string(dry_run ? "tried" : "stored") + (slugs.empty() ? "" : " " + slugs[0]) + "\n";
  }
  Task<Result<Body>> back_up() override { co_return Body("SQLite format 3"); }
};

Response ask(FakeDaemon& daemon, Request request) {
  FakeUpkeep upkeep;
  Admin admin(daemon, upkeep);
  boost::asio::io_context context;
  Response response;
  auto work = [&]() -> Task<void> {
    Task<Response> answer = admin.answer(request);
    response = co_await std::move(answer);
  };
  boost::asio::co_spawn(context, work(), boost::asio::detached);
  context.run();
  return response;
}

Request request_for(Method method, std::string target, std::vector<std::pair<std::string, std::string>> headers = {}) {
  Request request;
  request.method = method;
  request.target = std::move(target);
  request.headers = std::move(headers);
  return request;
}

TEST(Admin, AnswersByPath) {
  struct Case {
    Method method;
    std::string target;
    int expected;
  };
  const Case cases[] = {
      {Method::Get, "/status", 200},
      {Method::Head, "/status", 200},
      {Method::Get, "/api/status", 200},
      {Method::Get, "/api/sources", 200},
      {Method::Get, "/api/sources/beta", 200},
      {Method::Get, "/api/sources/nobody", 404},
      {Method::Get, "/status/beta", 200},
      {Method::Get, "/status/nobody", 404},
      {Method::Get, "/status/", 404},
      {Method::Get, "/metrics", 200},
      {Method::Post, "/status/beta", 405},
      {Method::Post, "/metrics", 405},
      {Method::Get, "/api/topics", 200},
      {Method::Get, "/api/entries?limit=2", 200},
      {Method::Get, "/api/entries?limit=0", 400},
      {Method::Post, "/api/entries", 405},
      {Method::Get, "/status?sort=-entries&show=broken", 200},
      {Method::Get, "/status?sort=%ff", 200},
      {Method::Get, "/healthz", 200},
      {Method::Get, "/readyz", 200},
      {Method::Get, "/assets/style.css", 200},
      {Method::Get, "/", 307},
      {Method::Get, "/nowhere", 404},
      {Method::Get, "/%zz", 400},
      {Method::Post, "/status", 405},
      {Method::Get, "/api/poll", 405},
      {Method::Post, "/api/poll", 403},
      {Method::Post, "/api/reload", 403},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.target);
    FakeDaemon daemon;
    EXPECT_EQ(ask(daemon, request_for(c.method, c.target)).status, c.expected);
    EXPECT_TRUE(daemon.polled.empty());
    EXPECT_EQ(daemon.reloads, 0);
  }
}

TEST(Admin, IsReadyWhenTheDaemonIs) {
  FakeDaemon daemon;
  daemon.ready = false;
  EXPECT_EQ(ask(daemon, request_for(Method::Get, "/readyz")).status, 503);
  EXPECT_EQ(ask(daemon, request_for(Method::Get, "/healthz")).status, 200);
}

// No page that a browser shows can send a command: neither by form, nor by a name that was pointed at this machine.
TEST(Admin, TakesCommandsOnlyFromHere) {
  struct Case {
    std::string_view name;
    Transport transport;
    std::vector<std::pair<std::string, std::string>> headers;
    int expected;
  };
  const Case cases[] = {
      {"loopback and header", Transport::Tcp, {{"host", "127.0.0.1:8081"}, {"x-commonplace", "1"}}, 200},
      {"localhost", Transport::Tcp, {{"host", "LocalHost:8081"}, {"x-commonplace", "1"}}, 200},
      {"IPv6", Transport::Tcp, {{"host", "[::1]:8081"}, {"x-commonplace", "1"}}, 200},
      {"no header", Transport::Tcp, {{"host", "127.0.0.1"}}, 403},
      {"another value", Transport::Tcp, {{"host", "127.0.0.1"}, {"x-commonplace", "yes"}}, 403},
      {"a name pointed here", Transport::Tcp, {{"host", "evil.example:8081"}, {"x-commonplace", "1"}}, 403},
      {"a name like an address", Transport::Tcp, {{"host", "127.evil.example"}, {"x-commonplace", "1"}}, 403},
      {"a name like localhost", Transport::Tcp, {{"host", "localhost.evil.example"}, {"x-commonplace", "1"}}, 403},
      {"a unix socket", Transport::Unix, {{"host", "anything"}}, 200},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    FakeDaemon daemon;
    Request request = request_for(Method::Post, "/api/reload", c.headers);
    request.transport = c.transport;
    EXPECT_EQ(ask(daemon, request).status, c.expected);
    EXPECT_EQ(daemon.reloads, c.expected == 200 ? 1 : 0);
  }
}

TEST(Admin, PollsWhatIsNamed) {
  FakeDaemon daemon;
  const std::vector<std::pair<std::string, std::string>> trusted = {{"host", "localhost"}, {"x-commonplace", "1"}};
  const Response response = ask(daemon, request_for(Method::Post, "/api/poll?source=alpha&x=y&source=beta", trusted));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body.text(), "{\"source\":\"alpha\"}\n");
  EXPECT_EQ(ask(daemon, request_for(Method::Post, "/api/poll?source=nobody", trusted)).status, 404);
  EXPECT_FALSE(daemon.forced);
  ask(daemon, request_for(Method::Post, "/api/poll?source=alpha&force=1", trusted));
  EXPECT_TRUE(daemon.forced);
  ask(daemon, request_for(Method::Post, "/api/poll", trusted));
  const std::vector<std::vector<std::string>> expected = {{"alpha", "beta"}, {"nobody"}, {"alpha"}, {}};
  EXPECT_EQ(daemon.polled, expected);
}

TEST(StatusPage, SaysThatWeAreCutOff) {
  Admin::State cut_off = state();
  EXPECT_EQ(write_status_page(cut_off).find("role=\"status\""), std::string::npos);
  EXPECT_EQ(status_to_json(cut_off).find("outage"), std::string::npos);
  cut_off.outage = "cut off since noon";
  EXPECT_NE(write_status_page(cut_off).find("This machine is cut off since noon."), std::string::npos);
  EXPECT_NE(status_to_json(cut_off).find("\"outage\":\"cut off since noon\""), std::string::npos);
}

TEST(StatusPage, SaysWhatIsBrokenInPlainWords) {
  const std::string page = write_status_page(state());
  for (const std::string_view part :
       {"2 sources need attention, of 3; 1 is switched off. 1 drop-in is bad.", "Beta &lt;Library&gt; (beta)",
        "It has failed for 2 days, 7 times in a row: The server does not answer: connection timed out after 20 s.",
        "Since 22 October 2024, 11:00.", "It is tried again in 3 hours.", "feeds.d/x.toml is bad; its last good",
        "It has been gone for 2 days: the publisher says that this feed is gone for good.", "unknown key 'titel'",
        "It has moved to https://new.example/feed for good", "href=\"/status/alpha\"", "href=\"/status/beta\""})
    EXPECT_NE(page.find(part), std::string::npos) << part;
  EXPECT_EQ(page.find("secret"), std::string::npos);
  EXPECT_NE(page.find("href=\"/assets/style.css"), std::string::npos) << "at the root of its own listener";
}

// On a narrow screen the style sheet puts these before the cells.
TEST(StatusPage, CellsSayWhatTheyAre) {
  const std::string page = write_status_page(state());
  for (const std::string_view head : {"State", "Last good answer", "Last new entry", "Next poll", "Entries"}) {
    EXPECT_NE(page.find(">" + std::string(head) + "</a>"), std::string::npos) << head;
    EXPECT_NE(page.find("data-label=\"" + std::string(head) + "\""), std::string::npos) << head;
  }
}

TEST(Words, SayHowTheDropInsAre) {
  struct Case {
    std::vector<std::string> messages;
    std::size_t mistakes;
    std::vector<std::string> kept, left_out;
    std::string_view end;
  };
  const Case cases[] = {
      {{}, 0, {}, {}, "1 is switched off."},
      {{"x.toml:1:1: warning: odd", "x.toml:2:1: warning: odd"}, 0, {}, {}, " The drop-ins have 2 warnings."},
      {{"x.toml:1:1: error: bad"}, 1, {"x.toml"}, {"y.toml"}, " 2 drop-ins are bad."},
      {{"the folder cannot be read; until then all stays as it was"}, 1, {}, {}, " The drop-ins have a mistake."},
  };
  for (const Case& c : cases) {
    Admin::State one = state();
    one.messages = c.messages;
    one.mistakes = c.mistakes;
    one.kept = c.kept;
    one.left_out = c.left_out;
    EXPECT_TRUE(verdict(one).ends_with(c.end)) << verdict(one);
  }
}

TEST(StatusPage, ListsTheBrokenFirst) {
  const std::string page = write_status_page(state());
  EXPECT_EQ(page.find('{'), std::string::npos) << "a hole that nothing fills";
  const std::string table = page.substr(page.find("<tbody>"));
  std::size_t before = 0;
  for (const std::string_view slug : {"beta", "gamma", "alpha", "delta"}) {
    const std::size_t at = table.find("href=\"/status/" + std::string(slug));
    ASSERT_NE(at, std::string::npos) << slug;
    EXPECT_GT(at, before) << slug;
    before = at;
  }
  for (const std::string_view part :
       {"<strong class=\"bad\">failing</strong> for 2 days", ">switched off<", "moved", "Beta &lt;Library&gt;</small>"})
    EXPECT_NE(table.find(part), std::string::npos) << part;
}

TEST(StatusPage, IsSortedByLinks) {
  const std::string plain = write_status_page(state());
  EXPECT_EQ(plain.find("aria-sort"), std::string::npos);
  for (const auto& [by, name] : kSortNames)
    EXPECT_NE(plain.find("href=\"/status?sort=" + std::string(name) + "#sources\""), std::string::npos) << name;
  const std::string sorted = write_status_page(state(), read_status_order("sort=source"));
  EXPECT_NE(sorted.find("aria-sort=\"ascending\"><a href=\"/status?sort=-source#sources\">Source</a>"),
            std::string::npos);
  const std::string most = write_status_page(state(), read_status_order("sort=entries"));
  EXPECT_NE(most.find("class=\"number\" aria-sort=\"descending\""), std::string::npos);
}

TEST(StatusPage, ShowsOnlyWhatNeedsAttention) {
  const std::string page = write_status_page(state(), read_status_order("show=broken&sort=source"));
  const std::string table = page.substr(page.find("<tbody>"));
  EXPECT_NE(table.find("/status/alpha"), std::string::npos) << "it has moved";
  EXPECT_EQ(table.find("/status/delta"), std::string::npos);
  EXPECT_NE(page.find("<a href=\"/status?sort=source#sources\">all 4</a>"), std::string::npos);
  EXPECT_NE(page.find("aria-current=\"true\">the 3 that need attention"), std::string::npos);
}

TEST(StatusPage, LeadsToNothingThatIsOnTheOtherListener) {
  for (const std::string page : {"/sources\"", "/opml.xml\"", "/\""})
    EXPECT_EQ(write_status_page(state()).find("href=\"" + page), std::string::npos) << page;
}

TEST(StatusPage, IsCalmWhenAllIsWell) {
  Admin::State calm = state();
  calm.sources = {source("alpha", SourceState::Ok), source("beta", SourceState::New)};
  calm.messages.clear();
  calm.mistakes = 0;
  const std::string page = write_status_page(calm);
  EXPECT_NE(page.find("All 2 sources are fine."), std::string::npos);
  EXPECT_EQ(page.find("Needs attention"), std::string::npos);
  EXPECT_EQ(page.find("show=broken"), std::string::npos);
  calm.sources.push_back(source("gamma", SourceState::Disabled));
  EXPECT_NE(write_status_page(calm).find("All 2 sources are fine; 1 is switched off."), std::string::npos);
  calm.sources = {source("gamma", SourceState::Disabled)};
  EXPECT_NE(write_status_page(calm).find("No source is switched on."), std::string::npos);
  calm.sources.clear();
  EXPECT_NE(write_status_page(calm).find("No source is configured yet."), std::string::npos);
}

TEST(AdminJson, SaysTheSameForPrograms) {
  const json::object status = json::parse(status_to_json(state())).as_object();
  EXPECT_EQ(status.at("sources").to_number<int>(), 4);
  EXPECT_EQ(status.at("entries").to_number<int>(), 48);
  EXPECT_EQ(status.at("ready").as_bool(), true);
  ASSERT_EQ(status.at("broken").as_array().size(), 2U);
  const json::object& beta = status.at("broken").at(0).as_object();
  EXPECT_EQ(beta.at("source").as_string(), "beta");
  EXPECT_EQ(beta.at("state").as_string(), "failing");
  EXPECT_EQ(beta.at("failures").to_number<int>(), 7);
  EXPECT_EQ(beta.at("since").as_string(), "2024-10-22T11:00:00Z");
  EXPECT_EQ(beta.at("next_poll").as_string(), "2024-10-24T15:00:00Z");
  EXPECT_FALSE(beta.contains("adopted_url"));
  EXPECT_EQ(beta.at("next").as_string(), "It is tried again in 3 hours.");
  EXPECT_EQ(status.at("verdict").as_string(), verdict(state()));
  EXPECT_EQ(status.at("states"), json::parse(R"({"ok":1,"failing":1,"gone":1,"disabled":1})"));
  EXPECT_EQ(status.at("next_poll").as_string(), "2024-10-24T15:00:00Z");
  ASSERT_EQ(status.at("moved").as_array().size(), 1U);
  EXPECT_EQ(status.at("moved").at(0).at("words").as_string(), move_words(state().sources[0]));
  EXPECT_EQ(status.at("kept"), json::parse(R"(["feeds.d/x.toml"])"));
  const json::array sources = json::parse(sources_to_json(state())).as_array();
  EXPECT_EQ(sources.size(), 4U);
  EXPECT_EQ(sources[0].at("adopted_url").as_string(), "https://new.example/feed");
}

TEST(AdminJson, IsJsonWhateverTheMessageHolds) {
  Admin::State odd = state();
  odd.messages = {std::string("\xff\0\"\n", 4)};
  odd.sources[1].history.message = "\xed\xa0\x80";
  boost::system::error_code error;
  json::parse(status_to_json(odd), error);
  EXPECT_FALSE(error) << error.message();
}

TEST(Words, SayWhatIsWrongAndWhatHappensNext) {
  struct Case {
    SourceState state;
    int failures;
    std::string message, trouble, next;
  };
  const Case cases[] = {
      {SourceState::Failing, 1, "no answer", "The last poll failed: no answer.", "It is tried again in 3 hours."},
      {SourceState::Failing, 3, "no answer", "It has failed for 2 days, 3 times in a row: no answer.",
       "It is tried again in 3 hours."},
      {SourceState::Failing, 3, "", "It has failed for 2 days, 3 times in a row.", "It is tried again in 3 hours."},
      {SourceState::Gone, 2, "gone (HTTP 410)", "It has been gone for 2 days: gone (HTTP 410).",
       "It is looked at once a week, next in 3 hours. Give it another 'url', or take its drop-in out."},
      {SourceState::Silent, 0, "nothing new since May", "It answers, but is silent: nothing new since May.",
       "It is asked as before, next in 3 hours. See whether its publisher has another feed by now."},
      {SourceState::Ok, 0, "", "", ""},
      {SourceState::New, 0, "", "", ""},
      {SourceState::Disabled, 0, "", "", ""},
  };
  for (const Case& c : cases) {
    store::SourceRow row = source("alpha", c.state);
    row.history.failures = c.failures;
    row.history.message = c.message;
    EXPECT_EQ(trouble_words(row, kNow), c.trouble);
    EXPECT_EQ(next_words(row, kNow), c.next);
    EXPECT_EQ(is_broken(row), !c.trouble.empty());
    EXPECT_EQ(state_words(name(c.state)), state_words(c.state));
  }
  store::SourceRow due = source("alpha", SourceState::Failing);
  due.next_poll = kNow - 1s;
  EXPECT_EQ(next_words(due, kNow), "It is tried again now.");
  EXPECT_EQ(state_words("unheard-of"), "unheard-of");
}

TEST(RelativeTime, UsesTheLargestUnitThatFits) {
  struct Case {
    std::chrono::seconds offset;
    std::string_view expected;
  };
  const Case cases[] = {{0s, "now"},          {-1s, "1 second ago"},   {59s, "in 59 seconds"},
                        {60s, "in 1 minute"}, {-119s, "1 minute ago"}, {-23h, "23 hours ago"},
                        {-48h, "2 days ago"}, {9000h, "in 1 year"},    {-20000h, "2 years ago"}};
  for (const Case& c : cases) EXPECT_EQ(relative_time(kNow + c.offset, kNow), c.expected);
}

TEST(Admin, LooksAfterTheStore) {
  struct Case {
    const char* target;
    int status;
    const char* type;
    const char* body;
  };
  const Case cases[] = {
      {"/api/prune", 200, "application/x-ndjson; charset=utf-8", "{\"source\":\"beta\",\"pruned\":1}\n"},
      {"/api/prune?dry_run=1", 200, "application/x-ndjson; charset=utf-8", "{\"source\":\"beta\",\"pruned\":2}\n"},
      {"/api/renormalize", 200, "application/x-ndjson; charset=utf-8", "stored\n"},
      {"/api/renormalize?dry_run=1&source=beta", 200, "application/x-ndjson; charset=utf-8", "tried beta\n"},
      {"/api/renormalize?source=nobody", 404, "text/plain; charset=utf-8", "no source 'nobody' is configured\n"},
      {"/api/backup", 200, "application/vnd.sqlite3", "SQLite format 3"},
  };
  FakeDaemon daemon;
  for (const Case& c : cases) {
    SCOPED_TRACE(c.target);
    const Response response =
        ask(daemon, request_for(Method::Post, c.target, {{"host", "localhost"}, {"x-commonplace", "1"}}));
    EXPECT_EQ(response.status, c.status);
    EXPECT_EQ(header(response, "Content-Type"), c.type);
    EXPECT_EQ(response.body.text(), c.body);
    EXPECT_EQ(ask(daemon, request_for(Method::Post, c.target, {{"host", "localhost"}})).status, 403);
    EXPECT_EQ(ask(daemon, request_for(Method::Get, c.target)).status, 405);
  }
}

TEST(Admin, TellsWhatHappened) {
  FakeDaemon daemon;
  const Response response = ask(daemon, request_for(Method::Get, "/journal.atom"));
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(header(response, "Content-Type"), "application/atom+xml; charset=utf-8");
  EXPECT_NE(response.body.text().find("<title>New: A &amp; B</title>"), std::string::npos) << response.body.text();
}

}  // namespace
}  // namespace commonplace::serve
