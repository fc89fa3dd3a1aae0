// A rendered document → the bytes, encodings and validators it is served with.

#include <zlib.h>

#include "base/digest.h"
#include "serve/snapshot.h"

namespace commonplace::serve {
namespace {

// Below this, headers outweigh what compression saves.
constexpr std::size_t kWorthCompressing = 256;

// A gzip member (RFC 1952) without name or time, the operating system "unknown": the same text gives the same bytes
// on every machine with the same zlib. Empty where zlib fails, which it does only for want of memory.
std::string gzip(std::string_view text) {
  constexpr int kLevel = 6;
  constexpr int kGzipWindow = 15 + 16;
  constexpr int kMemoryLevel = 8;
  constexpr int kUnknownSystem = 255;

  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kGzipWindow, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) return {};
  gz_header header{};
  header.os = kUnknownSystem;
  deflateSetHeader(&stream, &header);

  std::string out(deflateBound(&stream, text.size()), '\0');
  std::string in(text);  // zlib's input is not const
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const int outcome = deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return outcome == Z_STREAM_END ? out : std::string();
}

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

}  // namespace

std::shared_ptr<const Representation> represent(const Rendered& rendered, std::chrono::seconds max_age,
                                                Audience audience) {
  auto made = std::make_shared<Representation>();
  made->content_type = rendered.content_type;
  if (has_style_sheet(rendered.content_type)) made->type_for_browsers = "text/xml; charset=utf-8";
  made->identity = std::make_shared<const std::string>(rendered.body);
  made->etag = etag_of(rendered.body);
  made->last_modified = rendered.last_modified;
  made->cache_control = audience == Audience::Guarded ? "private, max-age=" : "public, max-age=";
  made->cache_control += std::to_string(max_age.count());
  made->link = rendered.link;
  made->cors = is_feed(rendered.content_type);
  if (rendered.body.size() < kWorthCompressing || !is_compressible(rendered.content_type)) return made;
  std::string compressed = gzip(rendered.body);
  if (compressed.empty() || compressed.size() >= rendered.body.size()) return made;
  made->gzip_etag = etag_of(compressed);
  made->gzip = std::make_shared<const std::string>(std::move(compressed));
  return made;
}

}  // namespace commonplace::serve
