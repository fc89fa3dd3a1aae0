// `commonplace parse`: documents through the real pipeline up to the item model, without a store.

#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <memory>

#include "app/live.h"
#include "app/unknown_name.h"
#include "cli/commands.h"
#include "cli/document.h"
#include "cli/exit.h"
#include "commonplace/decode.h"
#include "commonplace/ingest.h"
#include "commonplace/parse.h"
#include "json/feed_json.h"
#include "runtime/clock.h"

namespace commonplace::cli {
namespace {

// How the documents are to be read: with a source's settings, or with the defaults.
struct Reading {
  NormalizeContext context;
  std::optional<Url> base;                // what --base-url or the source says
  std::shared_ptr<const app::Live> live;  // owns the source, its queries and its zone
  const Source* source = nullptr;         // none with the defaults
};

Result<Reading> prepare(const app::Launch& launch, const ParseOptions& options) {
  Reading reading;
  reading.context.now = runtime::SystemClock().now();
  if (!options.source.empty()) {
    config::Loaded loaded = app::read_configuration(launch);
    Result<std::shared_ptr<const app::Live>> live = app::make_live(std::move(loaded.config), {});
    if (!live) return fail(live.error());
    const Source* source = (*live)->source(options.source);
    if (!source) return fail(app::unknown_source((*live)->config, options.source));
    const Result<Url> url = parse_url(without_userinfo(source->homepage.empty() ? source->url : source->homepage));
    if (url) reading.base = *url;
    reading.context = app::normalize_context(**live, *source, url.value_or(Url{}), reading.context.now);
    reading.context.first_seen.reset();
    reading.live = *live;
    reading.source = source;
  }
  if (!options.base_url.empty()) {
    const Result<Url> url = parse_url(options.base_url);
    if (!url) return fail(url.error());
    reading.base = *url;
  }
  return reading;
}

// Without a word on where a document came from, its own address is the best guess at what its links are relative to.
Url own_base(const ParsedFeed& parsed) {
  for (const std::string_view rel : {"self", "alternate", ""}) {
    for (const ParsedLink& link : parsed.head.links) {
      const Result<Url> url = parse_url(link.href);
      if (link.rel == rel && url && url->is_http()) return *url;
    }
  }
  return parse_url("file:///").value();
}

// As the daemon would, with everything that is set for the source.
Result<Feed> understand_as(const Source& source, std::string_view bytes, const Reading& reading,
                           const std::string& content_type) {
  NormalizeContext context = reading.context;
  if (reading.base) context.base = *reading.base;
  Result<Ingested> ingested =
      ingest({bytes, content_type, context.base},
             {source, reading.live->queries_of(source), reading.live->matcher, reading.live->self, context});
  if (!ingested) return fail(ingested.error());
  return std::move(ingested->feed);
}

// Of the text nothing is left but what it says: what comes next can have its memory.
Result<ParsedFeed> decode_and_parse(std::string bytes, const Reading& reading, const std::string& content_type) {
  const Result<Utf8Text> text = decode_in_place(std::move(bytes), {content_type});
  if (!text) return fail(text.error());
  return parse_feed(*text, reading.base.value_or(parse_url("file:///").value()));
}

Result<Feed> understand(std::string bytes, const Reading& reading, const std::string& content_type) {
  if (reading.source) return understand_as(*reading.source, bytes, reading, content_type);
  const Result<ParsedFeed> parsed = decode_and_parse(std::move(bytes), reading, content_type);
  if (!parsed) return fail(parsed.error());
  NormalizeContext context = reading.context;
  context.base = reading.base ? *reading.base : own_base(*parsed);
  return normalize_feed(*parsed, context);
}

void print_field(std::string_view label, std::string_view value) {
  if (!value.empty()) std::cout << "    " << label << ": " << value << '\n';
}

void print(const Feed& feed) {
  std::cout << feed.head.title << "  (" << name(feed.format) << ' ' << feed.version << ", " << feed.entries.size()
            << " entries)\n";
  print_field("site", feed.head.link);
  for (const Entry& entry : feed.entries) {
    std::cout << "  " << entry.title << '\n';
    print_field("link", entry.link);
    std::string date = entry.published_day ? to_iso_day(*entry.published_day)
                       : entry.published   ? to_rfc3339(*entry.published)
                                           : "";
    print_field("date", date);
    print_field("type", entry.type);
    if (entry.event) print_field("event", to_rfc3339(entry.event->start).substr(0, 10));
    print_field("text", entry.excerpt);
    for (const std::string& warning : entry.warnings) print_field("warning", warning);
  }
  for (const Issue& issue : feed.issues) std::cout << "  warning: " << issue.text << '\n';
}

void write_failure(json::Writer& lines, std::string_view file, const Error& error) {
  lines.begin_object();
  lines.name("file");
  lines.string(file);
  lines.name("error");
  lines.string(error.detail);
  lines.end_object();
  lines.end_line();
}

// Memory is asked for in one piece, of which the system may make pages of two megabytes: to fault in a large document
// and what is made of it by four kilobytes at a time was another twentieth.
void use_large_pages() {
  constexpr std::size_t kPiece = 16 << 20, kLargePage = 2 << 20;
  mallopt(M_TOP_PAD, kPiece);
  void* first = ::sbrk(0);
  void* volatile asked = std::malloc(kLargePage);  // or the compiler leaves the pair out; the heap grows by a piece
  std::free(asked);
  auto grown = static_cast<std::size_t>(static_cast<char*>(::sbrk(0)) - static_cast<char*>(first));
  if (std::align(kLargePage, kLargePage, first, grown)) {
    ::madvise(first, grown, MADV_HUGEPAGE);  // no harm where it is refused
  }
}

// What one document took is kept for the next instead of being given back and asked for again: a fifteenth of the time
// of many documents. They are read one after the other, so no more is kept than the largest takes.
void reuse_memory() {
  constexpr int kKept = 64 << 20, kLargestPiece = 32 << 20;
  mallopt(M_TRIM_THRESHOLD, kKept);
  mallopt(M_MMAP_THRESHOLD, kLargestPiece);
  use_large_pages();
}

}  // namespace

int parse(const app::Launch& launch, const ParseOptions& options) {
  reuse_memory();
  const Result<Reading> reading = prepare(launch, options);
  if (!reading) return complain(reading.error());
  const bool several = options.files.size() > 1;
  json::Writer lines([](std::string_view piece) { std::cout.write(piece.data(), std::ssize(piece)); });
  int worst = kDone;
  for (const std::string& file : options.files) {
    Result<std::string> bytes = read_document(file);
    const Result<Feed> feed =
        bytes ? understand(std::move(*bytes), *reading, options.content_type) : fail(bytes.error());
    if (feed) {
      if (options.json) {
        json::write_parsed_document(lines, *feed, several ? file : "");
        lines.end_line();
      } else {
        print(*feed);
      }
      continue;
    }
    if (options.json && several) {
      write_failure(lines, file, feed.error());
      worst = exit_code(feed.error().code);
    } else {
      worst = complain({feed.error().code, file + ": " + feed.error().detail});
    }
  }
  return std::cout.flush() ? worst : kIo;
}

}  // namespace commonplace::cli
