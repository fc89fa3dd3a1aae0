// Our URLs against those of Node, which implements the URL Standard: some fifteen thousand references, made of pieces.

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
    "http://[2001:DB8::1]:80/p",
    "http://example.org",
    "ws://h/a;b/",
    "file:///home/a/b",
    "file://h/C:/a",
    "file:///C:/",
    "foo://host/a/b",
    "foo:///a/b",
    "foo:/a/b",
    "foo:/.//p",
    "mailto:a@b",
    "urn:x:y",
    "data:text/plain,x",
};
const std::vector<std::string> kPieces = {
    // separators and dots
    "",
    "/",
    "//",
    "///",
    "\\",
    "\\\\",
    "?",
    "#",
    ":",
    "@",
    "&",
    ";",
    ".",
    "..",
    "./",
    "../",
    "%2e",
    "%2E%2e",
    "/..",
    // characters with an encoding of their own, or none
    "a",
    "b c",
    "~x",
    "'",
    "\"",
    "<>",
    "`",
    "{}",
    "|",
    "^",
    "[",
    "]",
    "$!()*+,",
    "%",
    "%zz",
    "%41",
    "%00",
    "%7f",
    "\t",
    "é",
    "日本",
    "😀",
    "?x=1&y=ä'",
    "#fr g`",
    // schemes
    "http:",
    "https:",
    "HTTP:",
    "file:",
    "foo:",
    "ftp:",
    "mailto:",
    "urn:",
    "javascript:alert(1)",
    "://",
    // authorities
    "//u:p@s@h",
    "//@h",
    "//:@h",
    "//u@",
    "//host:9",
    "//host:80",
    "//host:",
    "//host:65536",
    "//host:x",
    "//host.",
    "//a b",
    "//a%00b",
    "//münchen.de",
    "//faß.de",
    "//xn--mnchen-3ya.de",
    "//日本語。jp",
    "//a\u00ADb",
    // addresses in figures
    "//1.2.3",
    "//0x7f.1",
    "//09.1",
    "//256.",
    "//4294967296",
    "//a.1",
    "//[::1]",
    "//[1:2::]",
    "//[1:2::3.4.5.6]",
    "//[::g]",
    "localhost",
    "//localhost",
    // drive letters
    "C:",
    "C|/",
    "/C:/x",
    "/C|",
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
  while (all.size() < 15'000) {
    std::string text;
    for (std::size_t left = 2 + random() % 4; left > 0; --left) text += kPieces[random() % kPieces.size()];
    all.push_back({kBases[random() % kBases.size()], text});
  }
  return all;
}

// Where we differ, and why.
struct Difference {
  const char* reason;
  bool (*applies)(const Reference& reference, const std::string& expected);
};
const Difference kDifferences[] = {
    {"Node 20 resolves \"x#y\" against \"urn:a\"; the standard does not (§4.4, no scheme state)",
     [](const Reference& reference, const std::string&) {
       return parse_url(reference.base)->path().front() != '/' && reference.text.find('#') != std::string::npos;
     }},
    {"Node 20 loses the empty segment that \"/..\" leaves behind a host; the standard keeps it (§4.4, path state)",
     [](const Reference& reference, const std::string& expected) {
       const Result<Url> theirs = parse_url(expected);
       const Url base = parse_url(reference.base).value();
       const Result<Url> ours = parse_url(reference.text, &base);
       return theirs && ours && theirs->path().empty() && ours->path() == "/";
     }},
    {"IDNA 2008 has no hyphens at the ends of a label and no mixture of emoji with other letters, nor has the DNS "
     "labels "
     "of more than 63 bytes; libidn2 minds where Node does not",
     [](const Reference& reference, const std::string& expected) {
       const Url base = parse_url(reference.base).value();
       return !parse_url(reference.text, &base) && expected.find("//xn--") != std::string::npos;
     }},
    {"names that are ASCII already are not looked into: whether \"xn--…\" decodes is for the DNS to say",
     [](const Reference& reference, const std::string& expected) {
       return expected == "!" && reference.text.find("xn--") != std::string::npos;
     }},
};

bool is_known_difference(const Reference& reference, const std::string& expected) {
  for (const Difference& difference : kDifferences) {
    if (difference.applies(reference, expected)) return true;
  }
  return false;
}

constexpr char kScript[] = R"js(
const lines = require('fs').readFileSync(0, 'utf8').split('\n');
for (let i = 0; i + 1 < lines.length; i += 2) {
  let href = '!';
  try { href = new URL(lines[i + 1], lines[i]).href; } catch {}
  console.log(href);
}
)js";

class Directory {
 public:
  Directory() : path_(std::filesystem::temp_directory_path() / ("node_url." + std::to_string(std::random_device{}()))) {
    std::filesystem::create_directory(path_);
  }
  ~Directory() { std::filesystem::remove_all(path_); }
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  std::string file(const char* name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

TEST(ParseUrl, AgreesWithNode) {
  const std::vector<Reference> all = references();
  const Directory directory;
  std::ofstream(directory.file("urls.js")) << kScript;
  {
    std::ofstream input(directory.file("in"));
    for (const Reference& reference : all) input << reference.base << '\n' << reference.text << '\n';
  }
  const std::string command =
      "node " + directory.file("urls.js") + " <" + directory.file("in") + " >" + directory.file("out");
  ASSERT_EQ(std::system(command.c_str()), 0) << "this test compares with Node: install the package nodejs";

  std::ifstream output(directory.file("out"));
  std::size_t differences = 0;
  for (const Reference& reference : all) {
    std::string expected;
    ASSERT_TRUE(std::getline(output, expected));
    const Url base = parse_url(reference.base).value();
    const Result<Url> url = parse_url(reference.text, &base);
    const std::string href = url ? url->href() : "!";
    if (href != expected && is_known_difference(reference, expected)) {
      ++differences;
      continue;
    }
    EXPECT_EQ(href, expected) << reference.base << " + " << reference.text;
  }
  EXPECT_LT(differences, all.size() / 20);
}

}  // namespace
}  // namespace commonplace
