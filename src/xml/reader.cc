#include "xml/reader.h"

#include <algorithm>

#include "base/byte_set.h"
#include "base/scan.h"
#include "base/text.h"
#include "base/utf8.h"
#include "xml/distinct_names.h"
#include "xml/names.h"
#include "xml/references.h"
#include "xml/scope.h"

namespace commonplace::xml {
namespace {

// U+FFFE and U+FFFF begin so.
constexpr char kNoncharacterLead = '\xEF';

// What no part of a document may hold without being looked at, CDATA sections and comments included.
using Suspect = base::Union<base::AnyOf<kNoncharacterLead>, base::IllegalControl>;
using TextEnd = base::Union<base::AnyOf<'<', '&', ']', '\r', kNoncharacterLead>, base::IllegalControl>;
using SectionEnd = base::Union<base::AnyOf<'\r', kNoncharacterLead>, base::IllegalControl>;
using ValueEnd = base::Union<base::AnyOf<'<', '&', '"', '\'', kNoncharacterLead>, base::Control>;

constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Of the names that are read; beyond ASCII nothing is asked.
constexpr bool begins_name_byte(char c) {
  return base::is_ascii_alpha(c) || c == '_' || c == ':' || base::NonAscii::has(c);
}
constexpr base::ByteSet kNameEnds = [] {
  base::ByteSet ends;
  for (int byte = 0; byte < 256; ++byte) {
    const auto c = static_cast<char>(byte);
    if (!begins_name_byte(c) && !base::is_ascii_digit(c) && c != '-' && c != '.') ends.insert(c);
  }
  return ends;
}();

class Reader {
 public:
  Reader(std::string_view text, const Url& url, const ReadLimits& limits, Tree& tree)
      : text_(text), url_(url), limits_(limits), tree_(tree) {
    if (tree_.scopes.empty()) tree_.scopes.emplace_back();
    open_.reserve(16);
  }

  ReadResult run() {
    while (sound_ && !too_large_ && position_ < text_.size()) {
      if (text_[position_] == '<')
        read_markup();
      else
        read_text();
    }
    if (sound_ && !too_large_ && (!open_.empty() || tree_.nodes.empty())) doubt();
    result_.position = position_;
    result_.reading = !sound_      ? Reading::Doubtful
                      : too_deep_  ? Reading::TooDeep
                      : too_large_ ? Reading::TooLarge
                                   : Reading::Sound;
    return std::move(result_);
  }

 private:
  void doubt() { sound_ = false; }

  // What is wrong anywhere, CDATA sections and comments included.
  void check_character() {
    const char c = text_[position_];
    const std::string_view rest = text_.substr(position_, 3);
    if (base::IllegalControl::has(c) || rest == "\xEF\xBF\xBE" || rest == "\xEF\xBF\xBF") doubt();
  }

  // A view of the text while all of a value reads as it stands, else of its decoded copy. Decoding makes nothing
  // longer.
  class Value {
   public:
    Value(Reader& reader, std::size_t begin) : reader_(reader), begin_(begin), copied_(begin) {}

    // What is at text[position, position + length) means `meant`.
    void replace(std::size_t position, std::size_t length, std::string_view meant) {
      if (out_ == nullptr) out_ = first_ = reader_.room();
      copy_up_to(position);
      out_ = std::copy(meant.begin(), meant.end(), out_);
      copied_ = position + length;
    }

    std::string_view end(std::size_t position) {
      if (out_ == nullptr) return reader_.text_.substr(begin_, position - begin_);
      copy_up_to(position);
      reader_.decoded_ = out_;
      return {first_, static_cast<std::size_t>(out_ - first_)};
    }

   private:
    void copy_up_to(std::size_t position) {
      out_ = std::copy(reader_.text_.data() + copied_, reader_.text_.data() + position, out_);
    }

    Reader& reader_;
    std::size_t begin_;
    std::size_t copied_;  // up to here
    char* first_ = nullptr;
    char* out_ = nullptr;
  };

  char* room() {
    if (!tree_.decoded) {
      tree_.decoded.reset(new char[text_.size()]);
      decoded_ = tree_.decoded.get();
    }
    return decoded_;
  }

  void read_reference_here(Value& value) {
    const Reference reference = read_reference(text_, position_);
    if (reference.kind != ReferenceKind::Sound) return doubt();
    value.replace(position_, reference.length, meaning_of(reference));
    position_ += reference.length;
  }

  std::string_view meaning_of(const Reference& reference) {
    if (reference.code_point < 0x80) {  // nearly always
      character_.assign(1, static_cast<char>(reference.code_point));
    } else {
      character_.clear();
      base::append_utf8(character_, reference.code_point);
    }
    return character_;
  }

