// Bodies as origins compress, label and cut them, with real libcurl.

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "fetch/compress.h"
#include "fetch/harness.h"

namespace commonplace::fetch {
namespace {

using testing::brotli;
using testing::gzip;
using testing::OriginReply;
using testing::OriginRequest;
using testing::zstd;

class Bodies : public WithOrigin {};

// The codings that we ask for, and those that are sent unasked.
struct Coded {
  std::string_view coding;
  std::string body;
};
std::vector<Coded> coded(const std::string& text) {
  return {{"GZIP", gzip(text)}, {"br", brotli(text)}, {"zstd", zstd(text)}, {"gzip, gzip", gzip(gzip(text))}};
}

TEST_F(Bodies, DecodesCompressedBodies) {
  for (const auto& [coding, body] : coded("<rss/>")) {
    SCOPED_TRACE(coding);
    origin_.route("/", OriginReply::ok(body, {{"Content-Encoding", std::string(coding)}}));
    const auto response = get("/");
    ASSERT_TRUE(response) << response.error().detail;
    EXPECT_EQ(response->body, "<rss/>");
  }
}

TEST_F(Bodies, DoesNotTakeACutStreamForAShortBody) {
  for (const auto& [coding, whole] : coded("<rss><channel>many entries</channel></rss>")) {
    for (const std::size_t missing : {0u, 1u, 8u, 20u}) {
      SCOPED_TRACE(std::string(coding) + " without " + std::to_string(missing));
      const std::string body = whole.substr(0, whole.size() - missing);
      origin_.route("/", OriginReply::ok(body, {{"Content-Encoding", std::string(coding)}}));
      const auto response = get("/");
      EXPECT_EQ(response.has_value(), missing == 0);
      if (!response) {
        EXPECT_EQ(response.error().code, Errc::ConnectionLost);
        EXPECT_NE(response.error().detail.find("in the middle of the compressed body"), std::string::npos);
      }
    }
  }
}

TEST_F(Bodies, ReadsGzipThatArrivesByteByByte) {
  std::string wire = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (const char byte : gzip("<rss/>")) wire += "1\r\n" + std::string(1, byte) + "\r\n";
  origin_.route("/", OriginReply::bytes(wire + "0\r\n\r\n"));
  const auto response = get("/");
  ASSERT_TRUE(response) << response.error().detail;
  EXPECT_EQ(response->body, "<rss/>");
}

TEST_F(Bodies, ReadsPlainBodiesThatAreLabelledOtherwise) {
  for (const std::string coding : {"gzip", "br", "UTF-8", "application/xml", "none"}) {
    SCOPED_TRACE(coding);
    origin_.route("/", OriginReply::ok("<rss/>", {{"Content-Encoding", coding}}));
    const auto response = get("/");
    ASSERT_TRUE(response) << response.error().detail;
    EXPECT_EQ(response->body, "<rss/>");
  }
}

TEST_F(Bodies, CutsADecompressionBombShort) {
  // 64 MiB of the letter a in 53 bytes of brotli.
  const std::string bomb =
      base::from_base64("z///f/glwuKxQCD3/p/////wSwDEYQGA7v0/////4ZcAiMMiAN37//z//8cvARCHBQC69/8=");
  origin_.route("/br", OriginReply::ok(bomb, {{"Content-Encoding", "br"}}));
  origin_.route("/gzip", OriginReply::ok(gzip(std::string(8u << 20, 'a')), {{"Content-Encoding", "gzip"}}));
  origin_.route("/small", OriginReply::ok(gzip(std::string(900'000, 'a')), {{"Content-Encoding", "gzip"}}));
  for (const std::string_view path : {"/br", "/gzip"}) {
    SCOPED_TRACE(path);
    const Error error = error_of(get(path));
    EXPECT_EQ(error.code, Errc::TooLarge);
    EXPECT_EQ(error.detail, "127.0.0.1: the body grows too much when decompressed (limit ratio=200)");
  }
  EXPECT_TRUE(get("/small"));
}

TEST_F(Bodies, KeepsTheBodyLimitToTheByte) {
  for (const std::string coding : {"identity", "gzip"}) {
    SCOPED_TRACE(coding);
    origin_.route("/", [&](const OriginRequest& request) {
      const std::string body(std::stoul(request.target.substr(2)), 'x');
      return OriginReply::ok(coding == "gzip" ? gzip(body) : body, {{"Content-Encoding", coding}});
    });
    for (const std::size_t size : {999u, 1000u, 1001u}) {
      SCOPED_TRACE(size);
      FetchRequest request = request_for(origin_.url("/?" + std::to_string(size)));
      request.limits.body_bytes = 1000;
      const auto response = get(request);
      EXPECT_EQ(response.has_value(), size <= 1000);
      if (!response) {
        EXPECT_EQ(response.error().code, Errc::TooLarge);
        EXPECT_NE(response.error().detail.find("limit body_bytes=1000"), std::string::npos) << response.error().detail;
      }
    }
  }
}

}  // namespace
}  // namespace commonplace::fetch
