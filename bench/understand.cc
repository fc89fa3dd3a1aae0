#include "understand.h"

namespace commonplace::bench {

NormalizeContext context() {
  NormalizeContext context;
  context.base = *parse_url("https://example.org/feed/");
  context.now = std::chrono::sys_days{std::chrono::year{2027} / 1 / 1};
  return context;
}

Result<ParsedFeed> parse(std::string_view bytes) {
  const Result<Utf8Text> text = decode_to_utf8(bytes, {});
  if (!text) return fail(text.error());
  static const Url base = context().base;
  return parse_feed(*text, base);
}

Result<Feed> understand(std::string_view bytes) {
  static const NormalizeContext shared = context();
  const Result<ParsedFeed> parsed = parse(bytes);
  if (!parsed) return fail(parsed.error());
  return normalize_feed(*parsed, shared);
}

}  // namespace commonplace::bench
