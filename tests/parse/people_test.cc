// The one string of RSS and Dublin Core → a person.

#include "parse/people.h"

#include <gtest/gtest.h>

namespace commonplace::parse {
namespace {

struct Case {
  const char* input;
  Person expected;
};

const Case kCases[] = {
    {"", {}},
    {"  Mira Hollis ", {"Mira Hollis", "", ""}},
    {"m@x.example", {"", "m@x.example", ""}},
    {"mailto:m@x.example", {"", "m@x.example", ""}},
    {"m@x.example (Mira)", {"Mira", "m@x.example", ""}},
    {"m@x.example(Mira)", {"Mira", "m@x.example", ""}},
    {"Mira (m@x.example)", {"Mira", "m@x.example", ""}},
    {"Mira <m@x.example>", {"Mira", "m@x.example", ""}},
    {"Mira <mailto:m@x.example>", {"Mira", "m@x.example", ""}},
    {"\"Hollis, Mira\" <m@x.example>", {"Hollis, Mira", "m@x.example", ""}},
    {"Mira m@x.example", {"Mira", "m@x.example", ""}},
    {"m+spam@x.example (Mira)", {"Mira", "m+spam@x.example", ""}},
    {"m@x.example (Mira (editor))", {"Mira (editor)", "m@x.example", ""}},
    {"m@x.example.", {".", "m@x.example", ""}},
    {"@mira", {"@mira", "", ""}},
    {"mira@home", {"mira@home", "", ""}},
    {"mira at x.example", {"mira at x.example", "", ""}},
    {"@ @ m@x.example", {"@ @", "m@x.example", ""}},
};

TEST(SplitPerson, FindsNameAndAddress) {
  for (const Case& c : kCases) EXPECT_EQ(split_person(c.input), c.expected) << c.input;
}

TEST(SplitPerson, IsLinearInHostileText) {
  const std::string many_ats(1 << 20, '@');
  EXPECT_EQ(split_person(many_ats).email, "");
  std::string nested(1 << 20, '(');
  EXPECT_EQ(split_person(nested + "a@b.example" + std::string(1 << 20, ')')).email, "a@b.example");
}

}  // namespace
}  // namespace commonplace::parse
