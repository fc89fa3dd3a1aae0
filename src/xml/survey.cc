#include "xml/survey.h"

#include <array>

#include "base/scan.h"
#include "base/text.h"
#include "xml/distinct_names.h"
#include "xml/references.h"

namespace commonplace::xml {
namespace {

// U+FFFE and U+FFFF begin so.
constexpr char kNoncharacterLead = '\xEF';

// What no part of a document may hold without being looked at, CDATA sections and comments included.
using Suspect = base::Union<base::AnyOf<kNoncharacterLead>, base::IllegalControl>;
using TextEnd = base::Union<base::AnyOf<'<', '&', ']'>, Suspect>;
using ValueEnd = base::Union<base::AnyOf<'<', '&', '"', '\''>, Suspect>;

// Illegal controls end a name too: no attribute begins with one, so they are not trusted.
constexpr std::array<bool, 256> make_name_ends() {
  std::array<bool, 256> ends{};
  for (std::size_t c = 0; c < 0x20; ++c) ends[c] = base::IllegalControl::has(static_cast<char>(c));
  for (const char c : {' ', '\t', '\n', '\r', '\f', '=', '/', '>', '<', '"', '\'', '&'}) {
    ends[static_cast<unsigned char>(c)] = true;
  }
  return ends;
}
constexpr std::array<bool, 256> kNameEnds = make_name_ends();

class Surveyor {
 public:
  explicit Surveyor(std::string_view text) : text_(text) {}

  Survey run() {
    while (trusted_ && position_ < text_.size()) {
      if (text_[position_] == '<')
        read_markup();
      else
        read_text();
    }
    return {trusted_, tags_};
  }

 private:
  void distrust() { trusted_ = false; }

  // What is wrong anywhere, CDATA sections and comments included.
  void check_character() {
    const char c = text_[position_];
    const std::string_view rest = text_.substr(position_, 3);
    if (base::IllegalControl::has(c) || rest == "\xEF\xBF\xBE" || rest == "\xEF\xBF\xBF") distrust();
  }

  void read_reference_here() {
    const Reference reference = read_reference(text_, position_);
    if (reference.kind != ReferenceKind::Sound) return distrust();
    position_ += reference.length;
  }

  void read_text() {
    while (trusted_ && position_ < text_.size() && text_[position_] != '<') {
      const std::size_t begin = position_;
      position_ = base::find_in<TextEnd>(text_, position_);
      if (depth_ == 0 && !base::trim(text_.substr(begin, position_ - begin)).empty()) return distrust();
      if (position_ == text_.size() || text_[position_] == '<') return;
      if (depth_ == 0) return distrust();
      if (text_[position_] == '&') {
        read_reference_here();
        continue;
      }
      if (text_.substr(position_).starts_with("]]>")) return distrust();
      check_character();
      ++position_;
    }
  }

  void read_markup() {
    const std::string_view rest = text_.substr(position_);
    switch (rest.size() > 1 ? rest[1] : '\0') {
      case '/':
        return skip_end_tag();
      case '!':
        return read_declaration(rest);
      case '?':
        return skip_section(2, "?>");
      default:
        return read_start_tag();
    }
  }

  void read_declaration(std::string_view rest) {
    if (rest.starts_with("<!--")) return skip_section(4, "-->");
    if (rest.starts_with("<![CDATA[")) return depth_ == 0 ? distrust() : skip_section(9, "]]>");
    // A document type is harmless without its own declarations; those are for the mender.
    if (rest.starts_with("<!DOCTYPE") && tags_ == 0) return skip_doctype();
    read_start_tag();
  }

  void skip_section(std::size_t opening, std::string_view closing) {
    const std::size_t end = text_.find(closing, position_ + opening);
    if (end == std::string_view::npos) return distrust();
    const std::string_view section = text_.substr(0, end);
    for (position_ += opening; trusted_; ++position_) {
      position_ = base::find_in<Suspect>(section, position_);
      if (position_ >= end) break;
      check_character();
    }
    position_ = end + closing.size();
  }

  void skip_doctype() {
    const std::size_t end = text_.find_first_of("[>", position_);
    if (end == std::string_view::npos || text_[end] == '[') return distrust();
    position_ = end + 1;
  }

  void skip_end_tag() {
    ++tags_;
    while (position_ < text_.size() && text_[position_] != '>') ++position_;
    if (position_ == text_.size() || depth_ == 0) return distrust();
    --depth_;
    ++position_;
  }

  void read_start_tag() {
    ++tags_;
    if (depth_ == 0 && seen_root_) return distrust();
    seen_root_ = true;
    ++position_;
    skip_name();
    names_.clear();
    while (trusted_) {
      skip_spaces();
      if (position_ == text_.size()) return distrust();
      if (text_[position_] == '>') {
        ++depth_;
        break;
      }
      if (text_.substr(position_, 2) == "/>") {
        ++position_;
        break;
      }
      read_attribute();
    }
    ++position_;
  }

  void read_attribute() {
    const std::size_t begin = position_;
    skip_name();
    if (position_ == begin) return distrust();
    if (!names_.insert(text_.substr(begin, position_ - begin))) return distrust();
    skip_spaces();
    if (position_ == text_.size() || text_[position_] != '=') return distrust();
    ++position_;
    skip_spaces();
    if (position_ == text_.size() || (text_[position_] != '"' && text_[position_] != '\'')) return distrust();
    read_value(text_[position_++]);
  }

  void read_value(char quote) {
    while (trusted_) {
      position_ = base::find_in<ValueEnd>(text_, position_);
      if (position_ == text_.size() || text_[position_] == '<') return distrust();
      if (text_[position_] == '&') {
        read_reference_here();
        continue;
      }
      if (text_[position_] != quote) check_character();
      if (text_[position_++] == quote) return;
    }
  }

  void skip_spaces() {
    while (position_ < text_.size() && base::is_ascii_space(text_[position_])) ++position_;
  }

  void skip_name() {
    while (position_ < text_.size() && !kNameEnds[static_cast<unsigned char>(text_[position_])]) ++position_;
  }

  std::string_view text_;
  std::size_t position_ = 0;
  std::size_t depth_ = 0;
  std::size_t tags_ = 0;
  bool seen_root_ = false;
  bool trusted_ = true;
  DistinctNames names_;  // of the attributes of the present tag
};

}  // namespace

Survey survey(std::string_view text) { return Surveyor(text).run(); }

}  // namespace commonplace::xml
