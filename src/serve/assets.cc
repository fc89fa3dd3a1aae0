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

const Assets& assets() {
  static const Assets kAssets = make_assets();
  return kAssets;
}

}  // namespace

std::shared_ptr<const Representation> find_asset(std::string_view path) {
  const auto found = assets().find(path);
  return found == assets().end() ? nullptr : found->second;
}

std::vector<std::string_view> asset_paths() {
  std::vector<std::string_view> paths;
  for (const auto& [path, document] : assets()) paths.push_back(path);
  return paths;
}

}  // namespace commonplace::serve
