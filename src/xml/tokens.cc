#include "xml/tokens.h"

#include <algorithm>

#include "base/text.h"
#include "xml/names.h"

namespace commonplace::xml {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kLargestEntity = 1 << 20;   // what one may stand for
constexpr std::size_t kPrologueSize = 64 * 1024;  // how far from the beginning a declaration begins the document anew

std::size_t skip_spaces(std::string_view text, std::size_t position) {
  while (position < text.size() && base::is_ascii_space(text[position])) ++position;
  return position;
}

constexpr bool is_quote(char c) { return c == '"' || c == '\''; }
constexpr bool ends_attribute_name(char c) {
  return base::is_ascii_space(c) || c == '=' || c == '>' || c == '/' || c == '<' || is_quote(c);
}

std::size_t skip_attribute_name(std::string_view text, std::size_t position) {
  while (position < text.size() && !ends_attribute_name(text[position])) ++position;
  return position;
}

// A value without quotes may hold slashes, but not the one of `/>`.
std::size_t skip_unquoted_value(std::string_view text, std::size_t position) {
  while (position < text.size() && !base::is_ascii_space(text[position]) && text[position] != '>' &&
         text[position] != '<' && !text.substr(position).starts_with("/>")) {
    ++position;
  }
  return position;
}

class Tokenizer {
 public:
  Tokenizer(std::string_view text, std::size_t limit, DamageReport& damage)
      : text_(text), limit_(limit), damage_(damage), last_double_(text.rfind('"')), last_single_(text.rfind('\'')) {}

  Result<Tokens> run() {
    while (position_ < text_.size()) {
      if (result_.tokens.size() > limit_) {
        return fail(Errc::TooLarge, "more markup than tokens=" + std::to_string(limit_));
      }
      const std::size_t less_than = std::min(text_.find('<', position_), text_.size());
      position_ = less_than;
      if (position_ < text_.size()) read_markup();
      if (has_bomb_)
        return fail(Errc::Malformed, "the document declares an entity bomb: entities that multiply or circle");
    }
    end_text(text_.size());
    return std::move(result_);
  }

 private:
  // Text runs from text_begin_ to the markup that ends it; `<` that begin no markup stay inside.
  void end_text(std::size_t end) {
    if (end > text_begin_) add(TokenKind::Text, text_begin_, end, 0);
  }

  void add(TokenKind kind, std::size_t begin, std::size_t end, std::size_t name_size) {
    result_.tokens.push_back({kind, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                              static_cast<std::uint32_t>(name_size)});
  }

  void continue_at(std::size_t position) { text_begin_ = position_ = position; }

  void read_markup() {
    const std::string_view rest = text_.substr(position_);
    if (rest.size() == 1) return cut_off();
    if (rest.starts_with("<!--")) return drop_section(4, "-->");
    if (base::starts_with_ignoring_case(rest, "<![cdata[")) return read_cdata();
    if (rest.starts_with("<?")) return read_instruction();
    if (base::starts_with_ignoring_case(rest, "<!doctype")) return read_doctype();
    if (rest.starts_with("<!") && rest.size() > 2 && base::is_ascii_alpha(rest[2])) return drop_section(2, ">");
    if (rest.starts_with("</")) return read_end_tag();
    if (begins_name(text_, position_ + 1)) return read_start_tag();
    keep_as_text();
  }

  void keep_as_text() {
    damage_.note(Damage::StrayLessThan, position_);
    ++position_;
  }

  void cut_off() {
    end_text(position_);
    result_.cut = true;
    continue_at(text_.size());
  }

  // Where `closing` is missing, the section ends with the next `>`: better a word too much than the rest of the feed
  // lost.
  std::size_t find_section_end(std::size_t from, std::string_view closing) {
    std::size_t end = kNone;
    if (!is_missing(closing)) end = text_.find(closing, from);
    if (end != kNone) return end + closing.size();
    remember_missing(closing);
    damage_.note(Damage::UnendedSection, position_);
    end = text_.find('>', from);
    return end == kNone ? kNone : end + 1;
  }

