#include "store/sqlite/versions.h"

#include <charconv>

#include "base/text.h"
#include "store/sqlite/numbers.h"

namespace commonplace::store::sqlite {
namespace {

std::string hexadecimal(std::uint64_t value) {
  char digits[16];
  return {digits, std::to_chars(digits, std::end(digits), value, 16).ptr};
}

}  // namespace

std::string write_versions(const Versions& versions) {
  if (!versions.revised) return {};
  std::string text =
      std::to_string(versions.returns) + " " + std::to_string(versions.revised->time_since_epoch().count());
  for (const std::uint64_t fingerprint : versions.earlier) text += " " + hexadecimal(fingerprint);
  return text;
}

Versions read_versions(std::string_view text) {
  if (text.empty()) return {};
  const std::vector<std::string_view> words = base::split(text, ' ');
  if (words.size() < 2) return {};
  const auto returns = number_in<int>(words[0]);
  const auto revised = number_in<std::int64_t>(words[1]);
  if (!returns || !revised) return {};
  Versions versions;
  versions.returns = *returns;
  versions.revised = Timestamp{std::chrono::seconds{*revised}};
  for (std::size_t i = 2; i < words.size(); ++i) {
    if (const auto fingerprint = number_in<std::uint64_t>(words[i], 16)) versions.earlier.push_back(*fingerprint);
  }
  return versions;
}

}  // namespace commonplace::store::sqlite
