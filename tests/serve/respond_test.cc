#include "serve/respond.h"

#include <gtest/gtest.h>

#include "answers.h"

namespace commonplace::serve {
namespace {

const Timestamp kChanged{std::chrono::seconds{1729771200}};

Snapshot snapshot() {
  Snapshot made;
  made.site = {
      .title = "Library news", .public_url = "https://news.example.org", .language = "en", .version = "", .zone = {}};
  const std::string text(2000, 'x');
  made.by_path["/"] = represent({"text/html; charset=utf-8", "<h1>" + text, kChanged}, std::chrono::seconds{60});
  made.by_path["/topics/news"] =
      represent({"text/html; charset=utf-8", "<h2>" + text, kChanged}, std::chrono::seconds{60});
  made.by_path["/topics/news.atom"] = represent(
      {"application/atom+xml; charset=utf-8", "<feed>" + text, kChanged, "<https://x.example/>; rel=\"self\""},
      std::chrono::seconds{900});
  const auto embed = std::make_shared<const Embed>(
      Embed{"<ul>", {"<li>one", "<li>two", "<li>three"}, "</ul>", kChanged, std::chrono::seconds{900}});
  made.embeds["/topics/news/embed"] = embed;
  made.by_path["/topics/news/embed"] = represent(render(*embed, 2), embed->max_age);
  return made;
}

Request get(std::string target, std::vector<std::pair<std::string, std::string>> headers = {}) {
  Request request;
  request.target = std::move(target);
  request.headers = std::move(headers);
  return request;
}

Response answer(const Request& request) {
  const Snapshot published = snapshot();
  Answer answered = respond(request, &published);
  EXPECT_TRUE(std::holds_alternative<Response>(answered)) << request.target;
  return std::get<Response>(answered);
}

TEST(Respond, FillsAFrameWithAsManyStoriesAsItIsAskedFor) {
  struct Case {
    std::string query, body;
  };
  const Case cases[] = {
      {"", "<ul><li>one<li>two</ul>"},
      {"?limit=", "<ul><li>one<li>two</ul>"},
      {"?limits=1", "<ul><li>one<li>two</ul>"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.query);
    const Response response = answer(get("/topics/news/embed" + c.query));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body.text(), c.body);
    EXPECT_TRUE(header(response, "Content-Security-Policy").ends_with("frame-ancestors *"));
    EXPECT_EQ(header(response, "X-Frame-Options"), "");
    EXPECT_EQ(header(response, "Cache-Control"), "public, max-age=900");
    EXPECT_EQ(answer(get("/topics/news/embed" + c.query, {{"if-none-match", header(response, "ETag")}})).status, 304);
  }
  const Snapshot published = snapshot();
  const struct {
    std::string query;
    std::size_t limit;
  } kAsked[] = {{"?limit=1", 1}, {"?limit=50&a=b", 3}, {"?limit=3", 3}, {"?limit=9&limit=1", 1}};
  for (const auto& c : kAsked) {
    SCOPED_TRACE(c.query);
    const Answer answered = respond(get("/topics/news/embed" + c.query), &published);
    ASSERT_TRUE(std::holds_alternative<EmbedQuery>(answered)) << "the caller makes it";
    const auto& query = std::get<EmbedQuery>(answered);
    EXPECT_EQ(query.path, "/topics/news/embed");
    EXPECT_EQ(query.limit, c.limit) << "what looks alike is asked for alike";
    const Response response = respond_with(get("/"), represent(query, ""));
    EXPECT_EQ(response.body.text(), render(*query.embed, c.limit).body);
    EXPECT_TRUE(header(response, "Content-Security-Policy").ends_with("frame-ancestors *"));
    EXPECT_EQ(header(response, "Cache-Control"), "public, max-age=900");
  }
  for (const std::string query : {"?limit=0", "?limit=51", "?limit=-1", "?limit=1.5", "?limit=all", "?limit=%31"}) {
    SCOPED_TRACE(query);
    const Response response = answer(get("/topics/news/embed" + query));
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(response.body.text(), "The limit is the number of stories to show, from 1 to 50.\n");
    EXPECT_TRUE(header(response, "Content-Security-Policy").ends_with("frame-ancestors *"))
        << "it is seen in the frame";
  }
}

TEST(Respond, LetsNothingElseStandInAFrame) {
  for (const std::string path :
       {"/", "/topics/news", "/topics/news.atom", "/healthz", "/nowhere", "/topics/news/embeds"})
    EXPECT_TRUE(header(answer(get(path)), "Content-Security-Policy").ends_with("frame-ancestors 'none'")) << path;
}

TEST(Respond, LeavesTheSourcesToTheStore) {
  const Snapshot published = snapshot();
  for (const std::string target : {"/sources", "/sources?x=1"})
    EXPECT_TRUE(std::holds_alternative<SourcesQuery>(respond(get(target), &published))) << target;
  EXPECT_EQ(header(answer(get("/sources/")), "Location"), "/sources");
  const Answer early = respond(get("/sources"), nullptr);
  EXPECT_EQ(std::get<Response>(early).status, 503);
}

TEST(Respond, AnswersByPath) {
  struct Case {
    Method method;
    std::string target;
    int expected;
  };
  const Case cases[] = {
      {Method::Get, "/", 200},
      {Method::Get, "/topics/news", 200},
      {Method::Head, "/topics/news", 200},
      {Method::Get, "/topics/%6eews", 200},
      {Method::Get, "/topics/news.atom", 200},
      {Method::Get, "/topics/news?utm_source=x&limit[]=%zz", 200},
      {Method::Get, "/assets/style.css?v=1", 200},
      {Method::Get, "/favicon.ico", 200},
      {Method::Get, "/healthz", 200},
      {Method::Get, "/readyz", 200},
      {Method::Get, "/topics/other", 404},
      {Method::Get, "/topics/news.atom/x", 404},
      {Method::Get, "/topics/../topics/news", 404},
      {Method::Get, "//", 404},
      {Method::Get, "//topics/news", 404},
      {Method::Get, "/TOPICS/news", 404},
      {Method::Get, "/entries/", 404},
      {Method::Get, "/entries/UPPER", 404},
      {Method::Get, "/entries/a'b", 404},
      {Method::Get, "/entries/" + std::string(65, 'a'), 404},
      {Method::Get, "/%00", 400},
      {Method::Get, "/%zz", 400},
      {Method::Get, "/%c0%ae%c0%ae/", 400},
      {Method::Get, "*", 400},
      {Method::Post, "/topics/news", 405},
      {Method::Other, "/", 405},
      {Method::Post, "/entries/abc", 405},
      {Method::Post, "/search?q=a", 405},
      {Method::Post, "/sources", 405},
      {Method::Options, "/sources", 204},
      {Method::Post, "/healthz", 405},
      {Method::Post, "/nowhere", 404},
      {Method::Options, "/topics/news.atom", 204},
      {Method::Options, "*", 204},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.target);
    Request request = get(c.target);
    request.method = c.method;
    EXPECT_EQ(answer(request).status, c.expected);
  }
}

