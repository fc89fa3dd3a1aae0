// Any bytes as HTML: the sanitizer's output is stable and within its limits, and nothing crashes.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"
#include "commonplace/sanitize.h"
#include "html/tree.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace commonplace;
  static const Url page = *parse_url("https://example.org/news/page.html");
  const std::string_view html(reinterpret_cast<const char*>(data), size);
  const SanitizePolicy policy;

  const SafeHtml safe = sanitize_html(html, page, policy);
  if (safe.html().size() > policy.max_bytes || !base::is_valid_utf8(safe.html())) std::abort();
  if (sanitize_html(safe.html(), page, policy) != safe) std::abort();
  if (!base::is_valid_utf8(html_to_text(html))) std::abort();
  (void)looks_like_html(html);
  (void)html::parse_html_tree(html);
  return 0;
}
