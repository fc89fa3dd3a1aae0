#include "config/reference.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "base/text.h"
#include "config/keys.h"

namespace commonplace::config {
namespace {

std::string read_docs() {
  std::ifstream file(COMMONPLACE_TEST_DATA "/../docs/configuration.md");
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// A block of the page: the header of a table, and one line for each of its keys.
struct Example {
  std::string header;
  std::vector<std::string> lines;
};

std::vector<Example> read_examples(const std::string& page) {
  std::vector<Example> examples;
  bool is_inside = false;
  for (const std::string_view line : base::split(page, '\n')) {
    if (line.starts_with("```")) {
      is_inside = line == "```toml";
    } else if (is_inside && line.starts_with('[')) {
      examples.push_back({std::string(line), {}});
    } else if (is_inside) {
      examples.back().lines.emplace_back(line);
    }
  }
  return examples;
}

std::string name_of(std::string_view line) { return std::string(line.substr(0, line.find(" = "))); }

// Everything that an example takes out of the environment.
Place place_for(const std::string& text) {
  Place place{"/etc/feeds.d", false, {}};
  constexpr std::string_view kOpening = "${env:";
  for (std::size_t at = text.find(kOpening); at != text.npos; at = text.find(kOpening, at)) {
    at += kOpening.size();
    place.environment[text.substr(at, text.find('}', at) - at)] = "long enough a secret";
  }
  return place;
}

std::vector<std::string> errors_in(const std::string& text) {
  std::vector<std::string> errors;
  for (const Message& message : load({{"example.toml", text}}, place_for(text)).messages) {
    if (message.severity == Message::Severity::Error) errors.push_back(message.to_string());
  }
  return errors;
}

// What a table cannot do without, but for the key that is tried.
std::string needed_beside(const std::string& header, const std::string& name) {
  const std::string source = "[source.lakeland]\nurl = \"https://lakeland.example/rss\"\n";
  if (header == "[source.lakeland]") return name == "url" ? header + "\n" : source;
  if (header == "[source.lakeland.page]")
    return source + header + "\n" + (name == "entries" ? "" : "entries = '//p'\n");
  if (header == "[service.alerts]")
    return header + "\n" + (name == "webhook" ? "" : "webhook = 'https://hook.example/'\n");
  return header + "\n";
}

TEST(Reference, ThePageInDocsIsWhatTheKeysSay) {
  EXPECT_EQ(read_docs(), reference_to_markdown())
      << "write it again:  cmake --build build/dev --target config_reference && "
         "build/dev/config_reference markdown > docs/configuration.md";
}

TEST(Reference, EveryExampleOnThePageLoadsByItself) {
  std::size_t tried = 0;
  for (const Example& example : read_examples(read_docs())) {
    for (const std::string& line : example.lines) {
      const std::string text = needed_beside(example.header, name_of(line)) + line + "\n";
      EXPECT_EQ(errors_in(text), std::vector<std::string>{}) << text;
      ++tried;
    }
  }
  EXPECT_EQ(tried, service_keys().size() + alerts_keys().size() + source_keys().size() + page_keys().size() +
                       topic_keys().size() + stories_keys().size());
}

TEST(Reference, TheExamplesOfATableLoadTogether) {
  for (const Example& example : read_examples(read_docs())) {
    std::string text = needed_beside(example.header, "");
    for (const std::string& line : example.lines) {
      const bool is_there = text.find("\n" + name_of(line) + " = ") != std::string::npos;
      if (!is_there) text += line + "\n";
    }
    EXPECT_EQ(errors_in(text), std::vector<std::string>{}) << text;
  }
}

template <class Target>
std::optional<Target> read_alone(const Key<Target>& key, std::string_view value) {
  const std::string text = std::string(key.name) + " = " + std::string(value) + "\n";
  const Place place = place_for(text);
  std::vector<Message> messages;
  Reporter reporter("value.toml", text, messages);
  const toml::table table = toml::parse(text);
  Target target;
  key.read(Value(key.name, *table.get(key.name), reporter, place), target);
  if (reporter.failed()) return std::nullopt;
  return target;
}

// A default that is documented is what holds without the key; an example shows something else.
template <class Target>
void expect_defaults_to_hold(std::span<const Key<Target>> keys, const std::set<std::string_view>& decided_elsewhere) {
  for (const Key<Target>& key : keys) {
    EXPECT_NE(key.fallback, key.example) << key.name;
    if (!key.read) continue;
    const std::optional<Target> shown = read_alone(key, key.example);
    ASSERT_TRUE(shown) << key.name;
    EXPECT_NE(*shown, Target()) << key.name;
    if (key.fallback.empty() || decided_elsewhere.contains(key.name)) continue;
    const std::optional<Target> target = read_alone(key, key.fallback);
    ASSERT_TRUE(target) << key.name;
    EXPECT_EQ(*target, Target()) << key.name;
  }
}

TEST(Reference, DefaultsAreWhatHoldsWithoutTheKey) {
  expect_defaults_to_hold(service_keys(), {"public_url", "database"});  // filled in by the loader
  expect_defaults_to_hold(alerts_keys(), {});
  expect_defaults_to_hold(source_keys(), {"timezone"});  // the same zone, by another name
  expect_defaults_to_hold(page_keys(), {});
  expect_defaults_to_hold(topic_keys(), {});
  expect_defaults_to_hold(stories_keys(), {});
}

TEST(Reference, TheManPageHasEveryKeyAndNoStrayRequest) {
  const std::string page = reference_to_man();
  for (const Key<Source>& key : source_keys()) EXPECT_NE(page.find("\n.B " + std::string(key.name) + "\n"), page.npos);
  const std::set<std::string_view> requests{".TH", ".SH", ".PP", ".TP", ".B", ".BR", ".nf", ".fi"};
  for (const std::string_view line : base::split(page, '\n')) {
    EXPECT_TRUE(!line.starts_with('.') || requests.contains(line.substr(0, line.find(' ')))) << line;
    EXPECT_FALSE(line.starts_with('\'')) << line;
  }
}

}  // namespace
}  // namespace commonplace::config
