#include "store/atom_id.h"

#include <gtest/gtest.h>

namespace commonplace::store {
namespace {

TEST(IsUsableAtomId, AcceptsAbsoluteIris) {
  const char* const ids[] = {
      "https://example.org/a?b=c#d",
      "http://example.org",
      "HTTPS://example.org/",
      "http://example.org/?p=1&q=2",
      "https://example.org/caf%C3%A9",
      "https://example.org/café/図書館",
      "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a",
      "urn:isbn:0451450523",
      "tag:example.org,2004:1234",
      "tag:ann@example.org,2004-05-06:a/b",
      "tag:blogger.com,1999:blog-1.post-2",
      "info:doi/10.1000/182",
      "ftp://example.org/x",
  };
  for (const char* id : ids) EXPECT_TRUE(is_usable_atom_id(id, "news.example.org")) << id;
}

TEST(IsUsableAtomId, RefusesWhatValidatorsReject) {
  const std::string longest = "https://example.org/" + std::string(2000, 'a');
  const std::string ids[] = {
      "",
      "1234",
      "/relative",
      "example.org/1",
      "https://",
      "https:///path",
      "https:path",
      "http:",
      "https://example.org/a b",
      "https://example.org/<x>",
      "https://example.org/\"",
      "https://example.org/{x}",
      "https://example.org/a\\b",
      "https://example.org/100%",
      "https://example.org/%zz",
      "https://example.org/#a#b",
      "https://example.org/\n",
      "https://example.org/\xFF",
      "https://example.org/\xEE\x80\x80",  // private use
      "https://example.org/\xE2\x80\x8B",  // zero width space
      "urn:x",
      "urn:x:",
      "urn:-x:y",
      "urn:a b:c",
      "tag:example.org:1",
      "tag:example.org,24:1",
      "tag:example.org,2004-5:1",
      "tag:,2004:1",
      "post:1234",
      "javascript:alert(1)",
      "yt:video:abc",
      longest,
  };
  for (const std::string& id : ids) EXPECT_FALSE(is_usable_atom_id(id, "news.example.org")) << id;
}

TEST(IsUsableAtomId, RefusesIdsThatOnlyWeMint) {
  EXPECT_FALSE(is_usable_atom_id("tag:news.example.org,2024:a/b", "news.example.org"));
  EXPECT_FALSE(is_usable_atom_id("TAG:NEWS.example.org,2024:a/b", "news.example.org"));
  EXPECT_TRUE(is_usable_atom_id("tag:news.example.org.uk,2024:a/b", "news.example.org"));
}

TEST(MintAtomId, IsATagThatLasts) {
  const Timestamp new_year{std::chrono::seconds{1'735'689'599}};  // 2024-12-31T23:59:59Z
  EXPECT_EQ(mint_atom_id("news.example.org", new_year, "webjunction", "k1"),
            "tag:news.example.org,2024:webjunction/k1");
  EXPECT_EQ(mint_atom_id("news.example.org", new_year + std::chrono::seconds{1}, "a", "k"),
            "tag:news.example.org,2025:a/k");
  EXPECT_TRUE(is_usable_atom_id(mint_atom_id("news.example.org", new_year, "a", "k"), "elsewhere.example.org"));
}

}  // namespace
}  // namespace commonplace::store