  // CR LF and CR are one line end (XML 1.0 §2.11).
  void read_line_end(Value& value, std::string_view meant) {
    const std::size_t length = text_.substr(position_).starts_with("\r\n") ? 2 : 1;
    value.replace(position_, length, meant);
    position_ += length;
  }

  void read_text() {
    Value value(*this, position_);
    const std::size_t begin = position_;
    while (sound_) {
      position_ = base::find_in<TextEnd>(text_, position_);
      if (position_ == text_.size() || text_[position_] == '<') break;
      if (text_[position_] == '&') {
        if (open_.empty()) return doubt();
        read_reference_here(value);
      } else if (text_[position_] == '\r') {
        read_line_end(value, "\n");
      } else {
        if (text_.substr(position_).starts_with("]]>")) return doubt();
        check_character();
        ++position_;
      }
    }
    if (open_.empty()) {
      if (!std::all_of(text_.begin() + begin, text_.begin() + position_, is_space)) doubt();
      return;
    }
    if (sound_) add_text(value.end(position_));
  }

  void read_markup() {
    const std::string_view rest = text_.substr(position_);
    switch (rest.size() > 1 ? rest[1] : '\0') {
      case '/':
        return read_end_tag();
      case '!':
        return read_declaration(rest);
      case '?':
        return read_instruction(rest);
      default:
        return read_start_tag();
    }
  }

  void read_declaration(std::string_view rest) {
    if (rest.starts_with("<!--")) return skip_section(4, "-->");
    if (rest.starts_with("<![CDATA[")) return read_cdata();
    // A document type is harmless without its own declarations; those are for the mender.
    if (rest.starts_with("<!DOCTYPE") && tree_.nodes.empty()) return skip_doctype();
    doubt();
  }

  void read_instruction(std::string_view rest) {
    if (rest.size() < 3 || !begins_name_byte(rest[2])) return doubt();
    skip_section(2, "?>");
  }

  void skip_section(std::size_t opening, std::string_view closing) {
    const std::size_t end = text_.find(closing, position_ + opening);
    if (end == std::string_view::npos) return doubt();
    const std::string_view section = text_.substr(0, end);
    for (position_ += opening; sound_; ++position_) {
      position_ = base::find_in<Suspect>(section, position_);
      if (position_ >= end) break;
      check_character();
    }
    position_ = end + closing.size();
  }

  void read_cdata() {
    constexpr std::string_view kOpening = "<![CDATA[", kClosing = "]]>";
    const std::size_t end = text_.find(kClosing, position_ + kOpening.size());
    if (end == std::string_view::npos || open_.empty()) return doubt();
    const std::string_view section = text_.substr(0, end);
    position_ += kOpening.size();
    Value value(*this, position_);
    while (sound_ && (position_ = base::find_in<SectionEnd>(section, position_)) < end) {
      if (text_[position_] == '\r') {
        read_line_end(value, "\n");
      } else {
        check_character();
        ++position_;
      }
    }
    if (!sound_) return;
    add_text(value.end(end));
    position_ = end + kClosing.size();
  }

  void skip_doctype() {
    char quote = 0;
    for (position_ += 2; position_ < text_.size(); ++position_) {
      const char c = text_[position_];
      if (quote != 0) {
        if (c == quote) quote = 0;
        if (c == '>' || c == '[') return doubt();
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        ++position_;
        return;
      } else if (c == '[' || c == '<') {
        return doubt();
      }
    }
    doubt();
  }

  void read_end_tag() {
    if (open_.empty()) return doubt();
    const std::string_view name = tree_.nodes[open_.back()].content;
    if (!text_.substr(position_ + 2).starts_with(name)) return doubt();
    position_ += 2 + name.size();
    skip_spaces();
    if (position_ == text_.size() || text_[position_] != '>') return doubt();
    ++position_;
    close();
  }

  void read_start_tag() {
    if (open_.empty() && !tree_.nodes.empty()) return doubt();
    ++position_;
    const std::string_view name = read_name();
    if (!sound_) return;
    const auto attributes = static_cast<std::uint32_t>(tree_.attributes.size());
    const bool is_empty = read_attributes();
    if (!sound_) return;
    add_element(name, attributes);
    if (is_empty) close();
  }

  std::string_view read_name() {
    const std::size_t begin = position_;
    if (begin == text_.size() || !begins_name_byte(text_[begin])) {
      doubt();
      return {};
    }
    position_ = kNameEnds.find(text_, begin);
    return text_.substr(begin, position_ - begin);
  }

  // Past the tag's end. Returns whether the tag is the whole element.
  bool read_attributes() {
    if (position_ < text_.size() && text_[position_] == '>') {
      ++position_;
      return false;
    }
    names_.clear();
    while (sound_) {
      const bool is_parted = position_ < text_.size() && is_space(text_[position_]);
      skip_spaces();
      const std::string_view rest = text_.substr(position_, 2);
      if (rest.starts_with('>')) {
        ++position_;
        return false;
      }
      if (rest == "/>") {
        position_ += 2;
        return true;
      }
      if (is_parted)
        read_attribute();
      else
        doubt();
    }
    return false;
  }