TEST(Respond, SaysWhatIsAllowedWith405) {
  Request request = get("/");
  request.method = Method::Post;
  EXPECT_EQ(header(answer(request), "Allow"), "GET, HEAD, OPTIONS");
}

TEST(Respond, SendsEveryDocumentWithItsValidators) {
  const Response response = answer(get("/topics/news.atom"));
  EXPECT_EQ(header(response, "Content-Type"), "application/atom+xml; charset=utf-8");
  EXPECT_EQ(header(response, "Last-Modified"), "Thu, 24 Oct 2024 12:00:00 GMT");
  EXPECT_EQ(header(response, "Cache-Control"), "public, max-age=900");
  EXPECT_EQ(header(response, "Vary"), "A-IM, Accept, Accept-Encoding");
  EXPECT_EQ(header(response, "Link"), "<https://x.example/>; rel=\"self\"");
  EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(header(response, "ETag").size(), 34U);
  EXPECT_EQ(header(response, "Content-Encoding"), "");
  EXPECT_TRUE(response.body.text().starts_with("<feed>"));
  EXPECT_EQ(header(answer(get("/topics/news")), "Access-Control-Allow-Origin"), "");
}

TEST(Respond, AsksForATokenWhereThereIsAGuard) {
  Snapshot published = snapshot();
  published.guards["/topics/news.atom"] = std::make_shared<const Guard>(std::vector<std::string>{"open sesame"});
  const auto status = [&](const std::string& target) {
    return std::get<Response>(respond(get(target), &published)).status;
  };
  EXPECT_EQ(status("/topics/news.atom"), 401);
  EXPECT_EQ(status("/topics/news%2Eatom"), 401) << "however it is spelled";
  EXPECT_EQ(status("/topics/news.atom?token=open%20sesame"), 200);
  EXPECT_EQ(status("/topics/news"), 200);
  const Response refused = std::get<Response>(respond(get("/topics/news.atom"), &published));
  EXPECT_EQ(header(refused, "WWW-Authenticate"), "Basic realm=\"commonplace\", charset=\"UTF-8\"");
  EXPECT_EQ(header(refused, "Cache-Control"), "no-store");
  EXPECT_EQ(header(refused, "ETag"), "");
}

