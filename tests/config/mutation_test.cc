// Good drop-ins with a slip in one of them: whatever it is, every mistake is told with its place, and what stands in
// the other files is in force.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>

#include "base/text.h"
#include "base/utf8.h"
#include "config/config.h"

namespace commonplace::config {
namespace {

namespace fs = std::filesystem;

constexpr int kSlips = 500;

// Every key that there is.
constexpr const char* kRich = R"toml(# Everything
[service]
title = "Library partner news"
public_url = "https://news.example.org"
listen = ["127.0.0.1:8080", "unix:/run/commonplace/http.sock"]
admin_listen = "127.0.0.1:8081"
database = "sqlite:/var/lib/commonplace/commonplace.db"
contact = "mailto:ops@example.org"
timezone = "America/Los_Angeles"
language = "en"
allow_networks = ["10.20.0.0/16"]
host_rate = 0.5
file_root = "samples"
host_connections = 2
parallel = 64
log_level = "info"
alerts = { webhook = "https://chat.example/hooks/${env:TOKEN}", after = "6h", headers = { X-Key = "${env:TOKEN}" } }

[defaults]
interval = "1h"

[source.webjunction]
url = "https://www.webjunction.org/feed"
title = "WebJunction"
homepage = "https://www.webjunction.org/"
type = "News"
types = { Webinar = 'webinar OR "live session"', Event = 'title:festival' }
tags = ["partners", "national"]
priority = 10
language = "en"
timezone = "America/New_York"
ignore_offset = true
interval = "1h"
min_interval = "15m"
max_interval = "12h"
rights = "excerpt"
license = "CC BY-NC-ND 2.0"
include = 'librar*'
exclude = """
title:advert OR
title:"sponsored content"
"""
future_dates = "event"
headers = { Authorization = "Bearer ${env:TOKEN}" }
username = "reader"
password = "${env:TOKEN}"
proxy = "socks5h://127.0.0.1:1080"
allow_networks = ["192.168.7.0/24", "[fd00::/8]:443"]
http_version = "1.1"
enabled = true

[source.county-library]
url = "https://county.example/news"

[source.county-library.page]
entries = "//div[@class='news-item']"
title = ".//h3"
link = ".//h3/a/@href"
meta = ".//p[@class='meta']"
meta_pattern = 'Publish Date: (?P<type>\w+) / (?P<date>.+)'
summary = ".//p[@class='excerpt']"

[topic.rich]
title = "Partnerships & collaboration"
description = "When the library builds partnerships, it …"
match = 'partner* OR collaborat* OR "community engagement"'
sources = ["webjunction", "#partners"]
types = ["News", "Webinar"]
languages = ["en"]
max_age = "365d"
limit = 20
per_source = 5
image = { url = "https://img.example/p.jpg", alt = "Two hands", credit = "jenlen", license = "CC BY-NC-ND 2.0" }
related = ["rich-too"]
pin = ["0123456789ab"]
hide = ["abcdefghjkmn"]
access = ["${env:TOKEN}"]

[topic.rich-too]

[stories]
join = [["0123456789ab", "abcdefghjkmn"]]
split = [["0123456789ab", "zyxwvtsrqpnm"]]
)toml";

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The sample configuration, and the rich file in the place of its [service]. No source is a local file, so that none
// needs the other's file_root.
std::vector<DropIn> material() {
  const fs::path folder = fs::path(COMMONPLACE_TEST_DATA).parent_path() / "feeds.d";
  std::vector<DropIn> files = {{"00-rich.toml", kRich}};
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".toml") || name == "00-service.toml") continue;
    std::string text = read(entry.path());
    for (std::size_t at = 0; (at = text.find("\"file:", at)) != std::string::npos;)
      text.replace(at, 6, "\"https://samples.example/");
    files.push_back({name, std::move(text)});
  }
  std::ranges::sort(files, {}, &DropIn::file);
  return files;
}

Loaded load_all(const std::vector<DropIn>& files) {
  return load(files, {"/etc/feeds.d", false, {{"TOKEN", "long-enough-a-token"}}});
}

using Names = std::set<std::string>;

Names names_in(const Config& config) {
  Names names;
  for (const Source& source : config.sources) names.insert("source " + source.slug);
  for (const Topic& topic : config.topics) names.insert("topic " + topic.slug);
  return names;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (const std::string_view line : base::split(text, '\n')) lines.emplace_back(line);
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) text += (i == 0 ? "" : "\n") + lines[i];
  return text;
}

