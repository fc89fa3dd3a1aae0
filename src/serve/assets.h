// The style sheets and the icon, ready to be served; the same in every process of one build.

#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "serve/snapshot.h"

namespace commonplace::serve {

// "/assets/style.css", "/assets/feed.css", "/assets/icon.svg", "/favicon.ico"; null for any other path.
std::shared_ptr<const Representation> find_asset(std::string_view path);

std::vector<std::string_view> asset_paths();

}  // namespace commonplace::serve