// Browsers show the source text of application/atom+xml, and XML with its style sheet.
TEST(Respond, SendsFeedsToBrowsersAsXml) {
  struct Case {
    const char* accept;
    const char* target;
    const char* type;
  };
  const Case cases[] = {
      {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "/topics/news.atom",
       "text/xml; charset=utf-8"},
      {"application/atom+xml, application/rss+xml, */*", "/topics/news.atom", "application/atom+xml; charset=utf-8"},
      {"*/*", "/topics/news.atom", "application/atom+xml; charset=utf-8"},
      {"text/html,*/*", "/topics/news", "text/html; charset=utf-8"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.accept);
    const Response response = answer(get(c.target, {{"accept", c.accept}}));
    EXPECT_EQ(header(response, "Content-Type"), c.type);
    EXPECT_EQ(header(response, "ETag"), header(answer(get(c.target)), "ETag"));
  }
}

TEST(Respond, SendsGzipToThoseWhoTakeIt) {
  const Response plain = answer(get("/topics/news.atom"));
  const Response packed = answer(get("/topics/news.atom", {{"accept-encoding", "gzip"}}));
  EXPECT_EQ(header(packed, "Content-Encoding"), "gzip");
  EXPECT_EQ(header(packed, "Vary"), "A-IM, Accept, Accept-Encoding");
  EXPECT_TRUE(packed.body.text().starts_with("\x1f\x8b"));
  EXPECT_NE(header(packed, "ETag"), header(plain, "ETag"));
}

TEST(Respond, SendsBrotliToThoseWhoTakeIt) {
  const Response packed = answer(get("/topics/news.atom", {{"accept-encoding", "gzip, deflate, br"}}));
  EXPECT_EQ(header(packed, "Content-Encoding"), "br");
  EXPECT_EQ(header(packed, "Content-Length"), std::to_string(packed.body.size()));
  EXPECT_LT(packed.body.size(), answer(get("/topics/news.atom", {{"accept-encoding", "gzip"}})).body.size());
  const std::string etag = header(packed, "ETag");
  EXPECT_EQ(answer(get("/topics/news.atom", {{"accept-encoding", "br"}, {"if-none-match", etag}})).status, 304);
  EXPECT_EQ(answer(get("/topics/news.atom", {{"accept-encoding", "gzip"}, {"if-none-match", etag}})).status, 200);
}

