// A report → a letter that can be sent as it is.

#include <algorithm>
#include <string>

#include "base/counted.h"
#include "base/text.h"
#include "base/utf8.h"
#include "commonplace/report.h"
#include "commonplace/version.h"

namespace commonplace {
namespace {

constexpr std::size_t kWidth = 78;

// Words in lines, the first after `lead`, the others below it.
void put_wrapped(std::string_view lead, std::string_view text, std::string& letter) {
  const std::string indent(base::count_code_points(lead), ' ');
  std::string line(lead);
  bool empty = true;
  for (const std::string_view word : base::split_words(text)) {
    if (!empty && base::count_code_points(line) + 1 + base::count_code_points(word) > kWidth) {
      letter.append(line).append("\n");
      line = indent;
      empty = true;
    }
    if (!empty) line += ' ';
    line += word;
    empty = false;
  }
  letter.append(line).append("\n");
}

// "line 48" "first at line 48, then at 60 and 72".
std::string place_of(const Finding& finding) {
  const std::vector<std::uint32_t>& lines = finding.lines;
  if (lines.empty()) return {};
  if (lines.size() == 1) return (finding.count > 1 ? "first at line " : "line ") + std::to_string(lines[0]);
  std::string text = "first at line " + std::to_string(lines[0]) + ", then at ";
  constexpr std::size_t kMostShown = 5;
  const std::size_t shown = std::min(lines.size(), kMostShown);
  for (std::size_t i = 1; i < shown; ++i) {
    if (i > 1) text += i + 1 == shown && shown == finding.count ? " and " : ", ";
    text += std::to_string(lines[i]);
  }
  return shown < finding.count ? text + " …" : text;
}

std::string examples_of(const Finding& finding) {
  std::string text;
  for (const std::string& example : finding.examples) text += (text.empty() ? "" : ", ") + ("\"" + example + "\"");
  return text;
}

void put_finding(std::size_t number, const Finding& finding, std::string& letter) {
  const std::string place = place_of(finding);
  const std::string lead = (number < 10 ? " " : "") + std::to_string(number) + ". ";
  const std::string end = finding.what.ends_with('.') ? "" : ".";
  put_wrapped(lead, finding.what + (place.empty() ? "" : " (" + place + ")") + end, letter);
  if (!finding.examples.empty()) put_wrapped("    Written: ", examples_of(finding), letter);
}

void put_remedy(const Finding& finding, std::string& letter) {
  put_wrapped("    ", finding.effect, letter);
  put_wrapped("    -> ", finding.advice, letter);
  letter += '\n';
}

std::string understood(const FeedReport& report) {
  std::string text =
      "We read your feed as " + report.format + " with " + base::counted(report.entries, "entry", "entries");
  if (report.newest) text += "; the newest is of " + to_rfc3339(*report.newest).substr(0, 10);
  return text + ".";
}

void put_findings(const FeedReport& report, bool serious, std::string_view heading, std::size_t& number,
                  std::string& letter) {
  const auto wanted = [serious](const Finding& finding) { return finding.serious == serious; };
  if (std::ranges::none_of(report.findings, wanted)) return;
  letter.append(heading).append("\n\n");
  const Finding* before = nullptr;
  for (const Finding& finding : report.findings) {
    if (!wanted(finding)) continue;
    // What is mended in the same way is told in one go.
    if (before && before->rule != finding.rule) put_remedy(*before, letter);
    put_finding(++number, finding, letter);
    before = &finding;
  }
  put_remedy(*before, letter);
}

}  // namespace

std::string write_letter(const FeedReport& report, std::string_view address) {
  std::string letter;
  put_wrapped("", report.title.empty() ? "To the publisher of" : "To the publisher of \"" + report.title + "\"",
              letter);
  letter.append(address).append("\n\n");
  if (report.readable && report.findings.empty()) {
    put_wrapped("", understood(report) + " There is nothing to mend: thank you for a feed that is a pleasure to read.",
                letter);
    return letter;
  }
  if (report.readable) {
    put_wrapped("", understood(report), letter);
    letter += '\n';
  }
  std::size_t number = 0;
  put_findings(report, true, "Please mend:", number, letter);
  put_findings(report, false, number > 0 ? "It would also help readers:" : "It would help readers:", number, letter);
  const bool has_lines = std::ranges::any_of(report.findings, [](const Finding& f) { return !f.lines.empty(); });
  put_wrapped("",
              std::string(has_lines ? "Lines are those of the document as we received it. " : "") +
                  "Read with commonplace " + version() + ", a feed aggregator.",
              letter);
  return letter;
}

}  // namespace commonplace
