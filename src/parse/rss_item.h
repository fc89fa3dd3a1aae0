// The elements that every RSS shares, in a channel or an item: 0.90 to 0.94, 1.0, 1.1 and 2.0.

#pragma once

#include <string_view>
#include <vector>

#include "commonplace/parse.h"
#include "parse/draft.h"
#include "xml/document.h"

namespace commonplace::parse {

// Which elements of a document are RSS's own: those without namespace, in an RSS namespace, or in the root's. Some
// declare Atom's, or one of their own, for the whole document.
class RssNames {
 public:
  explicit RssNames(const xml::Element& root) : home_(root.ns()) {}
  bool owns(const xml::Element& element) const;
  bool is(const xml::Element& element, std::string_view local) const;

 private:
  xml::Ns home_;
};

// Reads one child of a channel or item, of RSS's own or of a module.
void read_rss_child(const xml::Element& element, const RssNames& names, Draft& draft);

// RSS's item, or Atom's entry: some write the one's in the other's document.
ParsedEntry read_item_or_entry(const xml::Element& element, const RssNames& names);

}  // namespace commonplace::parse
