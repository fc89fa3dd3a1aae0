// The one string of RSS and Dublin Core → persons.

#include "parse/people.h"

#include <gtest/gtest.h>

namespace commonplace::parse {
namespace {

struct Case {
  const char* input;
  std::vector<Person> expected;
};

const Case kCases[] = {
    {"", {}},
    {"  Mira Hollis ", {{"Mira Hollis", "", ""}}},
    {"m@x.example", {{"", "m@x.example", ""}}},
    {"mailto:m@x.example", {{"", "m@x.example", ""}}},
    {"m@x.example (Mira)", {{"Mira", "m@x.example", ""}}},
    {"m@x.example(Mira)", {{"Mira", "m@x.example", ""}}},
    {"Mira (m@x.example)", {{"Mira", "m@x.example", ""}}},
    {"Mira <m@x.example>", {{"Mira", "m@x.example", ""}}},
    {"Mira <mailto:m@x.example>", {{"Mira", "m@x.example", ""}}},
    {"\"Hollis, Mira\" <m@x.example>", {{"Hollis, Mira", "m@x.example", ""}}},
    {"Mira m@x.example", {{"Mira", "m@x.example", ""}}},
    {"m+spam@x.example (Mira)", {{"Mira", "m+spam@x.example", ""}}},
    {"m@x.example (Mira (editor))", {{"Mira (editor)", "m@x.example", ""}}},
    {"m@x.example.", {{".", "m@x.example", ""}}},
    {"@mira", {{"@mira", "", ""}}},
    {"(Mira Hollis)", {{"(Mira Hollis)", "", ""}}},
    {"-->", {{"-->", "", ""}}},
    {"m@x.example, -", {{"", "m@x.example", ""}}},
    {"mira@home", {{"mira@home", "", ""}}},
    {"mira at x.example", {{"mira at x.example", "", ""}}},
    {"@ @ m@x.example", {{"@ @", "m@x.example", ""}}},
    {"Hollis, Mira", {{"Hollis, Mira", "", ""}}},
    {"Mira https://x.example/mira", {{"Mira", "", "https://x.example/mira"}}},
    {"Mira (HTTP://x.example)", {{"Mira", "", "HTTP://x.example"}}},
    {"Mira <https://x.example/@mira>", {{"Mira", "", "https://x.example/@mira"}}},
    {"[https://x.example] Hollis, Mira", {{"Hollis, Mira", "", "https://x.example"}}},
    {"m@x.example (https://x.example)", {{"", "m@x.example", "https://x.example"}}},
    {"Mira | m@x.example | https://x.example", {{"Mira", "m@x.example", "https://x.example"}}},
    {"https://x.example/mira", {{"https://x.example/mira", "", ""}}},
    {"ftp://x.example Mira", {{"ftp://x.example Mira", "", ""}}},
    {"Mira xhttp://x.example", {{"Mira xhttp://x.example", "", ""}}},
    {"/u/mira", {{"/u/mira", "", ""}}},
    {"m@x.example, Mira", {{"Mira", "m@x.example", ""}}},
    {"Mira Hollis, m@x.example", {{"Mira Hollis", "m@x.example", ""}}},
    {"Mira - m@x.example", {{"Mira", "m@x.example", ""}}},
    {"m@x.example: Mira", {{"Mira", "m@x.example", ""}}},
    {"Mira (press) <m@x.example>", {{"Mira (press)", "m@x.example", ""}}},
    {"(a) and (b) m@x.example", {{"(a) and (b)", "m@x.example", ""}}},
    {"m@x.example, j@x.example", {{"", "m@x.example", ""}, {"", "j@x.example", ""}}},
    {"m@x.example (Mira), j@x.example (Jo)", {{"Mira", "m@x.example", ""}, {"Jo", "j@x.example", ""}}},
    {"m@x.example (Hollis, Mira); j@x.example", {{"Hollis, Mira", "m@x.example", ""}, {"", "j@x.example", ""}}},
    {"Mira <m@x.example>, Jo <j@x.example>", {{"Mira", "m@x.example", ""}, {"Jo", "j@x.example", ""}}},
    {"Hollis, Mira <m@x.example>; Ro, Jo <j@x.example>",
     {{"Hollis, Mira", "m@x.example", ""}, {"Ro, Jo", "j@x.example", ""}}},
    {"Mira <m@x.example>, Jo", {{"Mira", "m@x.example", ""}, {"Jo", "", ""}}},
    {"m@x.example?subject=Feed", {{"", "m@x.example", ""}}},
    {"mailto:m@x.example?subject=Your feed (Mira)", {{"Mira", "m@x.example", ""}}},
    {"m@x.example?subject=a, Jo <j@x.example>", {{"", "m@x.example", ""}, {"Jo", "j@x.example", ""}}},
    {"m@x.example (m@x.example)", {{"", "m@x.example", ""}}},
    {"info@b\u00fccherei.example (B\u00fccherei)", {{"B\u00fccherei", "info@b\u00fccherei.example", ""}}},
    {"J\u00fcrgen <j\u00fcrgen@x.example>", {{"J\u00fcrgen", "j\u00fcrgen@x.example", ""}}},
    {"\u0438\u043d\u0444\u043e@\u043f\u0440.\u0440\u0444, Mira",
     {{"Mira", "\u0438\u043d\u0444\u043e@\u043f\u0440.\u0440\u0444", ""}}},
    {"\u9023\u7d61\uff1am@x.example\uff0cMira", {{"\u9023\u7d61\uff1a \uff0cMira", "m@x.example", ""}}},
};

TEST(SplitPeople, FindsNamesAndAddresses) {
  for (const Case& c : kCases) {
    const std::vector<ParsedPerson> people = split_people(c.input);
    EXPECT_EQ(std::vector<Person>(people.begin(), people.end()), c.expected) << c.input;
  }
}

TEST(SplitPeople, IsLinearInHostileText) {
  const std::string many_ats(1 << 20, '@');
  EXPECT_EQ(split_people(many_ats).at(0).email, "");
  std::string nested(1 << 20, '(');
  EXPECT_EQ(split_people(nested + "a@b.example" + std::string(1 << 20, ')')).at(0).email, "a@b.example");
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "a@b.example, ";
  EXPECT_LE(split_people(many).size(), 1001u);
}

}  // namespace
}  // namespace commonplace::parse
