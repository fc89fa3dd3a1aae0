#include "normalize/image.h"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "base/text.h"
#include "normalize/text_construct.h"
#include "text/line.h"

namespace commonplace::normalize {
namespace {

constexpr std::uint64_t kSmall = 300;  // pixels: narrower ones accompany a list of titles

// "jpg" is no media type, and an octet stream is what a server calls a file that it does not know.
bool tells_kind(std::string_view type) {
  return type.find('/') != std::string_view::npos && !base::starts_with_ignoring_case(type, "application/octet-stream");
}

bool is_image(const ParsedMedia& media) {
  if (media.thumbnail || base::equals_ignoring_case(media.medium, "image")) return true;
  if (base::equals_ignoring_case(media.type, "image")) return true;
  if (tells_kind(media.type)) return base::starts_with_ignoring_case(media.type, "image/");
  if (!media.medium.empty()) return false;
  constexpr std::string_view kEndings[] = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif"};
  const std::string url = base::to_ascii_lower(std::string_view(media.url).substr(0, media.url.find('?')));
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [&](std::string_view end) { return url.ends_with(end); });
}

bool is_http(std::string_view url) { return url.starts_with("http://") || url.starts_with("https://"); }

struct Candidate {
  const ParsedMedia* medium;
  std::string url;

  bool is_small() const { return medium->width && *medium->width < kSmall; }
};

std::vector<Candidate> candidates_of(const std::vector<ParsedMedia>& media, const Url& document_base) {
  std::vector<Candidate> candidates;
  for (const ParsedMedia& medium : media) {
    if (!is_image(medium)) continue;
    std::string url = resolve_reference(medium.url, medium.base, document_base);
    if (is_http(url) && !is_portrait(url)) candidates.push_back({&medium, std::move(url)});
  }
  const auto is_picture = [](const Candidate& candidate) { return !candidate.medium->thumbnail; };
  if (std::ranges::any_of(candidates, is_picture)) std::erase_if(candidates, std::not_fn(is_picture));
  return candidates;
}

const Candidate& best_of(const std::vector<Candidate>& candidates) {
  auto best = std::ranges::find_if(candidates, [](const Candidate& each) { return each.medium->is_default; });
  if (best == candidates.end()) best = std::ranges::find_if_not(candidates, &Candidate::is_small);
  if (best == candidates.end()) {
    best = std::ranges::max_element(candidates, {}, [](const Candidate& each) { return *each.medium->width; });
  }
  return *best;
}

// What is said of a film as well describes no still of it, and is as long as people write about films.
bool shares_its_description(const ParsedMedia& medium, const std::vector<ParsedMedia>& media) {
  return medium.thumbnail && std::ranges::any_of(media, [&](const ParsedMedia& other) {
           return !other.enclosure && !is_image(other) && other.description == medium.description;
         });
}

void add_facts(const ParsedMedia& medium, const std::vector<ParsedMedia>& media, Image& image) {
  if (image.alt.empty()) {
    const bool has_own = !medium.description.empty() && !shares_its_description(medium, media);
    image.alt = to_plain_line(has_own ? medium.description : medium.title);
  }
  if (image.license.empty()) image.license = text::clean_line(medium.license);
  for (const std::string& credit : medium.credit) {
    std::string name = to_plain_line(credit);
    const bool is_new = std::ranges::find(image.credit, name) == image.credit.end();
    if (!name.empty() && is_new) image.credit.push_back(std::move(name));
  }
}

}  // namespace

bool is_portrait(std::string_view url) { return url.find("gravatar.com/avatar/") != std::string_view::npos; }

std::optional<Image> choose_image(const std::vector<ParsedMedia>& media, const Url& document_base) {
  const std::vector<Candidate> candidates = candidates_of(media, document_base);
  if (candidates.empty()) return std::nullopt;
  const Candidate& chosen = best_of(candidates);
  Image image;
  image.url = chosen.url;
  add_facts(*chosen.medium, media, image);
  for (const Candidate& other : candidates) {
    if (other.url == chosen.url) add_facts(*other.medium, media, image);
  }
  return image;
}

}  // namespace commonplace::normalize
