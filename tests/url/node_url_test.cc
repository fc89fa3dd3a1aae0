// Our URLs against those of Node, which implements the URL Standard: several thousand references, made of pieces.

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "commonplace/url.h"

namespace commonplace {
namespace {

const std::vector<std::string> kBases = {
    "http://example.org/a/b/c?q#f",
    "https://user:pa@h.example:8443/x/",
    "file:///home/a/b",
    "mailto:a@b",
    "http://[2001:DB8::1]:80/p",
    "foo://host/a/b",
    "urn:x:y",
    "http://example.org",
};
const std::vector<std::string> kPieces = {
    "",
    "/",
    "//",
    "///",
    "\\",
    "..",
    ".",
    "a",
    "b c",
    "%41",
    "%2e",
    "%2E%2e",
    "?",
    "?x=1&y=ä",
    "#",
    "#fr g",
    "http:",
    "https:",
    "HTTP:",
    "file:",
    "mailto:",
    "urn:",
    "foo:",
    "://",
    "//u:p@s@h",
    "C:",
    "C|/",
    "/C:/x",
    "//host:9",
    "//1.2.3",
    "//0x7f.1",
    "//[::1]",
    "//[1:2::]",
    "//a%00b",
    "//münchen.de",
    "é",
    "<>\"`{}|",
    "'",
    ";a=b",
    "~x",
    "//a b",
    "//faß.de",
    "//host.",
    "javascript:alert(1)",
    "&",
    "%",
    "%zz",
    ":",
    "localhost",
    "@",
};

struct Reference {
  std::string base;
  std::string text;
};

std::vector<Reference> references() {
  std::vector<Reference> all;
  for (const std::string& base : kBases) {
    for (const std::string& piece : kPieces) all.push_back({base, piece});
  }
  std::mt19937 random(20241124);
  for (int i = 0; i < 6000; ++i) {
    std::string text;
    for (std::size_t left = 1 + random() % 4; left > 0; --left) text += kPieces[random() % kPieces.size()];
    all.push_back({kBases[random() % kBases.size()], text});
  }
  return all;
}

// Node 20 resolves "x#y" against "urn:a", the standard does not (§4.4, "no scheme state").
bool is_known_difference(const Reference& reference) {
  const bool opaque = reference.base.starts_with("urn:") || reference.base.starts_with("mailto:");
  return opaque && reference.text.find('#') != std::string::npos && !reference.text.starts_with('#');
}

constexpr char kScript[] = R"js(
const lines = require('fs').readFileSync(0, 'utf8').split('\n');
for (let i = 0; i + 1 < lines.length; i += 2) {
  let href = '!';
  try { href = new URL(lines[i + 1], lines[i]).href; } catch {}
  console.log(href);
}
)js";

TEST(ParseUrl, AgreesWithNode) {
  const std::filesystem::path directory =
      std::filesystem::temp_directory_path() / ("node_url." + std::to_string(std::random_device{}()));
  std::filesystem::create_directory(directory);
  std::ofstream(directory / "urls.js") << kScript;
  const std::vector<Reference> all = references();
  {
    std::ofstream input(directory / "in");
    for (const Reference& reference : all) input << reference.base << '\n' << reference.text << '\n';
  }
  const std::string command = "node " + (directory / "urls.js").string() + " <" + (directory / "in").string() + " >" +
                              (directory / "out").string();
  ASSERT_EQ(std::system(command.c_str()), 0) << "this test compares with Node: install the package nodejs";
  std::ifstream output(directory / "out");
  for (const Reference& reference : all) {
    std::string expected;
    ASSERT_TRUE(std::getline(output, expected));
    if (is_known_difference(reference)) continue;
    const Url base = parse_url(reference.base).value();
    const Result<Url> url = parse_url(reference.text, &base);
    EXPECT_EQ(url ? url->href() : "!", expected) << reference.base << " + " << reference.text;
  }
  std::filesystem::remove_all(directory);
}

}  // namespace
}  // namespace commonplace
