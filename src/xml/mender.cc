#include "xml/mender.h"

#include <algorithm>
#include <functional>

#include "base/text.h"
#include "base/utf8.h"
#include "html/entities.h"
#include "xml/balance.h"
#include "xml/damage.h"
#include "xml/distinct_names.h"
#include "xml/names.h"
#include "xml/references.h"
#include "xml/tokens.h"

namespace commonplace::xml {
namespace {

constexpr bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return c != '<' && c != '>' && c != '&' && c != '"' && byte != 0xEF &&
         (byte >= 0x20 || c == '\t' || c == '\n' || c == '\r');
}

constexpr bool is_high_surrogate(char32_t c) { return c >= 0xD800 && c <= 0xDBFF; }
constexpr bool is_low_surrogate(char32_t c) { return c >= 0xDC00 && c <= 0xDFFF; }

bool is_attribute_name(std::string_view name) { return begins_name(name, 0) && skip_name(name, 0) == name.size(); }

// Writes the tokens of the root element as XML.
class MendedWriter {
 public:
  MendedWriter(std::string_view text, const Tokens& tokens, const MendLimits& limits, DamageReport& damage)
      : text_(text), tokens_(tokens), limits_(limits), damage_(damage) {}

  Mended write(const Balanced& balanced) {
    out_.reserve(text_.size() + text_.size() / 16);
    for (std::size_t i = balanced.begin; i < balanced.end; ++i) {
      close(balanced.steps[i].closes_before);
      if (balanced.steps[i].fate != Fate::Drop) write_token(tokens_.tokens[i], balanced.steps[i].fate);
    }
    close(open_.size());
    return Mended{std::move(out_), {}, std::move(anchors_)};
  }

 private:
  void write_token(const Token& token, Fate fate) {
    if (fate == Fate::AsText) {
      out_.append("&lt;").append(token.name(text_)).append("&gt;");
      return;
    }
    switch (token.kind) {
      case TokenKind::Text:
        return write_text(token.content(text_));
      case TokenKind::CData:
        return write_characters(token.content(text_));
      case TokenKind::StartTag:
        write_tag(token);
        out_ += '>';
        open_.push_back(token.name(text_));
        return;
      case TokenKind::EmptyTag:
        write_tag(token);
        out_ += "/>";
        return;
      case TokenKind::EndTag:
        return close(1);
    }
  }

  void close(std::size_t count) {
    for (; count > 0 && !open_.empty(); --count) {
      out_.append("</").append(open_.back()).append(">");
      open_.pop_back();
    }
  }

  void write_tag(const Token& token) {
    out_ += '<';
    anchors_.push_back({out_.size(), static_cast<std::size_t>(token.name(text_).data() - text_.data())});
    out_.append(token.name(text_));
    std::string_view rest = token.content(text_).substr(token.name_size);
    seen_.clear();
    while (const std::optional<LooseAttribute> attribute = take_attribute(rest)) {
      if (!attribute->sound) note(Damage::BadAttribute, attribute->name);
      if (!is_attribute_name(attribute->name)) continue;
      if (!seen_.insert(attribute->name)) {
        note(Damage::DuplicateAttribute, attribute->name);
        continue;
      }
      if (attribute->value.find('<') != std::string_view::npos) note(Damage::StrayLessThan, attribute->value);
      out_.append(" ").append(attribute->name).append("=\"");
      write_text(attribute->value);
      out_ += '"';
    }
  }

  // Character data with references.
  void write_text(std::string_view text) {
    std::size_t position = 0;
    while (position < text.size()) {
      const std::size_t ampersand = std::min(text.find('&', position), text.size());
      write_characters(text.substr(position, ampersand - position));
      position = ampersand;
      if (position < text.size()) position += write_reference(text, position);
    }
  }

  // Character data without references, escaped.
  void write_characters(std::string_view text) {
    auto at = text.begin();
    while (at != text.end()) {
      const auto special = std::find_if_not(at, text.end(), is_plain);
      out_.append(at, special);
      if (special == text.end()) return;
      at = special + write_special(text.substr(static_cast<std::size_t>(special - text.begin())));
    }
  }

