#include "parse/rdf.h"

#include <vector>

#include "base/text.h"
#include "parse/draft.h"
#include "parse/read_entries.h"
#include "parse/rss.h"
#include "parse/rss_item.h"

namespace commonplace::parse {
namespace {

using xml::Element;
using xml::Ns;

// The namespace of the first element that is RSS's tells the version.
std::string version_of(const Element& root) {
  if (base::equals_ignoring_case(root.local(), "channel")) return "1.1";
  for (const Element& child : root.children()) {
    if (child.ns() == Ns::Rss090) return "0.90";
    if (child.ns() == Ns::Rss10) return "1.0";
  }
  return {};
}

std::vector<Element> channels_of(const Element& root, const RssNames& names) {
  if (names.is(root, "channel")) return {root};
  std::vector<Element> channels;
  for (const Element& child : root.children()) {
    if (names.is(child, "channel")) channels.push_back(child);
  }
  return channels;
}

}  // namespace

ParsedFeed read_rdf(const Element& root) {
  ParsedFeed feed;
  feed.format = FeedFormat::Rdf;
  feed.version = version_of(root);
  const RssNames names(root);
  const std::vector<Element> channels = channels_of(root, names);
  if (channels.empty()) feed.issues.push_back({"the RDF document has no channel", 0});
  Draft head(channels.empty() ? root : channels.front());
  std::vector<Element> items;
  for (const Element& channel : channels) {
    read_channel(channel, names, head, items, feed);
    head.id.offer(std::string(channel.attribute(Ns::Rdf, "about")), Claim::Own);
  }
  // In RSS 0.90 and 1.0 they stand beside the channel.
  for (const Element& child : root.ns() == Ns::Rdf ? root.children() : std::vector<Element>()) {
    if (names.is(child, "item")) items.push_back(child);
    if (names.is(child, "image")) read_rss_child(child, names, head);
  }
  feed.head = to_head(std::move(head));
  read_entries(
      items, [&names](const Element& item) { return read_item_or_entry(item, names); }, feed);
  return feed;
}

}  // namespace commonplace::parse
