// Any bytes as HTML: what the sanitizer makes is inert by a grammar that shares no code with it, stable and within its
// limits, and nothing crashes.

#include <cstdint>
#include <string_view>

#include "commonplace/sanitize.h"
#include "fuzz/checks.h"
#include "html/inert.h"
#include "html/tree.h"

namespace {

using namespace commonplace;
using fuzz::check;

void check_sanitizer(std::string_view html, const SanitizePolicy& policy) {
  static const Url page = *parse_url("https://example.org/news/page.html");
  const SafeHtml safe = sanitize_html(html, page, policy);
  check(safe.html().size() <= policy.max_bytes);
  check(html::why_not_inert(safe.html()).empty());
  check(sanitize_html(safe.html(), page, policy) == safe);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view html(reinterpret_cast<const char*>(data), size);
  check_sanitizer(html, {});
  check_sanitizer(html, {.max_depth = 5, .max_bytes = 200});
  check(fuzz::is_publishable(html_to_text(html)));
  (void)looks_like_html(html);
  (void)html::parse_html_tree(html);
  return 0;
}
