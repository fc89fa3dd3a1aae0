#include "normalize/event_words.h"

#include "base/text.h"
#include "date/scan.h"

namespace commonplace::normalize {
namespace {

constexpr std::size_t kLongestWord = 40;

bool is_letter(char c) { return base::is_ascii_alpha(c) || static_cast<unsigned char>(c) >= 0x80; }

}  // namespace

bool begins_word(std::string_view text) { return !text.empty() && is_letter(text.front()); }

std::string_view peek_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && end <= kLongestWord &&
         (is_letter(text[end]) || (text[end] == '\'' && end > 0 && begins_word(text.substr(end + 1))))) {
    ++end;
  }
  return end > kLongestWord ? std::string_view{} : text.substr(0, end);
}

bool take_one_of(std::string_view& text, std::span<const std::string_view> words) {
  for (const std::string_view word : words) {
    if (!text.starts_with(word)) continue;
    const std::string_view rest = text.substr(word.size());
    if (is_letter(word.back()) && begins_word(rest)) continue;
    text = rest;
    date::skip_spaces(text);
    return true;
  }
  return false;
}

LastWord split_last_word(std::string_view text) {
  text = base::trim(text);
  std::string_view word = text;
  if (word.ends_with('.')) word.remove_suffix(1);
  std::size_t begin = word.size();
  while (begin > 0 && (is_letter(word[begin - 1]) || (word[begin - 1] == '\'' && begins_word(word.substr(begin))))) {
    --begin;
  }
  while (begin < word.size() && word[begin] == '\'') ++begin;
  return {word.substr(begin), base::trim(text.substr(0, begin))};
}

}  // namespace commonplace::normalize
