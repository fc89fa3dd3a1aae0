// Markup of strangers → markup that may be published.
//
// The tokens that are visible at all are written as balanced tags of known elements with clean attributes. The only
// state is the stack of elements that are open in the output, so output read again leads to the same output, and
// whatever the input was, a parser finds in the output what this file wrote and nothing else.

#include <algorithm>
#include <vector>

#include "base/scan.h"
#include "base/text.h"
#include "base/utf8.h"
#include "commonplace/sanitize.h"
#include "html/attributes.h"
#include "html/elements.h"
#include "html/entities.h"
#include "html/escape.h"
#include "html/lazy_images.h"
#include "html/nesting.h"
#include "html/visible.h"

namespace commonplace {

class SafeHtmlWriter {
 public:
  SafeHtmlWriter(const Url& base, const SanitizePolicy& policy, std::size_t expected_bytes)
      : bases_{base.href().empty() ? nullptr : &base, policy.page}, policy_(policy) {
    if (bases_.page == nullptr) bases_.page = bases_.base;
    out_.reserve(std::min(expected_bytes + expected_bytes / 8, policy.max_bytes));
    open_.reserve(16);
  }

  // False once the output is full: then nothing more is taken.
  bool write(const html::Token& token) {
    switch (token.kind) {
      case html::TokenKind::Text:
        write_text(token);
        break;
      case html::TokenKind::StartTag:
        begin_element(token);
        break;
      case html::TokenKind::EndTag:
        end_element(token);
        break;
      default:
        break;
    }
    return !full_;
  }

  SafeHtml finish() && {
    close_down_to(0);
    copy_kept();
    out_.erase(out_.find_last_not_of(" \t\n") + 1);
    return SafeHtml(std::move(out_));
  }

 private:
  void write_text(const html::Token& token);
  bool write_plainly(const html::Token& token);
  void begin_element(const html::Token& token);
  void end_element(const html::Token& token);

  void make_room_for(const html::ElementRule& element);
  bool has_depth_for(const html::ElementRule& element) const;
  bool begin_open(const html::ElementRule& element, std::size_t tag_bytes);
  void open(const html::ElementRule& element, std::string_view attributes);
  void close_down_to(std::size_t depth);
  void forget_innermost();
  std::size_t bytes_left() const;

  bool is_empty() const { return out_.empty() && kept_.empty(); }
  void keep(std::string_view input);
  void copy_kept();

