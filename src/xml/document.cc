// Text → a tree with scopes, within limits.

#include "xml/document.h"

#include <algorithm>

#include "base/text.h"
#include "base/utf8.h"
#include "xml/mender.h"
#include "xml/reader.h"

namespace commonplace::xml {
namespace {

// Far beyond any feed; what is over them is refused.
constexpr ReadLimits kLimits;

bool has_late_declaration(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin != 0 && begin != std::string_view::npos && text.substr(begin).starts_with("<?xml");
}

tl::unexpected<Error> too_large(std::string_view limit, std::size_t value) {
  return fail(Errc::TooLarge, "the document is over the limit " + std::string(limit) + "=" + std::to_string(value));
}

}  // namespace

Result<std::unique_ptr<Document>> Document::parse(const Utf8Text& text, const Url& base) {
  std::unique_ptr<Document> document(new Document);
  if (const Result<void> read = document->read(text.text, base); !read) return fail(read.error());
  return document;
}

Result<std::unique_ptr<Document>> Document::parse(Utf8Text&& text, const Url& base) {
  std::unique_ptr<Document> document(new Document);
  document->given_ = std::move(text.text);
  if (const Result<void> read = document->read(document->given_, base); !read) return fail(read.error());
  return document;
}

Result<void> Document::read(std::string_view text, const Url& url) {
  text_ = text;
  ReadResult read = read_tree(text_, url, kLimits, tree_);
  const std::size_t doubtful = read.position;
  if (read.reading == Reading::Doubtful || read.reading == Reading::TooDeep) {
    tree_ = {};  // the mender needs as much memory
    Result<Mended> mended = mend(text, {.depth = kLimits.depth});
    if (!mended) return fail(mended.error());
    issues_ = std::move(mended->issues);
    anchors_ = std::move(mended->anchors);
    text_ = mended_ = std::move(mended->text);
    if (text_.empty()) return fail(Errc::Malformed, "1:1: no element found");
    read = read_tree(text_, url, kLimits, tree_);
  } else if (has_late_declaration(text)) {
    issues_.push_back({"white space stands before the XML declaration", 1, IssueKind::Syntax});
  }
  switch (read.reading) {
    case Reading::Sound:
      break;
    case Reading::Doubtful:
      return fail(Errc::Malformed, base::place_at(text, doubtful) + ": not well-formed");
    case Reading::TooDeep:
      return too_large("depth", kLimits.depth);
    case Reading::TooLarge:
      return too_large("nodes", kLimits.nodes);
  }
  for (const ReadResult::Undeclared& undeclared : read.undeclared) {
    constexpr std::size_t kLongest = 40;
    const std::string_view shown = base::truncate_utf8(undeclared.prefix, kLongest);
    issues_.push_back({"the prefix '" + std::string(shown) + "' is not declared",
                       base::line_at(text, offset_of(undeclared.name)), IssueKind::Namespace});
  }
  return {};
}

// Of a name in the text that was read, in the document.
std::size_t Document::offset_of(std::string_view name) const {
  const auto offset = static_cast<std::size_t>(name.data() - text_.data());
  const auto anchor = std::ranges::lower_bound(anchors_, offset, {}, &Anchor::mended);
  return anchor == anchors_.end() ? (anchors_.empty() ? offset : anchors_.back().original) : anchor->original;
}

}  // namespace commonplace::xml