TEST(Respond, SaysNotModifiedToThoseWhoHaveIt) {
  const std::string etag = header(answer(get("/topics/news.atom")), "ETag");
  const Response response = answer(get("/topics/news.atom", {{"if-none-match", etag}}));
  EXPECT_EQ(response.status, 304);
  EXPECT_FALSE(response.body);
  EXPECT_EQ(header(response, "ETag"), etag);
  for (const char* name : {"Cache-Control", "Vary", "Last-Modified"}) EXPECT_NE(header(response, name), "") << name;
  for (const char* name : {"Content-Type", "Content-Length", "Content-Security-Policy"}) {
    EXPECT_EQ(header(response, name), "") << name;
  }

  // Another encoding is another representation.
  EXPECT_EQ(answer(get("/topics/news.atom", {{"if-none-match", etag}, {"accept-encoding", "gzip"}})).status, 200);
  EXPECT_EQ(answer(get("/topics/news.atom", {{"if-modified-since", "Thu, 24 Oct 2024 12:00:00 GMT"}})).status, 304);
}

TEST(Respond, AsksTheStoreForEntries) {
  const Snapshot published = snapshot();
  const Answer answered = respond(get("/entries/0123456789ab?revision=2"), &published);
  ASSERT_TRUE(std::holds_alternative<EntryQuery>(answered));
  EXPECT_EQ(std::get<EntryQuery>(answered).key, "0123456789ab");
  EXPECT_EQ(std::get<EntryQuery>(answered).revision, 2u);
  for (const char* target : {"/entries/0123456789ab", "/entries/0123456789ab?version=1"}) {
    EXPECT_FALSE(std::get<EntryQuery>(respond(get(target), &published)).revision) << target;
  }
  for (const char* bad : {"", "0", "-1", "first", "4294967296", "99999999999999999999", "1.0"}) {
    const Response refused = answer(get(std::string("/entries/0123456789ab?revision=") + bad));
    EXPECT_EQ(refused.status, 400) << bad;
    EXPECT_EQ(refused.body.text(), "'revision' is the number of a version: 1, 2, …\n") << bad;
  }
}

TEST(Respond, AsksTheStoreForSearches) {
  struct Case {
    const char* target;
    OutputFormat format;
    const char* query;
  };
  const Case cases[] = {
      {"/search", OutputFormat::Html, ""},
      {"/search?q=a+b", OutputFormat::Html, "a b"},
      {"/search.atom?q=a%20b&page=2", OutputFormat::Atom, "a b"},
  };
  const Snapshot published = snapshot();
  for (const Case& c : cases) {
    SCOPED_TRACE(c.target);
    for (const Method method : {Method::Get, Method::Head}) {
      Request request = get(c.target);
      request.method = method;
      const Answer answered = respond(request, &published);
      ASSERT_TRUE(std::holds_alternative<SearchQuery>(answered));
      EXPECT_EQ(std::get<SearchQuery>(answered).asked.query, c.query);
      EXPECT_EQ(std::get<SearchQuery>(answered).format, c.format);
    }
  }
}