  html::Bases bases_;
  const SanitizePolicy& policy_;
  std::string out_;
  std::string_view kept_;                // of the input: what comes next in the output, and is not copied yet
  std::vector<html::OpenElement> open_;  // as they are in the output
  std::size_t closing_bytes_ = 0;        // of the end tags of open_
  bool full_ = false;
  std::string decoded_, escaped_;     // scratch
  html::CleanAttributes attributes_;  // scratch
};

namespace {

constexpr html::AttributeSet kHref = html::attributes("href");
constexpr html::AttributeSet kAnySource = html::attributes("src srcset");

// Without these an element says nothing; a link becomes the text in it, the others go.
bool lacks_its_purpose(const html::ElementRule& element, const html::CleanAttributes& attributes) {
  if (element.is(html::kHyperlink)) return !attributes.has(kHref);
  return element.is(html::kNeedsSource) && !attributes.has(kAnySource);
}

// Whether a tag without attributes is published as it stands.
bool is_whole_without_attributes(const html::ElementRule& element) {
  return (element.traits & (html::kHyperlink | html::kNeedsSource | html::kPlayer)) == 0;
}

// What every link and player gets: no hold on our page, no vote for the target; a way to play, and nothing fetched
// before the reader asks.
void add_our_own(const html::ElementRule& element, html::CleanAttributes& attributes) {
  if (element.is(html::kHyperlink)) attributes.markup += R"( rel="noopener nofollow")";
  if (element.is(html::kPlayer)) {
    constexpr const html::AttributeRule& kControls = html::attribute_rule("controls");
    constexpr const html::AttributeRule& kPreload = html::attribute_rule("preload");
    if (!attributes.has(html::attributes("controls"))) attributes.add(kControls, "");
    if (!attributes.has(html::attributes("preload"))) attributes.add(kPreload, "none");
  }
}

// Whether the tag is spelled as it would be written for `element`.
bool is_written_so(const html::Token& tag, const html::ElementRule& element, html::TokenKind kind) {
  return tag.is_canonical && tag.kind == kind && tag.rule == &element;
}

std::size_t end_tag_bytes(const html::OpenElement& element) { return element.name.size() + 3; }

// The beginning of escaped text, never cut inside a character or reference, and between words where one ends nearby.
std::string_view cut_escaped(std::string_view escaped, std::size_t bytes) {
  constexpr std::size_t kLongestWord = 100;
  std::string_view cut = base::truncate_utf8(escaped, bytes);
  const std::size_t ampersand = cut.rfind('&');
  if (ampersand != std::string_view::npos && cut.find(';', ampersand) == std::string_view::npos) {
    cut = cut.substr(0, ampersand);
  }
  const std::size_t space = cut.find_last_of(" \t\n");
  const bool is_near = space != std::string_view::npos && cut.size() - space <= kLongestWord;
  return is_near ? cut.substr(0, space) : cut;
}

}  // namespace

// Most text needs nothing but a few references: it is decoded and escaped on its way into the output. False where it
// has to be looked at as a whole first: at the beginning or end of the output, or where it may be blank.
bool SafeHtmlWriter::write_plainly(const html::Token& token) {
  constexpr std::size_t kLongestEscape = 5;  // "&amp;"
  const std::string_view text = token.text;
  if (is_empty()) return false;
  std::size_t shown = 0;
  while (shown < text.size() && base::is_ascii_space(text[shown])) ++shown;
  const bool is_blank = shown == text.size();
  if (!token.is_canonical) {
    if (is_blank || base::Union<base::Control, base::AnyOf<'&', '\x7F', '\xC2'>>::has(text[shown])) return false;
  }
  if (!is_blank && !open_.empty() && open_.back().rule->is(html::kTableContext)) make_room_for(html::text_rule());
  const std::size_t most = token.is_canonical ? text.size() : text.size() * kLongestEscape;
  if (full_ || most > bytes_left()) return false;  // what is open now takes room too
  if (token.is_canonical) {
    keep(text);
  } else {
    copy_kept();
    html::append_decoded_text(out_, text);
  }
  return true;
}

void SafeHtmlWriter::write_text(const html::Token& token) {
  std::string_view text = token.text;
  if (token.has_references && write_plainly(token)) return;
  copy_kept();
  if (token.has_references) text = html::decode_references(text, html::ReferenceContext::Text, decoded_);
  escaped_.clear();
  html::append_escaped_text(escaped_, text);
  std::string_view piece = escaped_;
  if (out_.empty()) piece = piece.substr(std::min(piece.find_first_not_of(" \t\n"), piece.size()));
  if (piece.empty()) return;
  if (!base::trim(piece).empty()) make_room_for(html::text_rule());
  if (full_) return;
  if (piece.size() > bytes_left()) {
    piece = cut_escaped(piece, bytes_left());
    full_ = true;
  }
  out_.append(piece);
}

void SafeHtmlWriter::begin_element(const html::Token& token) {
  const html::ElementRule& element = html::published_rule(*token.rule);
  if (element.fate != html::Fate::Keep || html::is_misplaced(open_, element)) return;
  if (is_written_so(token, element, html::TokenKind::StartTag) && is_whole_without_attributes(element)) {
    make_room_for(element);
    if (!full_ && begin_open(element, token.text.size())) keep(token.text);
    return;
  }
  html::clean_attributes(token, element, bases_, attributes_);
  if (element.is(html::kNeedsSource) && element.name == "img" && html::is_tracking_pixel(token)) return;
  if (lacks_its_purpose(element, attributes_)) {
    if (element.is(html::kHyperlink)) close_down_to(html::depth_before(open_, element));
    return;
  }
  add_our_own(element, attributes_);
  make_room_for(element);
  if (!full_) open(element, attributes_.markup);
}

void SafeHtmlWriter::end_element(const html::Token& token) {
  const html::ElementRule& element = html::published_rule(*token.rule);
  if (element.is(html::kVoid)) {
    if (element.name == "br") begin_element(token);  // §13.2.6.4.7: </br> is a line break
    return;
  }
  if (element.fate != html::Fate::Keep) return;
  if (is_written_so(token, element, html::TokenKind::EndTag) && !open_.empty() && open_.back().rule == &element) {
    forget_innermost();
    keep(token.text);
    return;
  }
  close_down_to(html::depth_after_end(open_, element, element.name));
}

// Ends what `element` ends, and begins the table parts it needs around it.
void SafeHtmlWriter::make_room_for(const html::ElementRule& element) {
  close_down_to(html::depth_before(open_, element));
  for (std::string_view parent; !(parent = html::missing_parent(open_, element)).empty();) {
    const std::size_t depth = open_.size();
    open(html::element_rule(parent), {});
    if (open_.size() == depth) return;
  }
}

// A table is begun only where its rows and cells have room too.
bool SafeHtmlWriter::has_depth_for(const html::ElementRule& element) const {
  constexpr std::size_t kTableDepth = 4;
  const std::size_t needed = element.is(html::kVoid) ? 0 : element.name == "table" ? kTableDepth : 1;
  return open_.size() + needed <= policy_.max_depth;
}

// Whether the element is open now, and its start tag, of so many bytes, to be written. What is too deep is left out;
// the output is full when the element and its end tag have no room.
bool SafeHtmlWriter::begin_open(const html::ElementRule& element, std::size_t tag_bytes) {
  if (!has_depth_for(element)) return false;
  const html::OpenElement opened{&element, element.name};
  const std::size_t closing = element.is(html::kVoid) ? 0 : end_tag_bytes(opened);
  full_ = tag_bytes + closing > bytes_left();
  if (full_) return false;
  if (!element.is(html::kVoid)) open_.push_back(opened);
  closing_bytes_ += closing;
  return true;
}

void SafeHtmlWriter::open(const html::ElementRule& element, std::string_view attributes) {
  if (!begin_open(element, element.name.size() + attributes.size() + 2)) return;  // 2: "<" and ">"
  copy_kept();
  out_ += '<';
  out_ += element.name;
  out_ += attributes;
  out_ += '>';
}

void SafeHtmlWriter::close_down_to(std::size_t depth) {
  if (open_.size() <= depth) return;
  copy_kept();
  while (open_.size() > depth) {
    out_ += "</";
    out_ += open_.back().name;
    out_ += '>';
    forget_innermost();
  }
}

void SafeHtmlWriter::forget_innermost() {
  closing_bytes_ -= end_tag_bytes(open_.back());
  open_.pop_back();
}

// Appends a part of the input as it stands. Parts that follow each other there are copied together.
void SafeHtmlWriter::keep(std::string_view input) {
  if (kept_.data() + kept_.size() != input.data()) copy_kept();
  kept_ = kept_.empty() ? input : std::string_view(kept_.data(), kept_.size() + input.size());
}

void SafeHtmlWriter::copy_kept() {
  out_ += kept_;
  kept_ = {};
}

std::size_t SafeHtmlWriter::bytes_left() const {
  const std::size_t taken = out_.size() + kept_.size() + closing_bytes_;
  return policy_.max_bytes - std::min(policy_.max_bytes, taken);
}

SafeHtml sanitize_html(std::string_view html, const Url& base, const SanitizePolicy& policy) {
  std::string repaired;
  if (!base::is_valid_utf8(html)) html = repaired = base::repair_utf8(html);
  SafeHtmlWriter writer(base, policy, html.size());
  html::VisibleTokens tokens(html);
  html::LazyImages lazy_images(html);
  for (html::Token token; tokens.next(token);) {
    if (lazy_images.show(token) && !writer.write(token)) break;
  }
  return std::move(writer).finish();
}

}  // namespace commonplace
