// Pairs of entries that people labelled, against the judgement (tests/dedup/pairs/README.md).

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "commonplace/time.h"
#include "dedup/judgement.h"
#include "dedup/sketch.h"

namespace commonplace::dedup {
namespace {

struct Pair {
  std::string name;
  std::string kind;
  bool same = false;
  Entry a;
  Entry b;
};

std::string text_of(const boost::json::object& object, std::string_view member) {
  const boost::json::value* value = object.if_contains(member);
  return value ? std::string(value->as_string()) : std::string();
}

Entry entry_of(const boost::json::object& object) {
  Entry entry;
  entry.source = text_of(object, "source");
  entry.title = text_of(object, "title");
  entry.link = text_of(object, "link");
  entry.language = text_of(object, "language");
  entry.content = SafeHtml::trust_stored(text_of(object, "content"));
  entry.summary = SafeHtml::trust_stored(text_of(object, "summary"));
  if (const auto date = parse_date(text_of(object, "published"))) entry.published = date->instant;
  return entry;
}

std::vector<Pair> pairs_in(const std::filesystem::path& file) {
  std::ifstream stream(file);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  std::vector<Pair> pairs;
  const boost::json::value document = boost::json::parse(text);
  for (const boost::json::value& value : document.as_array()) {
    const boost::json::object& object = value.as_object();
    pairs.push_back({text_of(object, "name"), text_of(object, "kind"), object.at("same").as_bool(),
                     entry_of(object.at("a").as_object()), entry_of(object.at("b").as_object())});
  }
  return pairs;
}

std::vector<Pair> all_pairs() {
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator(COMMONPLACE_TEST_DATA "/dedup/pairs")) {
    if (file.path().extension() == ".json") files.push_back(file.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Pair> pairs;
  for (const auto& file : files) {
    for (Pair& pair : pairs_in(file)) pairs.push_back(std::move(pair));
  }
  return pairs;
}

bool share_a_number(const Outline& one, const Outline& other) {
  const Sketch a = sketch_of(one);
  const Sketch b = sketch_of(other);
  Sketch shared;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
  return !shared.empty();
}

// Figures in one line, so that whoever moves a bar sees what it does.
std::string figures_of(const Likeness& l) {
  std::ostringstream line;
  line << "text " << l.body.matched << " of " << l.body.shorter << " and " << l.body.longer << " words, "
       << l.body.replaced << " replaced, differing " << l.in_body.moments << " moments " << l.in_body.numbers
       << " numbers " << l.in_body.names << " names, agreeing " << l.in_body.agreeing << "; title " << l.title.matched
       << " of " << l.title.shorter << " and " << l.title.longer << ", " << l.title.replaced << " replaced";
  return line.str();
}

TEST(Pairs, AreToldApartAsPeopleDo) {
  const std::vector<Pair> pairs = all_pairs();
  ASSERT_GE(pairs.size(), 200u);
  std::size_t found = 0;
  std::size_t missed = 0;
  std::size_t wrong = 0;
  std::string mistakes;
  for (const Pair& pair : pairs) {
    const Outline a = outline_of(pair.a);
    const Outline b = outline_of(pair.b);
    const Judgement judgement = judge(pair.a, a, pair.b, b);
    const bool is_candidate = share_a_number(a, b);
    const bool joined = judgement.is_copy && is_candidate;
    found += joined && pair.same ? 1 : 0;
    wrong += joined && !pair.same ? 1 : 0;
    missed += !joined && pair.same ? 1 : 0;
    if (joined == pair.same) continue;
    mistakes += std::string(joined ? "wrong: " : "missed: ") + pair.kind + ' ' + pair.name + ", " +
                std::string(is_candidate ? describe(judgement.rule) : "not compared") + ", " +
                figures_of(compare(a, b)) + '\n';
  }
  const double precision = static_cast<double>(found) / static_cast<double>(std::max<std::size_t>(found + wrong, 1));
  const double recall = static_cast<double>(found) / static_cast<double>(std::max<std::size_t>(found + missed, 1));
  std::cout << pairs.size() << " pairs: precision " << precision << ", recall " << recall << '\n' << mistakes;
  EXPECT_GE(precision, 0.995);
  EXPECT_GE(recall, 0.98);
}

}  // namespace
}  // namespace commonplace::dedup
