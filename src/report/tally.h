// Mistakes as they are noted, one after the other → findings, each kind told once.

#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/report.h"
#include "report/places.h"
#include "report/rules.h"

namespace commonplace::report {

class Tally {
 public:
  explicit Tally(const Places& places) : places_(places) {}

  // An entry has this mistake, `written` being what is wrong in it. Entries come in order; one counts once.
  void note_entry(Rule rule, std::size_t entry, std::string_view written = {});
  // The document has it; `sentence` stands for the rule's own where there is more to say.
  void note(Rule rule, std::uint32_t line, std::string sentence = {});

  std::vector<Finding> findings(FeedFormat format, std::size_t entries) &&;

 private:
  struct Noted {
    std::size_t count = 0;
    std::size_t last = 0;
    std::vector<std::uint32_t> lines;
    std::vector<std::string> examples;
  };
  struct Sentence {
    Rule rule;
    std::string text;
    std::size_t count = 0;
    std::vector<std::uint32_t> lines;
  };

  const Places& places_;
  std::array<Noted, kRules> entries_;
  std::vector<Sentence> document_;
};

}  // namespace commonplace::report
