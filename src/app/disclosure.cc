#include "app/disclosure.h"

#include <algorithm>
#include <tuple>

#include "app/topic_selection.h"
#include "store/atom_id.h"

namespace commonplace::app {

Disclosure::Disclosure(store::PageStore& store, const Live& live, serve::Audience audience)
    : store_(store), live_(live), is_whole_(audience == serve::Audience::Guarded || live.guarded_sources.empty()) {}

Result<bool> Disclosure::narrow(store::StoryRow& story) const {
  if (is_whole_) return true;
  keep_public(story.copies, live_.guarded_sources);
  if (story.copies.empty()) return false;
  if (std::ranges::find(story.copies, story.key, &Entry::key) != story.copies.end()) return true;
  const Result<std::optional<std::string>> id = id_of(story.atom_id);
  if (!id) return fail(id.error());
  if (!*id || **id == story.atom_id) return true;
  story.atom_id = **id;
  story.key = std::ranges::min(story.copies, {}, [](const Entry& copy) {
                return std::tuple(copy.first_seen.value_or(Timestamp{}), copy.key);
              }).key;
  return true;
}

Result<std::optional<std::string>> Disclosure::id_of(const std::string& atom_id) const {
  if (is_whole_) return std::optional(atom_id);
  const Result<store::Carriers> carriers = store_.carriers(atom_id);
  if (!carriers) return fail(carriers.error());
  if (carriers->list.empty()) return std::optional<std::string>();
  if (!is_guarded(carriers->list.front().source)) return std::optional(atom_id);
  if (carriers->is_part_of_another) return std::optional<std::string>();
  for (const auto& [key, source, first_seen] : carriers->list) {
    if (!is_guarded(source)) {
      return std::optional(store::mint_atom_id(live_.self.tag_authority, first_seen, source, key));
    }
  }
  return std::optional(atom_id);  // they know it, if at all, from when its source was for everybody
}

}  // namespace commonplace::app
