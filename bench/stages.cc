// What each stage costs on its own, beside the bare parse of the same bytes by pugixml.
//
//   COMMONPLACE_CORPUS=PATH stages      a file or folder of feeds; tests/corpus/rss where none is named

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <pugixml.hpp>

#include "corpus.h"
#include "json/feed_json.h"
#include "understand.h"
#include "xml/document.h"

namespace {

using namespace commonplace;

const std::vector<bench::Document>& documents() {
  static const std::vector<bench::Document> loaded = [] {
    const char* named = std::getenv("COMMONPLACE_CORPUS");
    const std::vector<std::string> paths{named ? named : COMMONPLACE_SAMPLES};
    return bench::load(paths);
  }();
  return loaded;
}

// Runs `stage` on each of `inputs`, and counts the bytes of the documents, so that all rates are of the same bytes.
template <class Inputs, class Stage>
void run(benchmark::State& state, const Inputs& inputs, Stage stage) {
  for (auto _ : state) {
    for (const auto& input : inputs) benchmark::DoNotOptimize(stage(input));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bench::total_bytes(documents())));
}

std::vector<Utf8Text> decoded() {
  std::vector<Utf8Text> texts;
  for (const bench::Document& document : documents()) {
    if (Result<Utf8Text> text = decode_to_utf8(document.bytes, {})) texts.push_back(std::move(*text));
  }
  return texts;
}

std::vector<ParsedFeed> parsed() {
  std::vector<ParsedFeed> feeds;
  for (const bench::Document& document : documents()) {
    if (Result<ParsedFeed> feed = bench::parse(document.bytes)) feeds.push_back(std::move(*feed));
  }
  return feeds;
}

// Every text that normalizing sanitizes.
std::vector<std::string> bodies() {
  std::vector<std::string> texts;
  for (const ParsedFeed& feed : parsed()) {
    for (const ParsedEntry& entry : feed.entries) {
      texts.push_back(entry.summary.value);
      texts.push_back(entry.content.value);
    }
  }
  return texts;
}

void BM_BarePugixml(benchmark::State& state) {
  run(state, documents(), [](const bench::Document& document) {
    pugi::xml_document tree;
    std::string copy = document.bytes;
    return tree.load_buffer_inplace(copy.data(), copy.size(), pugi::parse_default, pugi::encoding_utf8).offset;
  });
}

void BM_Decode(benchmark::State& state) {
  run(state, documents(), [](const bench::Document& document) { return decode_to_utf8(document.bytes, {}); });
}

void BM_XmlDocument(benchmark::State& state) {
  const Url base = bench::context().base;
  run(state, decoded(), [&base](const Utf8Text& text) { return xml::Document::parse(text, base); });
}

void BM_Parse(benchmark::State& state) {
  const Url base = bench::context().base;
  run(state, decoded(), [&base](const Utf8Text& text) { return parse_feed(text, base); });
}

void BM_Normalize(benchmark::State& state) {
  const NormalizeContext context = bench::context();
  run(state, parsed(), [&context](const ParsedFeed& feed) { return normalize_feed(feed, context); });
}

void BM_Sanitize(benchmark::State& state) {
  const Url base = bench::context().base;
  run(state, bodies(), [&base](const std::string& html) { return sanitize_html(html, base); });
}

void BM_PlainText(benchmark::State& state) {
  run(state, bodies(), [](const std::string& html) { return html_to_text(html); });
}

void BM_Understand(benchmark::State& state) {
  run(state, documents(), [](const bench::Document& document) { return bench::understand(document.bytes); });
}

void BM_Json(benchmark::State& state) {
  std::vector<Feed> feeds;
  for (const ParsedFeed& feed : parsed()) feeds.push_back(normalize_feed(feed, bench::context()));
  json::Writer writer([](std::string_view piece) { benchmark::DoNotOptimize(piece.data()); });
  run(state, feeds, [&writer](const Feed& feed) {
    json::write_parsed_document(writer, feed);
    writer.end_line();
    return feed.entries.size();
  });
}

void BM_Date(benchmark::State& state) {
  constexpr std::string_view kDates[] = {"Thu, 04 Jun 2026 06:19:00 +0000", "2026-06-04T06:19:00Z",
                                         "jeudi 4 juin 2026 à 6h19", "June 4, 2026, 6:19 am"};
  const std::string_view date = kDates[state.range(0)];
  for (auto _ : state) benchmark::DoNotOptimize(parse_date(date));
  state.SetLabel(std::string(date));
}

void BM_Url(benchmark::State& state) {
  constexpr std::string_view kUrls[] = {"https://www.example.org/news/2026/06/a-story/?p=1#more",
                                        "../a story?utm_source=x", "HTTP://Bücher.Example:80/a/./b/../c"};
  const Url base = bench::context().base;
  const std::string_view url = kUrls[state.range(0)];
  for (auto _ : state) benchmark::DoNotOptimize(parse_url(url, &base));
  state.SetLabel(std::string(url));
}

BENCHMARK(BM_BarePugixml);
BENCHMARK(BM_Decode);
BENCHMARK(BM_XmlDocument);
BENCHMARK(BM_Parse);
BENCHMARK(BM_Normalize);
BENCHMARK(BM_Sanitize);
BENCHMARK(BM_PlainText);
BENCHMARK(BM_Understand);
BENCHMARK(BM_Json);
BENCHMARK(BM_Date)->DenseRange(0, 3);
BENCHMARK(BM_Url)->DenseRange(0, 2);

}  // namespace

BENCHMARK_MAIN();