TEST(Respond, SaysWhichParameterOfASearchIsBad) {
  const Response page = answer(get("/search?q=library&page=0"));
  EXPECT_EQ(page.status, 400);
  EXPECT_EQ(header(page, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(header(page, "Cache-Control"), "no-store");
  EXPECT_NE(page.body.text().find("there is no page '0'"), std::string::npos) << page.body.text();
  EXPECT_NE(page.body.text().find("value=\"library\""), std::string::npos);
  const Response feed = answer(get("/search.atom?q=library&page=0"));
  EXPECT_EQ(feed.status, 400);
  EXPECT_EQ(header(feed, "Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(feed.body.text(), "there is no page '0'; pages are numbered from 1 to 100.\n");
}

TEST(Respond, AsksTheStoreForWhatNarrowsAFeed) {
  const Snapshot published = snapshot();
  const Answer answered = respond(get("/topics/news.atom?q=a+b&type=News&utm_source=x"), &published);
  ASSERT_TRUE(std::holds_alternative<FeedQuery>(answered));
  const FeedQuery& query = std::get<FeedQuery>(answered);
  EXPECT_EQ(query.slug, "news");
  EXPECT_EQ(query.format, OutputFormat::Atom);
  EXPECT_EQ(query.asked, (FeedParameters{.type = "News", .query = "a b"}));
  for (const char* target : {"/topics/news.atom?", "/topics/news.atom?type=&utm_source=x", "/topics/news?type=News",
                             "/topics/none.atom?type=News", "/?type=News"}) {
    SCOPED_TRACE(target);
    EXPECT_TRUE(std::holds_alternative<Response>(respond(get(target), &published)));
  }
}

TEST(Respond, SaysWhichParameterOfAFeedIsBad) {
  const Response refused = answer(get("/topics/news.atom?limit=none"));
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(header(refused, "Content-Type"), "text/plain; charset=utf-8");
  EXPECT_EQ(refused.body.text(), "'none' is no number of entries; it goes from 1 to 500.\n");
}

TEST(Respond, WhatIsGuardedIsNarrowedForThoseWhoMayReadIt) {
  Snapshot published = snapshot();
  published.guards["/topics/news.atom"] = std::make_shared<const Guard>(std::vector<std::string>{"secret"});
  const auto status = [&](const char* target) {
    const Answer answered = respond(get(target), &published);
    return std::holds_alternative<FeedQuery>(answered) ? 0 : std::get<Response>(answered).status;
  };
  EXPECT_EQ(status("/topics/news.atom?type=News"), 401);
  EXPECT_EQ(status("/topics/news.atom?limit=none"), 401);
  EXPECT_EQ(status("/topics/news.atom?type=News&token=secret"), 0);
  EXPECT_EQ(status("/topics/news.atom?token=secret"), 200);
}

// Two states of a feed, the later one published.
struct Remembered {
  std::string body(const std::string& entry) {
    return "<feed>\n  <title>" + std::string(400, '.') + "</title>\n  <entry>\n    <id>old</id>\n  </entry>" + entry +
           "\n</feed>\n";
  }
  std::shared_ptr<const Representation> feed(const std::string& entry) {
    return represent({"application/atom+xml; charset=utf-8", body(entry), kChanged}, std::chrono::seconds{900});
  }
  std::shared_ptr<const Representation> before = feed("");
  std::shared_ptr<const Representation> now = feed("\n  <entry>\n    <id>new</id>\n  </entry>");
  Snapshot snapshot() {
    Snapshot made;
    made.by_path["/topics/news.atom"] = now;
    made.histories["/topics/news.atom"] = FeedHistory::after(FeedHistory::after(nullptr, *before), *now);
    return made;
  }
};

TEST(Respond, TellsWhoHasAnEarlierStateWhatIsNew) {
  Remembered feeds;
  const Snapshot published = feeds.snapshot();
  const auto ask = [&](std::vector<std::pair<std::string, std::string>> headers) {
    return std::get<Response>(respond(get("/topics/news.atom", std::move(headers)), &published));
  };
  const Response delta = ask({{"a-im", "feed"}, {"if-none-match", feeds.before->identity.etag}});
  EXPECT_EQ(delta.status, 226);
  EXPECT_EQ(header(delta, "IM"), "feed");
  EXPECT_EQ(header(delta, "ETag"), feeds.now->identity.etag);
  EXPECT_EQ(header(delta, "Delta-Base"), feeds.before->identity.etag);
  EXPECT_EQ(header(delta, "Cache-Control"), "no-store, im, public, max-age=900");
  EXPECT_EQ(header(delta, "Content-Encoding"), "");
  EXPECT_EQ(delta.body.text().find("<id>old"), std::string::npos);
  EXPECT_NE(delta.body.text().find("<id>new"), std::string::npos);
  const Response packed =
      ask({{"a-im", "feed"}, {"if-none-match", feeds.before->gzip->etag}, {"accept-encoding", "gzip"}});
  EXPECT_EQ(packed.status, 226);
  EXPECT_EQ(header(packed, "ETag"), feeds.now->gzip->etag) << "of the whole, as this reader would get it";

  const struct {
    const char* name;
    std::vector<std::pair<std::string, std::string>> headers;
    int status;
  } kCases[] = {
      {"asks for no delta", {{"if-none-match", feeds.before->identity.etag}}, 200},
      {"knows another manipulation", {{"a-im", "vcdiff"}, {"if-none-match", feeds.before->identity.etag}}, 200},
      {"has the present state", {{"a-im", "feed"}, {"if-none-match", feeds.now->identity.etag}}, 304},
      {"has both",
       {{"a-im", "feed"}, {"if-none-match", feeds.before->identity.etag + ", " + feeds.now->identity.etag}},
       304},
      {"has a state that nobody remembers", {{"a-im", "feed"}, {"if-none-match", "\"x\""}}, 200},
      {"has nothing", {{"a-im", "feed"}}, 200},
      {"has anything", {{"a-im", "feed"}, {"if-none-match", "*"}}, 304},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const Response answered = ask(c.headers);
    EXPECT_EQ(answered.status, c.status);
    EXPECT_EQ(header(answered, "IM"), "");
    EXPECT_EQ(header(answered, "Vary"), "A-IM, Accept, Accept-Encoding");
    EXPECT_EQ(header(answered, "Cache-Control"), "public, max-age=900");
  }
}

TEST(Respond, AsksTheStoreForArchives) {
  const Snapshot published = snapshot();
  const Answer answered = respond(get("/topics/news/archive/12.atom?x=y"), &published);
  ASSERT_TRUE(std::holds_alternative<ArchiveQuery>(answered));
  EXPECT_EQ(std::get<ArchiveQuery>(answered).slug, "news");
  EXPECT_EQ(std::get<ArchiveQuery>(answered).number, 12u);
  for (const char* target :
       {"/topics/none/archive/1.atom", "/topics/news/archive/0.atom", "/topics/news/archive/01.atom",
        "/topics/news/archive/-1.atom", "/topics/news/archive/1", "/topics/news/archive/1.rss",
        "/topics/news/archive/.atom", "/topics/news/archive/99999999999.atom", "/topics/news/archive/1.atom/x",
        "/archive/1.atom", "/topics/archive/1.atom", "/topics/news.atom/archive/1.atom"}) {
    SCOPED_TRACE(target);
    EXPECT_EQ(answer(get(target)).status, 404);
  }
}

TEST(Respond, ATopicGuardsItsArchives) {
  Snapshot published = snapshot();
  published.guards["/topics/news.atom"] = std::make_shared<const Guard>(std::vector<std::string>{"secret"});
  const Answer refused = respond(get("/topics/news/archive/1.atom"), &published);
  ASSERT_TRUE(std::holds_alternative<Response>(refused));
  EXPECT_EQ(std::get<Response>(refused).status, 401);
  EXPECT_TRUE(
      std::holds_alternative<ArchiveQuery>(respond(get("/topics/news/archive/1.atom?token=secret"), &published)));
}

TEST(Respond, LeadsFromATrailingSlashToTheName) {
  const Response response = answer(get("/topics/news/?a=b"));
  EXPECT_EQ(response.status, 308);
  EXPECT_EQ(header(response, "Location"), "/topics/news?a=b");
  EXPECT_EQ(header(answer(get("/entries/abc/")), "Location"), "/entries/abc");
  EXPECT_EQ(header(answer(get("/search/?q=a+b")), "Location"), "/search?q=a+b");
  // Never to a name of another host's.
  EXPECT_EQ(answer(get("//evil.example/")).status, 404);
  EXPECT_EQ(answer(get("/%2fevil.example/")).status, 404);
}

TEST(Respond, IsNotReadyBeforeTheFirstSnapshot) {
  struct Case {
    std::string target;
    int expected;
  };
  const Case cases[] = {{"/", 503},       {"/topics/news", 503}, {"/entries/abc", 503},      {"/search?q=a", 503},
                        {"/readyz", 503}, {"/healthz", 200},     {"/assets/style.css", 200}, {"/%zz", 400}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.target);
    EXPECT_EQ(std::get<Response>(respond(get(c.target), nullptr)).status, c.expected);
  }
  EXPECT_EQ(header(std::get<Response>(respond(get("/"), nullptr)), "Retry-After"), "5");
}

TEST(Respond, PutsUpTheSecondWallEverywhere) {
  Request options = get("/");
  options.method = Method::Options;
  for (const Request& request : {get("/"), get("/topics/news.atom"), get("/nowhere"), get("/%zz"), get("/healthz"),
                                 get("/topics/news/"), get("/assets/style.css"), get("/search?page=0"), options}) {
    SCOPED_TRACE(request.target);
    const Response response = answer(request);
    EXPECT_TRUE(header(response, "Content-Security-Policy").starts_with("default-src 'none'; style-src 'self'"));
    EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
    EXPECT_NE(header(response, "Referrer-Policy"), "");
  }
}

TEST(Respond, LetsScriptsOfOtherSitesReadFeeds) {
  Request request = get("/topics/news.atom");
  request.method = Method::Options;
  EXPECT_EQ(header(answer(request), "Access-Control-Allow-Origin"), "*");
  request.target = "/search.atom?q=a";
  EXPECT_EQ(header(answer(request), "Access-Control-Allow-Origin"), "*");
  for (const char* page : {"/topics/news", "/search?q=a"}) {
    request.target = page;
    EXPECT_EQ(header(answer(request), "Access-Control-Allow-Origin"), "") << page;
  }
}

TEST(Respond, LeadsElsewhereForNow) {
  Site site;
  site.public_url = "https://news.example.org/below";
  const Response response = respond_elsewhere(site, "/entries/abc");
  EXPECT_EQ(response.status, 302);
  EXPECT_EQ(header(response, "Location"), "/below/entries/abc");
}

TEST(Respond, SaysWhatIsGone) {
  const Response response = respond_gone({"text/html; charset=utf-8", "<p>It was here.</p>", {}});
  EXPECT_EQ(response.status, 410);
  EXPECT_EQ(response.body.text(), "<p>It was here.</p>");
  EXPECT_EQ(header(response, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_NE(header(response, "Content-Security-Policy"), "");
}

TEST(Respond, ShowsAPageWhereThereIsNone) {
  const Response response = answer(get("/nowhere"));
  EXPECT_EQ(header(response, "Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(header(response, "Cache-Control"), "no-store");
  EXPECT_NE(response.body.text().find("Library news"), std::string::npos);
}

TEST(Respond, TellsScriptsOfOtherSitesWhatIsWrongWithAFeed) {
  const struct {
    std::string target;
    int status;
    bool is_open;
  } kCases[] = {
      {"/topics/other.atom", 404, true},  {"/topics/other.json", 404, true},

      {"/search.atom?page=x", 400, true}, {"/topics/other", 404, false},
      {"/search?page=x", 400, false},     {"/topics/news.atom?limit=0", 400, true},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.target);
    const Response response = answer(get(c.target));
    EXPECT_EQ(response.status, c.status);
    EXPECT_EQ(header(response, "Access-Control-Allow-Origin"), c.is_open ? "*" : "");
  }
  Snapshot guarded = snapshot();
  guarded.guards["/topics/news.atom"] = std::make_shared<const Guard>(std::vector<std::string>{"token-of-a-branch"});
  const Answer refused = respond(get("/topics/news.atom"), &guarded);
  EXPECT_EQ(std::get<Response>(refused).status, 401);
  EXPECT_EQ(header(std::get<Response>(refused), "Access-Control-Allow-Origin"), "*");
}

}  // namespace
}  // namespace commonplace::serve
