#include "serve/static_files.h"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

namespace commonplace::serve {
namespace {

StaticDocuments documents() {
  StaticDocument page;
  page.type = "text/html; charset=utf-8";
  page.cache_control = "public, max-age=60";
  page.etag = "\"aa\"";
  StaticDocument feed;
  feed.type = "application/atom+xml; charset=utf-8";
  feed.cache_control = "public, max-age=900";
  feed.link = "<https://x.example/it's>; rel=\"self\"";
  feed.last_modified = Timestamp{std::chrono::seconds{1729771200}};
  feed.cors = true;
  feed.etag = "\"bb\"";
  feed.gzip_etag = "\"cc\"";
  feed.brotli_etag = "\"dd\"";
  return {{"/topics/news", page}, {"/topics/news.atom", feed}};
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(FileOf, NamesPagesAndDocuments) {
  struct Case {
    std::string_view path, file;
  };
  const Case cases[] = {
      {"/", "index.html"},
      {"/topics/news", "topics/news/index.html"},
      {"/topics/news.atom", "topics/news.atom"},
      {"/topics/news/archive/2.atom", "topics/news/archive/2.atom"},
      {"/topics/news/embed", "topics/news/embed"},
      {"/entries/0123456789ab", "entries/0123456789ab/index.html"},
      {"/sources", "sources"},
      {"/opml.xml", "opml.xml"},
      {"/assets/style.css", "assets/style.css"},
      {"/favicon.ico", "favicon.ico"},
  };
  for (const Case& c : cases) EXPECT_EQ(file_of(c.path), c.file) << c.path;
}

// A list that somebody else wrote must not lead out of the folder.
TEST(FileOf, StaysInTheFolder) {
  for (const char* path : {"", "x", "//", "/../x", "/topics/..", "/topics/../../etc/passwd", "/.", "/a//b", "/a/",
                           "/a b", "/a\nb", "/a\\b", "/\xc3\xa9"}) {
    EXPECT_EQ(file_of(path), "") << path;
  }
}

TEST(HeadersJson, TellsWhatBelongsToEachDocument) {
  const auto list = boost::json::parse(write_headers_json(documents())).as_object();
  ASSERT_EQ(list.size(), 2U);
  const auto& page = list.at("/topics/news").as_object();
  EXPECT_EQ(page.at("file"), "topics/news/index.html");
  EXPECT_EQ(page.at("type"), "text/html; charset=utf-8");
  EXPECT_EQ(page.at("etag"), "\"aa\"");
  EXPECT_FALSE(page.contains("gzip_etag"));
  EXPECT_FALSE(page.contains("last_modified"));
  const auto& feed = list.at("/topics/news.atom").as_object();
  EXPECT_EQ(feed.at("gzip_etag"), "\"cc\"");
  EXPECT_EQ(feed.at("br_etag"), "\"dd\"");
  EXPECT_EQ(feed.at("last_modified"), "Thu, 24 Oct 2024 12:00:00 GMT");
  EXPECT_EQ(feed.at("cache_control"), "public, max-age=900");
  EXPECT_EQ(feed.at("link"), "<https://x.example/it's>; rel=\"self\"");
}

TEST(NginxInclude, MapsPathsAndFilesToValues) {
  const std::string include = write_nginx_include(documents());
  EXPECT_TRUE(contains(include,
                       "map $uri $commonplace_plain {\n"
                       "  '/topics/news' '\"aa\"';\n"
                       "  '/topics/news/index.html' '\"aa\"';\n"
                       "  '/topics/news.atom' '\"bb\"';\n"
                       "}\n"))
      << include;
  EXPECT_TRUE(contains(include, "map $uri $commonplace_gzip {\n  '/topics/news.atom' '\"cc\"';\n}\n"));
  EXPECT_TRUE(contains(include, "'<https://x.example/it\\'s>; rel=\"self\"'"));
}

TEST(NginxInclude, SaysWhatMayStandInAFrame) {
  StaticDocuments framed = documents();
  framed["/topics/news/embed"].is_for_frames = true;
  EXPECT_TRUE(
      contains(write_nginx_include(framed), "map $uri $commonplace_framing {\n  '/topics/news/embed' '*';\n}\n"));
}

TEST(NginxInclude, LeavesOutWhatNginxWouldTakeForAVariable) {
  StaticDocuments odd = documents();
  odd["/topics/news.atom"].link = "<https://x.example/$host>; rel=\"self\"";
  EXPECT_FALSE(contains(write_nginx_include(odd), "$host"));
}

TEST(Describe, TakesWhatThereIs) {
  const Rendered rendered{"text/html; charset=utf-8", std::string(3000, 'a'), Timestamp{std::chrono::seconds{1}}, {}};
  const auto made = represent(rendered, std::chrono::seconds{60});
  const StaticDocument document = describe(*made);
  EXPECT_EQ(document.type, rendered.content_type);
  EXPECT_EQ(document.etag, made->identity.etag);
  EXPECT_EQ(document.gzip_etag, made->gzip->etag);
  EXPECT_EQ(document.brotli_etag, made->brotli->etag);
  EXPECT_EQ(describe(*represent({"text/plain", "short", {}, {}}, {})).gzip_etag, "");
}

}  // namespace
}  // namespace commonplace::serve