  void read_attribute() {
    const std::string_view name = read_name();
    if (!sound_ || !names_.insert(name)) return doubt();
    skip_spaces();
    if (position_ == text_.size() || text_[position_] != '=') return doubt();
    ++position_;
    skip_spaces();
    if (position_ == text_.size() || (text_[position_] != '"' && text_[position_] != '\'')) return doubt();
    const char quote = text_[position_++];
    const std::string_view value = read_value(quote);
    if (sound_) tree_.attributes.push_back({name, value});
  }

  // White space is a space each (XML 1.0 §3.3.3).
  std::string_view read_value(char quote) {
    Value value(*this, position_);
    while (sound_) {
      position_ = base::find_in<ValueEnd>(text_, position_);
      if (position_ == text_.size() || text_[position_] == '<') break;
      const char c = text_[position_];
      if (c == quote) return value.end(position_++);
      if (c == '&') {
        read_reference_here(value);
      } else if (is_space(c)) {
        read_line_end(value, " ");
      } else {
        check_character();
        ++position_;
      }
    }
    doubt();
    return {};
  }

  void skip_spaces() {
    while (position_ < text_.size() && is_space(text_[position_])) ++position_;
  }

  void add_text(std::string_view text) {
    Node& node = add_node(text);
    node.is_text = true;
    node.end = static_cast<std::uint32_t>(tree_.nodes.size());
    node.attributes = static_cast<std::uint32_t>(tree_.attributes.size());
  }

  void add_element(std::string_view name, std::uint32_t first_attribute) {
    const std::size_t prefix = split_name(name).second.data() - name.data();
    if (prefix > UINT16_MAX) return doubt();
    const Scope* scope = open_.empty() ? &tree_.scopes.front() : tree_.nodes[open_.back()].scope;
    const auto own = std::span(tree_.attributes).subspan(first_attribute);
    const bool may_open = tree_.scopes.size() <= limits_.scopes && open_.size() < limits_.depth;
    if (!own.empty() && may_open && opens_scope(own)) {
      scope = &tree_.scopes.emplace_back(open_scope(own, scope, url_, open_.empty()));
    }
    Node& node = add_node(name);
    node.scope = scope;
    node.attributes = first_attribute;
    node.prefix = static_cast<std::uint16_t>(prefix);
    node.ns = prefix == 0 ? scope->default_ns : resolve(scope, name, name.substr(0, prefix - 1));
    open_.push_back(static_cast<std::uint32_t>(tree_.nodes.size() - 1));
    too_deep_ = too_deep_ || open_.size() > limits_.depth;
  }

  // Siblings often share a prefix.
  Ns resolve(const Scope* scope, std::string_view name, std::string_view prefix) {
    if (scope == last_scope_ && prefix == last_prefix_) return last_ns_;
    last_scope_ = scope;
    last_prefix_ = prefix;
    last_ns_ = resolve_prefix(scope, prefix);
    note_undeclared(scope, name, prefix);
    return last_ns_;
  }

  void note_undeclared(const Scope* scope, std::string_view name, std::string_view prefix) {
    constexpr std::size_t kMost = 8;
    auto& found = result_.undeclared;
    if (prefix.empty() || prefix == "xml" || found.size() == kMost || is_declared(scope, prefix)) return;
    const auto is_it = [prefix](const ReadResult::Undeclared& one) { return one.prefix == prefix; };
    if (std::none_of(found.begin(), found.end(), is_it)) found.push_back({prefix, name});
  }

  Node& add_node(std::string_view content) {
    too_large_ = too_large_ || tree_.nodes.size() >= limits_.nodes;
    Node& node = tree_.nodes.emplace_back();
    node.content = content;
    return node;
  }

  void close() {
    tree_.nodes[open_.back()].end = static_cast<std::uint32_t>(tree_.nodes.size());
    open_.pop_back();
  }

  std::string_view text_;
  const Url& url_;
  const ReadLimits& limits_;
  Tree& tree_;
  ReadResult result_;
  std::size_t position_ = 0;
  char* decoded_ = nullptr;          // where the next decoded value begins
  std::vector<std::uint32_t> open_;  // elements, outermost first
  bool sound_ = true, too_deep_ = false, too_large_ = false;
  DistinctNames names_;    // of the attributes of the present tag
  std::string character_;  // scratch
  const Scope* last_scope_ = nullptr;
  std::string_view last_prefix_;
  Ns last_ns_ = Ns::None;
};

}  // namespace

ReadResult read_tree(std::string_view text, const Url& url, const ReadLimits& limits, Tree& tree) {
  return Reader(text, url, limits, tree).run();
}

}  // namespace commonplace::xml
