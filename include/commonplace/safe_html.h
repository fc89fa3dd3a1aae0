// HTML that may be published: balanced, allow-listed markup in canonical form.
//
// Only `sanitize_html` makes one from a stranger's bytes, so the type is the proof.

#pragma once

#include <string>
#include <utility>

namespace commonplace {

class SafeHtml {
 public:
  SafeHtml() = default;

  const std::string& html() const { return html_; }
  bool empty() const { return html_.empty(); }

  // Takes back what the sanitizer made and the store kept. Nothing else may call this.
  static SafeHtml trust_stored(std::string html) { return SafeHtml(std::move(html)); }

  friend bool operator==(const SafeHtml&, const SafeHtml&) = default;

 private:
  friend class SafeHtmlWriter;  // html/sanitizer
  explicit SafeHtml(std::string html) : html_(std::move(html)) {}
  std::string html_;
};

}  // namespace commonplace