// What a hand does wrong: `line` is where, from 1.
struct Slip {
  std::string what;
  std::string text;
  std::size_t line = 0;
};

class Hand {
 public:
  explicit Hand(std::uint32_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return bound == 0 ? 0 : random_() % bound; }

  Slip slip(const std::string& text) {
    using Kind = Slip (Hand::*)(const std::string&);
    constexpr Kind kKinds[] = {&Hand::lose_character, &Hand::add_character, &Hand::swap_characters,
                               &Hand::lose_line,      &Hand::repeat_line,   &Hand::tear_off,
                               &Hand::join_lines,     &Hand::change_value,  &Hand::change_value,
                               &Hand::change_value,   &Hand::lose_bytes,    &Hand::misspell_key};
    return (this->*kKinds[below(std::size(kKinds))])(text);
  }

 private:
  static std::size_t line_at(const std::string& text, std::size_t offset) {
    return static_cast<std::size_t>(
               std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n')) +
           1;
  }

  Slip lose_character(const std::string& text) {
    const std::size_t at = below(text.size());
    return {"lost a character", std::string(text).erase(at, 1), line_at(text, at)};
  }
  Slip add_character(const std::string& text) {
    constexpr std::string_view kAdded = "\"'[]{}=.,#\\\n\t 7x-_\x01\xff\r$";
    const std::size_t at = below(text.size());
    return {"added a character", std::string(text).insert(at, 1, kAdded[below(kAdded.size())]), line_at(text, at)};
  }
  Slip swap_characters(const std::string& text) {
    std::string swapped = text;
    const std::size_t at = below(text.size() - 1);
    std::swap(swapped[at], swapped[at + 1]);
    return {"swapped two characters", swapped, line_at(text, at)};
  }
  Slip lose_line(const std::string& text) {
    std::vector<std::string> lines = lines_of(text);
    const std::size_t at = below(lines.size());
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
    return {"lost a line", joined(lines), at + 1};
  }
  Slip repeat_line(const std::string& text) {
    std::vector<std::string> lines = lines_of(text);
    const std::size_t from = below(lines.size()), to = below(lines.size());
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(to), lines[from]);
    return {"repeated a line", joined(lines), to + 1};
  }
  Slip tear_off(const std::string& text) {
    const std::size_t at = below(text.size());
    return {"torn off", text.substr(0, at), line_at(text, at)};
  }
  Slip join_lines(const std::string& text) {
    std::vector<std::string> lines = lines_of(text);
    if (lines.size() < 2) return lose_character(text);
    const std::size_t at = below(lines.size() - 1);
    lines[at] += " " + lines[at + 1];
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    return {"joined two lines", joined(lines), at + 1};
  }
  Slip lose_bytes(const std::string& text) {
    const std::size_t at = below(text.size());
    return {"lost some bytes", std::string(text).erase(at, 1 + below(40)), line_at(text, at)};
  }
  Slip change_value(const std::string& text) {
    constexpr std::string_view kValues[] = {"7",
                                            "-1",
                                            "true",
                                            "3.5",
                                            "nan",
                                            "inf",
                                            "\"x\"",
                                            "\"\"",
                                            "[]",
                                            "{}",
                                            "[1]",
                                            "[[]]",
                                            "1979-05-27",
                                            "07:32:00",
                                            "'('",
                                            "'a OR'",
                                            "\"${env:}\"",
                                            "[\"x\", 7]",
                                            "{ x = 1 }",
                                            "{ x = { y = [] } }",
                                            "9223372036854775807",
                                            "\"99999999999y\"",
                                            "\"0s\"",
                                            "'''\n(a\nOR'''",
                                            "\"https://\"",
                                            "\"ftp://x.example\"",
                                            "[[\"x\"]]",
                                            "\"${file:/nowhere}\"",
                                            "\"\\u0000\"",
                                            "\"\u202e\""};
    std::vector<std::string> lines = lines_of(text);
    std::vector<std::size_t> with_value;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!lines[i].starts_with("#") && lines[i].find(" = ") != std::string::npos) with_value.push_back(i);
    }
    if (with_value.empty()) return lose_character(text);
    const std::size_t at = with_value[below(with_value.size())];
    const std::string value(kValues[below(std::size(kValues))]);
    lines[at] = lines[at].substr(0, lines[at].find(" = ") + 3) + value;
    return {"the value " + value, joined(lines), at + 1};
  }
  Slip misspell_key(const std::string& text) {
    std::vector<std::string> lines = lines_of(text);
    std::vector<std::size_t> with_key;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (!lines[i].empty() && (base::is_ascii_lower(lines[i][0]) || lines[i][0] == '[')) with_key.push_back(i);
    }
    if (with_key.empty()) return lose_character(text);
    const std::size_t at = with_key[below(with_key.size())];
    const std::size_t character = 1 + below(std::min<std::size_t>(lines[at].size() - 1, 8));
    if (character < lines[at].size()) lines[at][character] = "xzQ.7 "[below(6)];
    return {"misspelled a key", joined(lines), at + 1};
  }

  std::mt19937 random_;
};

