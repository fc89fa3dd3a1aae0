#include <gtest/gtest.h>

#include <set>

#include "serve/snapshot.h"

namespace commonplace::serve {
namespace {

Rendered page(std::string body, std::string type = "text/html; charset=utf-8") {
  return {std::move(type), std::move(body), Timestamp{std::chrono::seconds{1729771200}}};
}

const std::string kLong(3000, 'a');
constexpr std::chrono::minutes kAge{5};

TEST(Represent, SpellsTheHeadOfEachEncoding) {
  Rendered rendered = page(kLong, "application/atom+xml; charset=utf-8");
  rendered.link = "<https://x.example/>; rel=\"self\"";
  const auto made = represent(rendered, kAge);
  EXPECT_EQ(made->type_line, "Content-Type: application/atom+xml; charset=utf-8\r\n");
  EXPECT_EQ(made->type_line_for_browsers, "Content-Type: text/xml; charset=utf-8\r\n");
  EXPECT_EQ(made->identity.shared_head, "ETag: " + made->identity.etag +
                                            "\r\n"
                                            "Last-Modified: Thu, 24 Oct 2024 12:00:00 GMT\r\n"
                                            "Cache-Control: public, max-age=300\r\n"
                                            "Vary: A-IM, Accept, Accept-Encoding\r\n"
                                            "Access-Control-Allow-Origin: *\r\n"
                                            "Access-Control-Expose-Headers: ETag, IM, Last-Modified, Link\r\n");
  EXPECT_EQ(made->identity.whole_head, "Link: <https://x.example/>; rel=\"self\"\r\nContent-Length: 3000\r\n");
  ASSERT_TRUE(made->gzip);
  EXPECT_EQ(made->gzip->whole_head,
            "Link: <https://x.example/>; rel=\"self\"\r\nContent-Encoding: gzip\r\nContent-Length: " +
                std::to_string(made->gzip->body.size()) + "\r\n");
  ASSERT_TRUE(made->brotli);
  EXPECT_NE(made->brotli->whole_head.find("Content-Encoding: br\r\n"), std::string::npos);
}

// Neither a time nor the machine may show in the bytes, or every restart would invalidate what clients hold.
TEST(Represent, MakesTheSameBytesEverywhere) {
  const auto one = represent(page(kLong), kAge);
  const auto two = represent(page(kLong), kAge);
  EXPECT_EQ(one->gzip->body.text(), two->gzip->body.text());
  EXPECT_EQ(one->brotli->body.text(), two->brotli->body.text());
  EXPECT_EQ(one->identity.etag, two->identity.etag);
}

TEST(Represent, GivesEachEncodingItsOwnStrongTag) {
  const auto made = represent(page(kLong), kAge);
  std::set<std::string> tags;
  for (const Variant* variant : {&made->identity, &*made->gzip, &*made->brotli}) {
    EXPECT_EQ(variant->etag.size(), 34U);
    EXPECT_EQ(variant->etag.front(), '"');
    EXPECT_EQ(variant->etag.back(), '"');
    tags.insert(variant->etag);
  }
  EXPECT_EQ(tags.size(), 3U);
  EXPECT_NE(made->identity.etag, represent(page(kLong + "b"), kAge)->identity.etag);
}

TEST(Represent, LeavesAloneWhatDoesNotShrink) {
  for (const Rendered& rendered : {page("short"), page(kLong, "image/png")}) {
    const auto made = represent(rendered, {});
    EXPECT_FALSE(made->gzip);
    EXPECT_FALSE(made->brotli);
    EXPECT_EQ(made->identity.shared_head.find("Vary"), std::string::npos);
  }
  EXPECT_TRUE(represent(page(kLong, "image/svg+xml"), {})->gzip);
}

TEST(Represent, LetsOnlyReadersKeepWhatIsGuarded) {
  EXPECT_EQ(represent(page(kLong), kAge)->cache_control, "public, max-age=300");
  EXPECT_EQ(represent(page(kLong), kAge, Audience::Guarded)->cache_control, "private, max-age=300");
}

TEST(Represent, OpensFeedsToScriptsOfOtherSites) {
  EXPECT_TRUE(represent(page(kLong, "application/atom+xml; charset=utf-8"), {})->cors);
  EXPECT_FALSE(represent(page(kLong), {})->cors);
}

TEST(Represent, PutsLargeBodiesOnTheShelf) {
  MemoryFiles files(1);
  Shelf shelf(files);
  const std::string text(Shelf::kWorthAFile, 'a');
  const auto made = represent(page(text), kAge, Audience::Everybody, &shelf);
  EXPECT_TRUE(made->identity.body.is_in_file());
  EXPECT_FALSE(made->gzip->body.is_in_file());
  EXPECT_EQ(made->identity.body.text(), text);
  EXPECT_EQ(made->identity.etag, represent(page(text), kAge)->identity.etag);
}

// What a client gets must not depend on whether the document was made for it alone.
TEST(RepresentOnce, SendsWhatRepresentWould) {
  const auto whole = represent(page(kLong), kAge);
  for (const char* encodings : {"", "gzip", "br", "gzip, br", "*", "identity"}) {
    SCOPED_TRACE(encodings);
    const auto once = represent_once(page(kLong), kAge, Audience::Everybody, encodings);
    EXPECT_EQ(once->variant(encodings).body.text(), whole->variant(encodings).body.text());
    EXPECT_EQ(once->variant(encodings).shared_head, whole->variant(encodings).shared_head);
    EXPECT_EQ(once->variant(encodings).whole_head, whole->variant(encodings).whole_head);
  }
  EXPECT_FALSE(represent_once(page(kLong), kAge, Audience::Everybody, "br")->gzip);
  EXPECT_FALSE(represent_once(page(kLong), kAge, Audience::Everybody, "gzip")->brotli);
}

TEST(SizeOf, AddsUpWhatIsKept) {
  Snapshot snapshot;
  snapshot.by_path["/a"] = represent(page(kLong), kAge);
  snapshot.by_path["/b"] = represent(page("short"), kAge);
  const SnapshotSize size = size_of(snapshot);
  EXPECT_EQ(size.documents, 2U);
  EXPECT_EQ(size.identity, 3005U);
  EXPECT_EQ(size.gzip, snapshot.by_path["/a"]->gzip->body.size());
  EXPECT_EQ(size.brotli, snapshot.by_path["/a"]->brotli->body.size());
}

TEST(Represents, TellsWhetherAnythingWouldBeDifferent) {
  Rendered rendered = page(kLong);
  const auto made = represent(rendered, kAge);
  EXPECT_TRUE(represents(*made, rendered, kAge, Audience::Everybody));
  EXPECT_FALSE(represents(*made, rendered, 2 * kAge, Audience::Everybody));
  EXPECT_FALSE(represents(*made, rendered, kAge, Audience::Guarded));
  EXPECT_FALSE(represents(*made, page(kLong + "b"), kAge, Audience::Everybody));
  EXPECT_FALSE(represents(*made, page(std::string(3000, 'b')), kAge, Audience::Everybody));
  EXPECT_FALSE(represents(*made, page(kLong, "text/plain"), kAge, Audience::Everybody));
  rendered.last_modified += std::chrono::seconds{1};
  EXPECT_FALSE(represents(*made, rendered, kAge, Audience::Everybody));
  rendered = page(kLong);
  rendered.link = "<https://x.example/>; rel=\"self\"";
  EXPECT_FALSE(represents(*made, rendered, kAge, Audience::Everybody));
}

}  // namespace
}  // namespace commonplace::serve
