// A digest of one topic out of any feed document: digest QUERY ADDRESS <document >digest.atom
//
// commonplace inside another program, with nothing but its public headers. The program brings the bytes and the time,
// and takes values: nothing of commonplace opens a file or a socket or looks at a clock.

#include <commonplace/commonplace.h>

#include <algorithm>
#include <iostream>
#include <iterator>

using namespace commonplace;

namespace {

Result<std::vector<Entry>> read_entries(std::string_view bytes, const Url& address, Timestamp now) {
  const auto text = decode_to_utf8(bytes);
  if (!text) return fail(text.error());
  const auto document = parse_feed(*text, address);  // what it says
  if (!document) return fail(document.error());
  NormalizeContext context;
  context.base = address;
  context.source = "partner";
  context.now = now;
  context.first_seen = now;
  std::vector<Entry> entries = normalize_feed(*document, context).entries;  // what we make of it
  for (Entry& entry : entries) entry.key = mint_key(entry.source, identify(entry));
  return entries;
}

std::string to_atom(const std::vector<Entry>& entries) {
  TopicPage page;
  page.site.title = "Library news";
  page.site.public_url = "https://news.example.org";
  page.site.language = "en";
  page.topic.slug = "digest";
  page.topic.title = "Digest";
  page.publishers["partner"].title = "A partner";
  for (const Entry& entry : entries) {
    page.updated = std::max(page.updated, *entry.published);
    page.stories.push_back({entry.key, entry.id, *entry.published, entry.updated, entry, {}});
  }
  return render(page, OutputFormat::Atom).body;
}

int complain(const std::string& what) {
  std::cerr << "digest: " << what << "\n";
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: digest QUERY ADDRESS <document\n";
    return 64;
  }
  const auto query = Query::compile(argv[1]);
  if (!query) return complain(query.error().message);
  const Result<Url> address = parse_url(argv[2]);
  if (!address) return complain(address.error().detail);

  const std::string bytes{std::istreambuf_iterator<char>(std::cin), {}};
  const Timestamp now = std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  Result<std::vector<Entry>> entries = read_entries(bytes, *address, now);
  if (!entries) return complain(entries.error().detail);

  std::erase_if(*entries, [&](const Entry& entry) { return !query->matches(entry); });
  std::cout << to_atom(*entries);
  return 0;
}
