// A rendered document → the bytes, encodings and validators it is served with.

#include "base/digest.h"
#include "serve/compress.h"
#include "serve/snapshot.h"

namespace commonplace::serve {
namespace {

// Below this, headers outweigh what compression saves.
constexpr std::size_t kWorthCompressing = 256;

std::string etag_of(std::string_view bytes) {
  const base::Sha256 digest = base::sha256(bytes);
  return '"' + base::to_hex(std::span(digest).first(16)) + '"';
}

bool is_compressible(std::string_view content_type) {
  return content_type.starts_with("text/") || content_type.find("xml") != std::string_view::npos ||
         content_type.find("json") != std::string_view::npos;
}

bool is_feed(std::string_view content_type) {
  for (const std::string_view type :
       {"application/atom+xml", "application/rss+xml", "application/feed+json", "text/calendar", "text/x-opml"})
    if (content_type.starts_with(type)) return true;
  return false;
}

// Atom and RSS name one.
bool has_style_sheet(std::string_view content_type) {
  return content_type.starts_with("application/atom+xml") || content_type.starts_with("application/rss+xml");
}

bool is_worth_compressing(const Rendered& rendered) {
  return rendered.body.size() >= kWorthCompressing && is_compressible(rendered.content_type);
}

std::string cache_control_of(std::chrono::seconds max_age, Audience audience) {
  return (audience == Audience::Guarded ? "private, max-age=" : "public, max-age=") + std::to_string(max_age.count());
}

std::string line(std::string_view name, std::string_view value) {
  return std::string(name).append(": ").append(value).append("\r\n");
}

// What all encodings of a document say of it.
struct Heads {
  std::string shared;
  std::string whole;
};

Heads heads_of(const Representation& made, bool is_compressed) {
  Heads heads;
  // The start of the epoch stands for "no date".
  if (made.last_modified != Timestamp{}) heads.shared += line("Last-Modified", to_http_date(made.last_modified));
  heads.shared += line("Cache-Control", made.cache_control);
  const bool by_accept = !made.type_line_for_browsers.empty();
  // Of feeds that have a style sheet, readers may be sent what is new.
  if (is_compressed) heads.shared += line("Vary", by_accept ? "A-IM, Accept, Accept-Encoding" : "Accept-Encoding");
  if (!is_compressed && by_accept) heads.shared += line("Vary", "A-IM, Accept");
  if (made.cors) {
    heads.shared += line("Access-Control-Allow-Origin", "*");
    heads.shared += line("Access-Control-Expose-Headers", "ETag, IM, Last-Modified, Link");
  }
  if (!made.link.empty()) heads.whole = line("Link", made.link);
  return heads;
}

Variant variant_of(std::string bytes, std::string_view coding, const Heads& heads, Shelf* shelf) {
  Variant variant;
  variant.etag = etag_of(bytes);
  variant.shared_head = line("ETag", variant.etag) + heads.shared;
  variant.whole_head = heads.whole;
  if (!coding.empty()) variant.whole_head += line("Content-Encoding", coding);
  variant.whole_head += line("Content-Length", std::to_string(bytes.size()));
  variant.body = shelf ? shelf->put(std::move(bytes)) : Body(std::move(bytes));
  return variant;
}

std::shared_ptr<const Representation> make(const Rendered& rendered, std::chrono::seconds max_age, Audience audience,
                                           Offer wanted, Shelf* shelf) {
  auto made = std::make_shared<Representation>();
  made->content_type = rendered.content_type;
  made->type_line = line("Content-Type", rendered.content_type);
  if (has_style_sheet(rendered.content_type)) {
    made->type_line_for_browsers = line("Content-Type", "text/xml; charset=utf-8");
  }
  made->cache_control = cache_control_of(max_age, audience);
  made->last_modified = rendered.last_modified;
  made->link = rendered.link;
  made->is_for_frames = rendered.is_for_frames;
  made->cors = is_feed(rendered.content_type);
  const bool is_compressed = is_worth_compressing(rendered);
  const Heads heads = heads_of(*made, is_compressed);
  auto add = [&](std::optional<Variant>& variant, std::string bytes, std::string_view coding) {
    if (bytes.empty() || bytes.size() >= rendered.body.size()) return;
    variant = variant_of(std::move(bytes), coding, heads, shelf);
  };
  if (is_compressed && wanted.gzip) add(made->gzip, gzip(rendered.body), "gzip");
  if (is_compressed && wanted.brotli) add(made->brotli, brotli(rendered.body), "br");
  made->identity = variant_of(rendered.body, {}, heads, shelf);
  return made;
}

}  // namespace

const Variant& Representation::variant(std::string_view accept_encoding) const {
  switch (choose_encoding(accept_encoding, {gzip.has_value(), brotli.has_value()})) {
    case Encoding::Brotli:
      return *brotli;
    case Encoding::Gzip:
      return *gzip;
    case Encoding::Identity:
      break;
  }
  return identity;
}

std::shared_ptr<const Representation> represent(const Rendered& rendered, std::chrono::seconds max_age,
                                                Audience audience, Shelf* shelf) {
  return make(rendered, max_age, audience, {.gzip = true, .brotli = true}, shelf);
}

std::shared_ptr<const Representation> represent_once(const Rendered& rendered, std::chrono::seconds max_age,
                                                     Audience audience, std::string_view accept_encoding) {
  const Encoding sent = choose_encoding(accept_encoding, {.gzip = true, .brotli = true});
  return make(rendered, max_age, audience, {sent == Encoding::Gzip, sent == Encoding::Brotli}, nullptr);
}

SnapshotSize size_of(const Snapshot& snapshot) {
  SnapshotSize size;
  for (const auto& [path, document] : snapshot.by_path) {
    ++size.documents;
    size.identity += document->identity.body.size();
    if (document->gzip) size.gzip += document->gzip->body.size();
    if (document->brotli) size.brotli += document->brotli->body.size();
  }
  return size;
}

bool represents(const Representation& made, const Rendered& rendered, std::chrono::seconds max_age, Audience audience) {
  return made.identity.body.size() == rendered.body.size() && made.content_type == rendered.content_type &&
         made.last_modified == rendered.last_modified && made.link == rendered.link &&
         made.is_for_frames == rendered.is_for_frames && made.cache_control == cache_control_of(max_age, audience) &&
         made.identity.etag == etag_of(rendered.body);
}

}  // namespace commonplace::serve
