#include "xml/survey.h"

#include <array>

#include "base/text.h"
#include "xml/distinct_names.h"
#include "xml/references.h"

namespace commonplace::xml {
namespace {

// Bytes at which plain character data may end or stop being legal.
constexpr std::array<bool, 256> make_notable() {
  std::array<bool, 256> notable{};
  for (std::size_t c = 0; c < 0x20; ++c) notable[c] = c != '\t' && c != '\n' && c != '\r';
  for (const char c : {'<', '&', ']', '"', '\''}) notable[static_cast<unsigned char>(c)] = true;
  notable[0xEF] = true;
  return notable;
}
constexpr std::array<bool, 256> kNotable = make_notable();

constexpr bool is_illegal_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

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

  // Moves to the next byte that is notable, `end` at the latest.
  void skip_plain(std::size_t end) {
    while (position_ < end && !kNotable[static_cast<unsigned char>(text_[position_])]) ++position_;
  }

  // What is wrong anywhere, CDATA sections and comments included.
  void check_character() {
    const char c = text_[position_];
    const std::string_view rest = text_.substr(position_, 3);
    if (is_illegal_control(c) || rest == "\xEF\xBF\xBE" || rest == "\xEF\xBF\xBF") distrust();
  }

  void read_reference_here() {
    const Reference reference = read_reference(text_, position_);
    if (reference.kind != ReferenceKind::Sound) return distrust();
    position_ += reference.length;
  }

  void read_text() {
    while (trusted_ && position_ < text_.size() && text_[position_] != '<') {
      const std::size_t begin = position_;
      skip_plain(text_.size());
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
    if (rest.starts_with("<!--")) return skip_section(4, "-->");
    if (rest.starts_with("<![CDATA[")) return depth_ == 0 ? distrust() : skip_section(9, "]]>");
    if (rest.starts_with("<?")) return skip_section(2, "?>");
    // A document type is harmless without its own declarations; those are for the mender.
    if (rest.starts_with("<!DOCTYPE") && tags_ == 0) return skip_doctype();
    if (rest.starts_with("</")) return skip_end_tag();
    read_start_tag();
  }

  void skip_section(std::size_t opening, std::string_view closing) {
    const std::size_t end = text_.find(closing, position_ + opening);
    if (end == std::string_view::npos) return distrust();
    for (position_ += opening; trusted_ && position_ < end; ++position_) {
      skip_plain(end);
      if (position_ < end) check_character();
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
    const std::size_t end = text_.find('>', position_);
    if (end == std::string_view::npos || depth_ == 0) return distrust();
    --depth_;
    position_ = end + 1;
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
      skip_plain(text_.size());
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
    while (position_ < text_.size() && !base::is_ascii_space(text_[position_]) &&
           std::string_view("=/><\"'&").find(text_[position_]) == std::string_view::npos) {
      if (is_illegal_control(text_[position_])) distrust();
      ++position_;
    }
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
