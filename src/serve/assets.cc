#include "serve/assets.h"

#include "publish/assets.h"

namespace commonplace::serve {
namespace {

constexpr std::chrono::hours kDay{24};

// What comes with the program has no date of its own; the ETag says all.
std::shared_ptr<const Representation> asset(std::string_view content_type, std::string_view content) {
  return represent({std::string(content_type), std::string(content), Timestamp{}}, kDay);
}

using Assets = std::map<std::string, std::shared_ptr<const Representation>, std::less<>>;

Assets make_assets() {
  const auto icon = asset("image/svg+xml", publish::icon());
  return {{"/assets/style.css", asset("text/css; charset=utf-8", publish::page_style())},
          {"/assets/feed.css", asset("text/css; charset=utf-8", publish::feed_style())},
          {"/assets/icon.svg", icon},
          {"/favicon.ico", icon}};
}

}  // namespace

const Representation* find_asset(std::string_view path) {
  static const Assets kAssets = make_assets();
  const auto found = kAssets.find(path);
  return found == kAssets.end() ? nullptr : found->second.get();
}

}  // namespace commonplace::serve
