#include "parse/rss.h"

#include "parse/atom.h"
#include "parse/element_text.h"
#include "parse/feed_signals.h"
#include "parse/read_entries.h"

namespace commonplace::parse {
namespace {

using xml::Element;

// 2.01 and 2.0.1 were names for corrections of the text of 2.0.
std::string version_of(const Element& root) {
  std::string version = first_attribute(root, {"version"});
  return version == "2" || version.starts_with("2.0") ? "2.0" : version;
}

// The channel whose xml:lang and xml:base are the feed's; the root, where there is none.
Element channel_of(const Element& root, const RssNames& names) {
  for (const Element& child : root.children()) {
    if (names.is(child, "channel")) return child;
  }
  return root;
}

}  // namespace

void read_channel(const Element& channel, const RssNames& names, Draft& head, std::vector<Element>& items,
                  ParsedFeed& feed) {
  for (const Element& child : channel.children()) {
    if (names.is(child, "item") || is_atom_entry(child)) {
      items.push_back(child);
    } else if (names.is(child, "items")) {  // RSS 1.1 holds them in a list
      for (const Element& inner : child.children()) {
        if (names.is(inner, "item")) items.push_back(inner);
      }
    } else if (!read_feed_signal(child, feed)) {
      read_rss_child(child, names, head);
    }
  }
}

ParsedFeed read_rss(const Element& root) {
  ParsedFeed feed;
  feed.format = FeedFormat::Rss;
  feed.version = version_of(root);
  const RssNames names(root);
  Draft head(channel_of(root, names));
  std::vector<Element> items;
  bool has_channel = names.is(root, "channel");
  for (const Element& child : root.children()) {
    if (!names.is(child, "channel")) continue;
    has_channel = true;
    read_channel(child, names, head, items, feed);
  }
  if (!has_channel) feed.issues.push_back({"the rss element has no channel", 0});
  read_channel(root, names, head, items, feed);
  feed.head = to_head(std::move(head));
  read_entries(
      items, [&names](const Element& item) { return read_item_or_entry(item, names); }, feed);
  return feed;
}

}  // namespace commonplace::parse
