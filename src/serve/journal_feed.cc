#include "serve/journal_feed.h"

#include "publish/links.h"
#include "xml/writer.h"

namespace commonplace::serve {
namespace {

using store::Happening;
using store::JournalRow;
using xml::Writer;

std::string_view name(Happening what) {
  constexpr std::string_view kNames[] = {"added", "edited", "merged", "retracted", "reconfigured"};
  return kNames[static_cast<std::size_t>(what)];
}

// What happened, in words, and to what.
std::string headline(const JournalRow& row) {
  const std::string title = row.title.empty() ? row.key : row.title;
  switch (row.what) {
    case Happening::Added:
      return "New: " + title;
    case Happening::Edited:
      return "Edited: " + title;
    case Happening::Merged:
      return "One story with an older one: " + title;
    case Happening::Retracted:
      return "Retracted: " + title;
    case Happening::Reconfigured:
      return "Configuration: " + row.detail;
  }
  return title;
}

std::string account(const JournalRow& row) {
  const std::string from = row.source.empty() ? "" : "From the source " + row.source + ". ";
  switch (row.what) {
    case Happening::Added:
      return from;
    case Happening::Edited:
      return from + "This is revision " + row.detail + ".";
    case Happening::Merged:
      return from + "It is a copy of the story " + row.detail + ", under whose address it is shown now.";
    case Happening::Retracted:
      return from + "Why: " + row.detail + ".";
    case Happening::Reconfigured:
      return row.detail + ".";
  }
  return from;
}

// The same happening has the same id: an entry that is edited twice has two.
std::string id_of(const Site& site, const JournalRow& row) {
  const std::string distinction = row.what == Happening::Edited      ? "/" + row.detail
                                  : row.what == Happening::Retracted ? "/" + to_rfc3339(row.when)
                                                                     : "";
  return site.public_url + "/journal/" + std::string(name(row.what)) + "/" + row.key + distinction;
}

void write_row(Writer& writer, const Site& site, const JournalRow& row) {
  writer.open("entry");
  writer.element("id", id_of(site, row));
  writer.element("title", headline(row));
  writer.element("updated", to_rfc3339(row.when));
  writer.open("category").attribute("term", name(row.what)).close();
  if (row.what != Happening::Reconfigured) {
    const std::string& shown = row.what == Happening::Merged ? row.detail : row.key;
    writer.open("link").attribute("rel", "alternate").attribute("href", publish::entry_url(site, shown)).close();
  }
  writer.element("summary", account(row));
  writer.close();
}

}  // namespace

std::string write_journal(const Site& site, const std::vector<JournalRow>& rows) {
  Writer writer;
  writer.open("feed").attribute("xmlns", "http://www.w3.org/2005/Atom").attribute("xml:lang", "en");
  writer.element("id", site.public_url + "/journal");
  writer.element("title", site.title + ": journal");
  writer.element("subtitle", "What was added, edited, merged, retracted and reconfigured");
  writer.element("updated", to_rfc3339(rows.empty() ? Timestamp{} : rows.front().when));
  writer.open("author").element("name", site.title).close();
  for (const JournalRow& row : rows) write_row(writer, site, row);
  writer.close();
  return std::move(writer).finish();
}

}  // namespace commonplace::serve