  // The character at the beginning of `rest`; its length.
  std::ptrdiff_t write_special(std::string_view rest) {
    switch (rest.front()) {
      case '<':
        out_ += "&lt;";
        return 1;
      case '>':
        out_ += "&gt;";
        return 1;
      case '&':
        out_ += "&amp;";
        return 1;
      case '"':
        out_ += "&quot;";
        return 1;
      default:
        break;
    }
    std::size_t length = 0;
    if (base::is_xml_character(base::next_code_point(rest, length)))
      out_.append(rest.substr(0, length));
    else
      note(Damage::IllegalCharacter, rest);
    return static_cast<std::ptrdiff_t>(length);
  }

  // The reference at text[position]; its length.
  std::size_t write_reference(std::string_view text, std::size_t position) {
    const Reference reference = read_reference(text, position);
    switch (reference.kind) {
      case ReferenceKind::None:
        note(Damage::BareAmpersand, text.substr(position));
        out_ += "&amp;";
        return 1;
      case ReferenceKind::Sound:
        out_.append(text.substr(position, reference.length));
        return reference.length;
      case ReferenceKind::Character:
        note(Damage::BadCharacterReference, text.substr(position));
        return write_character_reference(reference, text, position);
      case ReferenceKind::Entity:
        write_entity(reference, text, position);
        return reference.length;
    }
    return 1;
  }

  std::size_t write_character_reference(const Reference& reference, std::string_view text, std::size_t position) {
    const std::size_t next = position + reference.length;
    if (is_high_surrogate(reference.code_point) && next < text.size() && text[next] == '&') {
      const Reference low = read_reference(text, next);
      if (is_low_surrogate(low.code_point)) {  // a character beyond U+FFFF written as UTF-16
        base::append_utf8(out_, 0x10000 + ((reference.code_point - 0xD800) << 10) + (low.code_point - 0xDC00));
        return reference.length + low.length;
      }
    }
    std::string character;
    html::decode_reference(text, position, html::ReferenceContext::Text, character);
    std::erase_if(character, [](char c) { return c >= 0 && c < ' ' && !base::is_ascii_space(c); });
    write_characters(character);
    return reference.length;
  }

  void write_entity(const Reference& reference, std::string_view text, std::size_t position) {
    const auto declared = tokens_.entities.find(reference.name);
    if (declared != tokens_.entities.end() && declared->second &&
        expanded_ + declared->second->size() <= limits_.expansion) {
      expanded_ += declared->second->size();
      return write_characters(*declared->second);
    }
    std::string character;
    if (html::decode_reference(text, position, html::ReferenceContext::Text, character) == reference.length) {
      note(Damage::UndefinedEntity, text.substr(position));
      return write_characters(character);
    }
    if (declared != tokens_.entities.end()) return note(Damage::RefusedEntity, text.substr(position));
    note(Damage::UndefinedEntity, text.substr(position));
    out_ += "&amp;";
    write_characters(text.substr(position + 1, reference.length - 1));
  }

  // `at` is a view into the document, or of an entity's value, which has no place.
  void note(Damage damage, std::string_view at) {
    const std::less_equal<const char*> before;
    const bool inside = before(text_.data(), at.data()) && before(at.data(), text_.data() + text_.size());
    damage_.note(damage, inside ? static_cast<std::size_t>(at.data() - text_.data()) : 0);
  }

  std::string_view text_;
  const Tokens& tokens_;
  const MendLimits& limits_;
  DamageReport& damage_;
  std::string out_;
  std::vector<Anchor> anchors_;
  std::vector<std::string_view> open_;
  DistinctNames seen_;  // attributes of the present tag
  std::size_t expanded_ = 0;
};

}  // namespace

Result<Mended> mend(std::string_view text, const MendLimits& limits) {
  DamageReport damage;
  Result<Tokens> tokens = tokenize(text, limits.tokens, damage);
  if (!tokens) return fail(tokens.error());
  const Result<Balanced> balanced = balance(text, *tokens, limits.depth, damage);
  if (!balanced) return fail(balanced.error());
  Mended mended = MendedWriter(text, *tokens, limits, damage).write(*balanced);
  mended.issues = damage.issues(text);
  return mended;
}

}  // namespace commonplace::xml
