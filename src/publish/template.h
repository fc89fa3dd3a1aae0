// Markup with holes → markup: what is filled in is escaped unless its type says that it is markup already.

#pragma once

#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "commonplace/safe_html.h"

namespace commonplace::publish {

// HTML that may be put into a page as it is.
struct Markup {
  std::string html;

  Markup() = default;
  explicit Markup(std::string trusted) : html(std::move(trusted)) {}
  explicit Markup(const SafeHtml& safe) : html(safe.html()) {}

  bool empty() const { return html.empty(); }
  Markup& operator+=(const Markup& more) {
    html += more.html;
    return *this;
  }
};

// The value of one hole, a view: text of anybody, or markup of ours.
class Field {
 public:
  template <class Text>
  requires std::convertible_to<const Text&, std::string_view> Field(const Text& text)
      : value_(text) {}                                                   // NOLINT(google-explicit-constructor)
  Field(const Markup& markup) : value_(markup.html), is_markup_(true) {}  // NOLINT(google-explicit-constructor)

  void append_to(std::string& out) const;

 private:
  std::string_view value_;
  bool is_markup_ = false;
};

using Fields = std::initializer_list<std::pair<std::string_view, Field>>;

// Replaces every {name} in `pattern` that `fields` knows; other braces stay. Good for element content and for quoted
// attribute values alike.
Markup fill(std::string_view pattern, Fields fields);

// The same for plain text: nothing is escaped.
std::string fill_text(std::string_view pattern,
                      std::initializer_list<std::pair<std::string_view, std::string_view>> fields);

// `text` for HTML content and for attribute values in double quotes alike: what is an attribute's is harmless in
// content, where line ends are spaces anyway.
std::string escaped(std::string_view text);

}  // namespace commonplace::publish
