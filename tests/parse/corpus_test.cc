// Every document of tests/corpus against the .expect file beside it. With COMMONPLACE_UPDATE_GOLDEN set the files are
// rewritten instead (scripts/update_golden.sh); review the difference like code.

#include <gtest/gtest.h>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "commonplace/decode.h"
#include "commonplace/parse.h"
#include "parse/dump.h"

namespace commonplace::parse {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::vector<fs::path> documents() {
  std::vector<fs::path> found;
  for (const fs::directory_entry& file : fs::recursive_directory_iterator(COMMONPLACE_TEST_DATA "/corpus")) {
    if (file.is_regular_file() && file.path().extension() != ".expect") found.push_back(file.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string outcome(const fs::path& path) {
  const Url base = *parse_url("https://feeds.example.org/feed");
  const auto text = decode_to_utf8(read_file(path));
  if (!text) return "error " + std::string(name(text.error().code)) + ": " + text.error().detail + "\n";
  const auto feed = parse_feed(*text, base);
  if (!feed) return "error " + std::string(name(feed.error().code)) + ": " + feed.error().detail + "\n";
  return dump(*feed);
}

class Corpus : public testing::TestWithParam<fs::path> {};

TEST_P(Corpus, ReadsAsExpected) {
  const std::string got = outcome(GetParam());
  const fs::path expectation = fs::path(GetParam()).replace_extension(".expect");
  if (std::getenv("COMMONPLACE_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(expectation, std::ios::binary) << got;
    return;
  }
  ASSERT_TRUE(fs::exists(expectation)) << "run scripts/update_golden.sh and review " << expectation;
  EXPECT_EQ(got, read_file(expectation)) << GetParam();
}

std::string test_name(const testing::TestParamInfo<fs::path>& document) {
  const fs::path& path = document.param;
  std::string name = path.parent_path().filename().string() + "_" + path.stem().string();
  for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(All, Corpus, testing::ValuesIn(documents()), test_name);

}  // namespace
}  // namespace commonplace::parse
