// The files that pages need, built into the program: served from our own address under /assets/.

#pragma once

#include <string_view>

namespace commonplace::publish {

std::string_view page_style();          // /assets/style.css
std::string_view page_style_version();  // changes with its content; pages ask for style.css?v=…
std::string_view feed_style();          // /assets/feed.css: feeds opened in a browser
std::string_view icon();                // /assets/icon.svg

}  // namespace commonplace::publish
