// Sanitizes a stream of documents for comparison with other parsers: each is its length in bytes, a line end, the
// bytes; the answers come in the same form and order.

#include <iostream>
#include <string>

#include "commonplace/sanitize.h"

int main() {
  const commonplace::Url base = *commonplace::parse_url("https://example.org/news/page.html");
  for (std::size_t length; std::cin >> length;) {
    std::cin.get();
    std::string html(length, '\0');
    if (!std::cin.read(html.data(), static_cast<std::streamsize>(length))) return 1;
    const commonplace::SafeHtml safe = commonplace::sanitize_html(html, base);
    std::cout << safe.html().size() << '\n' << safe.html();
  }
  return 0;
}