// Of the place that a message names there is something in the file, at its end at most.
void check_place(const Message& message, const std::string& text) {
  const std::vector<std::string> lines = lines_of(text);
  ASSERT_GE(message.line, 1u);
  ASSERT_LE(message.line, lines.size()) << message.to_string();
  ASSERT_GE(message.column, 1u);
  const std::size_t length = base::count_code_points(lines[message.line - 1]);
  ASSERT_LE(message.column, length + 1) << message.to_string() << "\nin '" << lines[message.line - 1] << "'";
}

void check_words(const Message& message) {
  EXPECT_FALSE(message.text.empty());
  EXPECT_EQ(message.text.find_first_of("\n\r\t\x01\x1b"), std::string::npos) << message.to_string();
  EXPECT_EQ(base::repair_utf8(message.text), message.text) << message.to_string();
  EXPECT_EQ(message.text.find("long-enough-a-token"), std::string::npos) << "a secret";
}

TEST(Mutation, OfAGoodDropInIsToldWithItsPlaceAndLeavesTheOthersAlone) {
  const std::vector<DropIn> good = material();
  ASSERT_GE(good.size(), 10u);
  const Loaded before = load_all(good);
  for (const Message& message : before.messages)
    ASSERT_NE(message.severity, Message::Severity::Error) << message.to_string();

  Hand hand(1729);
  int with_error = 0, near = 0;
  for (int number = 0; number < kSlips; ++number) {
    std::vector<DropIn> files = good;
    // Every other time the file that has every key.
    DropIn& file = number % 2 == 0 ? files[0] : files[hand.below(files.size())];
    const Slip slip = hand.slip(file.text);
    SCOPED_TRACE("slip " + std::to_string(number) + ": " + slip.what + " in " + file.file + ":" +
                 std::to_string(slip.line));
    const std::size_t index = static_cast<std::size_t>(&file - files.data());
    file.text = slip.text;
    const Loaded loaded = load_all(files);

    bool has_error = false, is_near = false;
    for (const Message& message : loaded.messages) {
      const auto where = std::ranges::find(files, message.file, &DropIn::file);
      ASSERT_NE(where, files.end()) << message.to_string();
      check_place(message, where->text);
      check_words(message);
      if (message.severity != Message::Severity::Error) continue;
      EXPECT_EQ(message.file, file.file) << "the others are good: " << message.to_string();
      has_error = true;
      is_near = is_near || (message.line + 1 >= slip.line && message.line <= slip.line + 1);
    }
    with_error += has_error;
    near += is_near;

    std::vector<DropIn> others = good;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(index));
    const Names there = names_in(loaded.config);
    for (const Source& source : before.config.sources) {
      const bool is_elsewhere = std::ranges::any_of(others, [&](const DropIn& other) {
        return other.text.find("[source." + source.slug + "]") != std::string::npos;
      });
      EXPECT_TRUE(!is_elsewhere || there.contains("source " + source.slug)) << source.slug;
    }
    for (const Topic& topic : before.config.topics) {
      const bool is_elsewhere = std::ranges::any_of(others, [&](const DropIn& other) {
        return other.text.find("[topic." + topic.slug + "]") != std::string::npos;
      });
      EXPECT_TRUE(!is_elsewhere || there.contains("topic " + topic.slug)) << topic.slug;
    }
    EXPECT_EQ(std::ranges::find(loaded.rejected, file.file) != loaded.rejected.end() || loaded.service_bad, has_error);
    EXPECT_TRUE(!loaded.service_bad || index == 0);
  }
  RecordProperty("with_error", with_error);
  RecordProperty("near", near);
  EXPECT_GE(with_error, kSlips / 2);
  EXPECT_GE(near * 10, with_error * 8) << near << " of " << with_error << " name the line of the slip or the next";
}

}  // namespace
}  // namespace commonplace::config
