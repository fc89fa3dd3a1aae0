#include "xml/balance.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "html/elements.h"
#include "xml/names.h"

namespace commonplace::xml {
namespace {

// HTML's, without those that mean something else in feeds (link, source).
constexpr std::string_view kVoid[] = {"area", "br", "col", "embed", "hr", "img", "input", "wbr"};
// HTML elements that end where the next of their kind begins.
constexpr std::string_view kEndedByNext[] = {"dd", "dt", "li", "option", "p", "td", "th", "tr"};
// Names that feeds and HTML share: in a feed they hold text.
constexpr std::string_view kFeedTexts[] = {"content", "image", "link", "source", "summary", "title"};
constexpr std::string_view kEntries[] = {"entry", "item"};
constexpr std::string_view kContainers[] = {"channel", "entry", "feed", "item", "items", "rdf", "rss"};

bool is_html(std::string_view name) {
  constexpr std::size_t kLongest = 16;
  if (name.size() > kLongest || base::is_one_of_ignoring_case(name, kFeedTexts)) return false;
  return !html::element_rule(base::to_ascii_lower(name)).name.empty();
}

class Balancer {
 public:
  Balancer(std::string_view text, Tokens& tokens, std::size_t max_depth, DamageReport& damage)
      : text_(text), tokens_(tokens), max_depth_(max_depth), damage_(damage) {
    result_.steps.resize(tokens.tokens.size());
  }

  Result<Balanced> run() {
    for (now_ = 0; now_ < tokens_.tokens.size(); ++now_) {
      switch (token(now_).kind) {
        case TokenKind::Text:
        case TokenKind::CData:
          break;
        case TokenKind::StartTag:
        case TokenKind::EmptyTag:
          see_tag();
          begin_element();
          break;
        case TokenKind::EndTag:
          see_tag();
          end_element();
          break;
      }
      if (open_.size() > max_depth_) {
        return fail(Errc::TooLarge, "elements nested deeper than depth=" + std::to_string(max_depth_));
      }
    }
    finish();
    choose_root();
    return std::move(result_);
  }

 private:
  struct Open {
    std::size_t token;
    std::size_t next_tag = 0;  // the first tag after its own; 0: none yet
  };

  Token& token(std::size_t index) { return tokens_.tokens[index]; }
  std::string_view name(std::size_t index) { return token(index).name(text_); }
  std::string_view name(const Open& open) { return name(open.token); }
  std::string_view local_name(const Open& open) { return split_name(name(open)).second; }
  void note(Damage damage, std::size_t index) { damage_.note(damage, token(index).begin); }

  void see_tag() {
    if (!open_.empty() && open_.back().next_tag == 0) open_.back().next_tag = now_;
  }

  void begin_element() {
    end_implied();
    if (open_.size() >= max_depth_ && is_html_in_feed()) {
      note(Damage::TooDeep, now_);
      result_.steps[now_].fate = Fate::Drop;
      return;
    }
    if (token(now_).kind == TokenKind::EmptyTag) return;
    if (base::is_one_of_ignoring_case(name(now_), kVoid)) {
      token(now_).kind = TokenKind::EmptyTag;
      note(Damage::UnclosedElement, now_);
      return;
    }
    open_.push_back({now_});
  }

  bool is_html_in_feed() { return is_html(name(now_)) && !is_html(name(open_.front())); }

  // A new paragraph ends the one before, a new item the item before.
  void end_implied() {
    if (open_.size() < 2) return;
    if (base::is_one_of_ignoring_case(name(now_), kEndedByNext) &&
        base::equals_ignoring_case(name(open_.back()), name(now_))) {
      return close_innermost();
    }
    if (!base::is_one_of_ignoring_case(name(now_), kEntries)) return;
    const std::size_t depth = find_open(name(now_));
    if (depth == open_.size() || depth == 0) return;
    while (open_.size() > depth + 1) end_unclosed();
    close_innermost();
  }

  // The position in open_ of the innermost element of that name; open_.size() where there is none.
  std::size_t find_open(std::string_view wanted) {
    for (std::size_t depth = open_.size(); depth-- > 0;) {
      if (base::equals_ignoring_case(name(open_[depth]), wanted)) return depth;
    }
    return open_.size();
  }

  void end_element() {
    std::size_t depth = find_open(name(now_));
    if (depth == open_.size() && !open_.empty() &&
        base::equals_ignoring_case(local_name(open_.back()), split_name(name(now_)).second)) {
      --depth;  // <content:encoded>…</encoded>
    }
    if (depth == open_.size()) {
      note(Damage::StrayEndTag, now_);
      result_.steps[now_].fate = Fate::Drop;
      return;
    }
    while (open_.size() > depth + 1) end_unclosed();
    if (name(open_.back()) != name(now_)) note(Damage::MisspelledEndTag, now_);
    open_.pop_back();
  }