  // A terminator that was not found once will not be found later: asking again would be quadratic.
  bool is_missing(std::string_view closing) const {
    return std::find(missing_.begin(), missing_.end(), closing) != missing_.end();
  }
  void remember_missing(std::string_view closing) {
    if (!is_missing(closing)) missing_.push_back(closing);
  }

  void drop_section(std::size_t opening, std::string_view closing) {
    const std::size_t end = find_section_end(position_ + opening, closing);
    if (end == kNone) return cut_off();
    end_text(position_);
    continue_at(end);
  }

  void read_cdata() {
    const std::size_t begin = position_ + 9;
    const std::size_t end = text_.find("]]>", begin);
    end_text(position_);
    if (end != kNone) {
      add(TokenKind::CData, begin, end, 0);
      return continue_at(end + 3);
    }
    damage_.note(Damage::UnendedSection, position_);
    result_.cut = true;
    add(TokenKind::CData, begin, text_.size(), 0);
    continue_at(text_.size());
  }

  void read_instruction() {
    const std::string_view rest = text_.substr(position_);
    const bool declaration = rest.starts_with("<?xml") && rest.size() > 5 && base::is_ascii_space(rest[5]);
    if (declaration && !declared_ && position_ > 0 && position_ < kPrologueSize) begin_anew();
    declared_ = declared_ || declaration;
    drop_section(2, "?>");
  }

  void begin_anew() {
    result_ = {};
    damage_.clear();
    damage_.note(Damage::BeforeDeclaration, 0);
    text_begin_ = position_;
  }

  void read_doctype() {
    constexpr std::string_view kClosing = "]>";
    const std::size_t end = is_missing(kClosing) ? kNone : find_doctype_end(text_, position_);
    if (end == kNone) {
      remember_missing(kClosing);
      return drop_section(2, ">");
    }
    end_text(position_);
    const std::string_view doctype = text_.substr(position_, end - position_);
    has_bomb_ = has_bomb_ || has_entity_bomb(doctype, kLargestEntity);
    read_entities(doctype, result_.entities);
    continue_at(end);
  }

  void read_end_tag() {
    const std::size_t name = position_ + 2;
    if (name == text_.size()) return cut_off();
    if (text_[name] == '>') {
      end_text(position_);
      damage_.note(Damage::StrayEndTag, position_);
      return continue_at(name + 1);
    }
    if (!begins_name(text_, name)) return keep_as_text();
    const std::size_t name_end = skip_name(text_, name);
    const std::size_t end = std::min(text_.find_first_of("<>", name_end), text_.size());
    const bool ended = end < text_.size() && text_[end] == '>';
    if (!ended) damage_.note(Damage::UnendedTag, position_);
    end_text(position_);
    add(TokenKind::EndTag, name, name_end, name_end - name);
    continue_at(ended ? end + 1 : end);
  }

  void read_start_tag() {
    const std::size_t name = position_ + 1;
    const std::size_t name_end = skip_name(text_, name);
    // `<http://…>` and `<me@example.org>` are addresses.
    const bool separated = name_end == text_.size() || base::is_ascii_space(text_[name_end]) ||
                           text_[name_end] == '>' || text_[name_end] == '<' || text_[name_end] == '/';
    if (!separated || text_[name_end - 1] == ':') return keep_as_text();

    bool assigned = true;  // nothing but name="value" so far
    std::size_t at = name_end;
    while (true) {
      at = skip_spaces(text_, at);
      if (at == text_.size()) return cut_off();
      const char c = text_[at];
      if (c == '>') return add_start_tag(name, name_end, at, at + 1, TokenKind::StartTag);
      if (text_.substr(at).starts_with("/>")) return add_start_tag(name, name_end, at, at + 2, TokenKind::EmptyTag);
      if (c == '<') {
        if (!assigned) return keep_as_text();
        damage_.note(Damage::UnendedTag, position_);
        return add_start_tag(name, name_end, at, at, TokenKind::StartTag);
      }
      at = skip_attribute(at, assigned);
    }
  }