  void close_innermost() {
    note(Damage::UnclosedElement, open_.back().token);
    ++result_.steps[now_].closes_before;
    open_.pop_back();
  }

  // The element around the innermost one ends here: the innermost ended before.
  void end_unclosed() {
    const Open open = open_.back();
    if (base::is_one_of_ignoring_case(local_name(open), kContainers) || is_html(name(open))) return close_innermost();
    open_.pop_back();
    if (is_text(open)) {
      note(Damage::StrayLessThan, open.token);
      result_.steps[open.token].fate = Fate::AsText;
      return;
    }
    note(Damage::UnclosedElement, open.token);
    ++result_.steps[open.next_tag != 0 ? open.next_tag : now_].closes_before;
  }

  // An unknown name without attributes in the middle of text: "a <vector> of".
  bool is_text(const Open& open) {
    const Token& tag = token(open.token);
    if (open.token == 0 || tag.end != tag.begin + tag.name_size || name(open).find(':') != std::string_view::npos)
      return false;
    const Token& before = token(open.token - 1);
    return before.kind == TokenKind::Text && !base::trim(before.content(text_)).empty();
  }

  // What is open at the end of the text was cut, or its end tags were forgotten.
  void finish() {
    std::size_t size = tokens_.tokens.size();
    if (!open_.empty() && !base::is_one_of_ignoring_case(local_name(open_.front()), kContainers) &&
        is_html(name(open_.front()))) {
      end_leading_html();
    }
    if (tokens_.cut || !open_.empty()) damage_.note(Damage::Truncated, text_.size());
    const auto entry = std::find_if(open_.begin(), open_.end(), [this](const Open& open) {
      return base::is_one_of_ignoring_case(local_name(open), kEntries);
    });
    if (entry != open_.end())
      size = entry->token;
    else if (open_.size() > 1 && open_.back().next_tag == 0)
      size = open_.back().token;  // half a value is worse than none
    result_.end = size;
  }

  // "<p>Warning: …" before the feed: it is no root.
  void end_leading_html() {
    const Open open = open_.front();
    if (open.next_tag == 0) return;
    note(Damage::UnclosedElement, open.token);
    ++result_.steps[open.next_tag].closes_before;
    open_.erase(open_.begin());
  }

  // How much a root looks like the document that was meant: a script or a page of the host's may be longer.
  int rank_of_root(std::size_t index) {
    if (base::is_one_of_ignoring_case(split_name(name(index)).second, kContainers)) return 2;
    return is_html(name(index)) ? 0 : 1;
  }

  // Of several roots, the one of the highest rank; among equals, the one that spans the most text.
  void choose_root() {
    const std::size_t limit = result_.end;
    std::size_t depth = 0;
    std::size_t roots = 0;
    std::size_t root_begin = 0;
    std::pair<int, std::size_t> best;
    const auto end_root = [&](std::size_t end) {
      const std::size_t length = (end < token_count() ? token(end).begin : text_.size()) - token(root_begin).begin;
      if (++roots > 1) note(Damage::SeveralRoots, root_begin);
      const std::pair rank(rank_of_root(root_begin), length);
      if (rank <= best) return;
      best = rank;
      result_.begin = root_begin;
      result_.end = end;
    };
    result_.end = result_.begin;
    for (std::size_t i = 0; i < limit; ++i) {
      const Step& step = result_.steps[i];
      if (depth > 0 && step.closes_before >= depth) end_root(i);
      depth -= std::min<std::size_t>(depth, step.closes_before);
      const TokenKind kind = token(i).kind;
      const bool is_tag = kind != TokenKind::Text && kind != TokenKind::CData && step.fate == Fate::Keep;
      if (depth == 0 && !is_tag && step.fate != Fate::Drop && !base::trim(token(i).content(text_)).empty()) {
        note(Damage::OutsideRoot, i);
      }
      if (!is_tag) continue;
      if (depth == 0) root_begin = i;
      if (kind == TokenKind::StartTag) ++depth;
      if (kind == TokenKind::EndTag && depth > 0) --depth;
      if (depth == 0) end_root(i + 1);
    }
    if (depth > 0) end_root(limit);
  }

  std::size_t token_count() const { return tokens_.tokens.size(); }

  std::string_view text_;
  Tokens& tokens_;
  std::size_t max_depth_;
  DamageReport& damage_;
  std::size_t now_ = 0;
  std::vector<Open> open_;
  Balanced result_;
};

}  // namespace

Result<Balanced> balance(std::string_view text, Tokens& tokens, std::size_t max_depth, DamageReport& damage) {
  return Balancer(text, tokens, max_depth, damage).run();
}

}  // namespace commonplace::xml