  void add_start_tag(std::size_t name, std::size_t name_end, std::size_t end, std::size_t next, TokenKind kind) {
    end_text(position_);
    add(kind, name, end, name_end - name);
    continue_at(next);
  }

  std::size_t skip_attribute(std::size_t at, bool& assigned) {
    const std::size_t name_end = skip_attribute_name(text_, at);
    const std::size_t equals = skip_spaces(text_, name_end);
    if (equals == text_.size() || text_[equals] != '=') {
      assigned = false;
      return std::max(name_end, at + 1);  // a stray quote or slash
    }
    const std::size_t value = skip_spaces(text_, equals + 1);
    if (value == text_.size()) return value;
    return is_quote(text_[value]) ? skip_quoted_value(value) : skip_unquoted_value(text_, value);
  }

  // A closing quote that is missing shows by markup inside the value and no space behind it.
  std::size_t skip_quoted_value(std::size_t value) {
    const char quote = text_[value];
    const std::size_t last = quote == '"' ? last_double_ : last_single_;
    const std::size_t closing = value < last ? text_.find(quote, value + 1) : kNone;
    if (closing != kNone) {
      const std::size_t next = closing + 1;
      const bool separated = next == text_.size() || base::is_ascii_space(text_[next]) || text_[next] == '/' ||
                             text_[next] == '>' || text_[next] == '?';
      const bool holds_markup = text_.substr(value, closing - value).find('<') != kNone;
      if (separated || !holds_markup) return next;
    }
    const auto end = std::find_if(text_.begin() + static_cast<std::ptrdiff_t>(value), text_.end(),
                                  [](char c) { return base::is_ascii_space(c) || c == '>' || c == '<'; });
    const auto at = static_cast<std::size_t>(end - text_.begin());
    return at < text_.size() && text_[at] == '>' && text_[at - 1] == '/' && at - 1 > value ? at - 1 : at;
  }

  std::string_view text_;
  std::size_t limit_;
  DamageReport& damage_;
  std::size_t last_double_;  // quotes beyond which no value can end
  std::size_t last_single_;
  std::size_t position_ = 0;
  std::size_t text_begin_ = 0;
  bool declared_ = false;
  std::vector<std::string_view> missing_;
  Tokens result_;
  bool has_bomb_ = false;
};

}  // namespace

Result<Tokens> tokenize(std::string_view text, std::size_t limit, DamageReport& damage) {
  return Tokenizer(text, limit, damage).run();
}

std::optional<LooseAttribute> take_attribute(std::string_view& rest) {
  std::size_t at = 0;
  while (at < rest.size() && rest[at] != '=' && ends_attribute_name(rest[at])) ++at;
  if (at == rest.size()) return std::nullopt;
  const std::size_t name_end = skip_attribute_name(rest, at);
  LooseAttribute attribute{rest.substr(at, name_end - at), rest.substr(at, name_end - at), false};
  std::size_t end = name_end;
  const std::size_t equals = skip_spaces(rest, name_end);
  if (equals < rest.size() && rest[equals] == '=') {
    const std::size_t value = skip_spaces(rest, equals + 1);
    if (value < rest.size() && is_quote(rest[value])) {
      const std::size_t closing = rest.find(rest[value], value + 1);
      attribute.sound = closing != kNone;
      attribute.value = rest.substr(value + 1, std::min(closing, rest.size()) - value - 1);
      end = attribute.sound ? closing + 1 : rest.size();
    } else {
      end = skip_unquoted_value(rest, value);
      attribute.value = rest.substr(std::min(value, rest.size()), end - value);
    }
  }
  rest.remove_prefix(end);
  return attribute;
}

}  // namespace commonplace::xml
