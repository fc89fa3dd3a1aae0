#include "store/sqlite/stories.h"

#include <algorithm>
#include <map>
#include <set>

#include "dedup/division.h"
#include "store/atom_id.h"
#include "store/sqlite/rows.h"

namespace commonplace::store::sqlite {
namespace {

constexpr const char* kStoryOfKey = "SELECT story_id FROM entry WHERE key = ?1";
constexpr const char* kStoriesOfUrl = "SELECT DISTINCT story_id FROM entry WHERE url_key = ?1 AND url_key <> ''";
constexpr const char* kStoriesOfOrigin =
    "SELECT DISTINCT story_id FROM entry_origin JOIN entry ON entry.id = entry_id WHERE entry_origin.url_key = ?1";
constexpr const char* kStoryNamed = "SELECT id FROM story WHERE key = ?1";
constexpr const char* kAtomIdTaken =
    "SELECT 1 FROM story WHERE atom_id = ?1 UNION ALL SELECT 1 FROM former_story WHERE atom_id = ?1";
constexpr const char* kFound =
    "INSERT INTO story (key, atom_id, published, first_seen, position) VALUES (?1, ?2, ?3, ?4, ?5)";
constexpr const char* kMoveEntries = "UPDATE entry SET story_id = ?2 WHERE story_id = ?1";
constexpr const char* kMoveFormer = "UPDATE former_story SET story_id = ?2 WHERE story_id = ?1";
constexpr const char* kRememberFormer =
    "INSERT INTO former_story (key, atom_id, story_id) SELECT key, atom_id, ?2 FROM story WHERE id = ?1";
constexpr const char* kForget = "DELETE FROM story WHERE id = ?1";
constexpr const char* kFormerAtomId = "SELECT atom_id FROM former_story WHERE key = ?1";
constexpr const char* kForgetFormer = "DELETE FROM former_story WHERE key = ?1";
constexpr const char* kKeyOfStory = "SELECT key FROM story WHERE id = ?1";
constexpr const char* kMoveEntry = "UPDATE entry SET story_id = ?2 WHERE key = ?1";
constexpr const char* kKeptApart =
    "SELECT 1 FROM kept_apart JOIN entry AS a ON a.key = kept_apart.one JOIN entry AS b ON b.key = kept_apart.other"
    " WHERE (a.story_id = ?1 AND b.story_id = ?2) OR (a.story_id = ?2 AND b.story_id = ?1)";

}  // namespace

std::optional<std::int64_t> Stories::unite(std::span<const std::string> copies, const EntryChange& change,
                                           std::optional<std::int64_t> own) {
  std::vector<std::int64_t> stories;
  if (own) stories.push_back(*own);
  const auto add = [&stories](Statement row) {
    while (row.next()) stories.push_back(row.integer(0));
  };
  for (const std::string& key : copies) add(transaction_.query(kStoryOfKey, key));
  if (!change.url_key.empty()) {
    add(transaction_.query(kStoriesOfUrl, change.url_key));
    add(transaction_.query(kStoriesOfOrigin, change.url_key));
  }
  for (const std::string& origin : change.origins) add(transaction_.query(kStoriesOfUrl, origin));
  if (stories.empty()) return std::nullopt;
  std::int64_t story = stories.front();
  std::set<std::int64_t> seen = {story};
  for (const std::int64_t other : stories) {
    if (seen.insert(other).second) story = join(story, other);
  }
  return story;
}

std::int64_t Stories::join(std::int64_t one, std::int64_t other) {
  if (one == other || are_kept_apart(one, other)) return one;
  const std::int64_t older = std::min(one, other);  // rows are numbered as they come
  absorb(std::max(one, other), older);
  return older;
}

std::optional<std::int64_t> Stories::named(std::string_view key) {
  Statement row = transaction_.query(kStoryNamed, key);
  if (!row.next()) return std::nullopt;
  return row.integer(0);
}

std::int64_t Stories::found(const Entry& entry, const std::string& remembered) {
  const auto is_free = [this](const std::string& id) { return !transaction_.query(kAtomIdTaken, id).next(); };
  std::string atom_id;
  for (Statement row = transaction_.query(kFormerAtomId, entry.key); row.next();) atom_id = row.text(0);
  if (!atom_id.empty()) {
    transaction_.execute(kForgetFormer, entry.key);
  } else if (!remembered.empty() && is_free(remembered)) {
    atom_id = remembered;
  } else if (is_usable_atom_id(entry.id, tag_authority_) && is_free(entry.id)) {
    atom_id = entry.id;
  } else {
    atom_id = mint_atom_id(tag_authority_, *entry.first_seen, entry.source, entry.key);
  }
  transaction_.execute(kFound, entry.key, atom_id, entry.published, entry.first_seen, entry.position);
  return transaction_.last_row();
}

bool Stories::are_kept_apart(std::int64_t one, std::int64_t other) {
  return transaction_.query(kKeptApart, one, other).next();
}

void Stories::absorb(std::int64_t younger, std::int64_t older) {
  memberships_.move_story(younger, older);
  transaction_.execute(kMoveEntries, younger, older);
  transaction_.execute(kMoveFormer, younger, older);
  transaction_.execute(kRememberFormer, younger, older);
  transaction_.execute(kForget, younger);
}

void Stories::part(std::int64_t story, const StoryRulings::Pairs& apart) {
  std::string key;
  for (Statement row = transaction_.query(kKeyOfStory, story); row.next();) key = row.text(0);
  std::vector<Entry> copies = read_copies(transaction_, story);
  // The story goes on with its first copy.
  std::stable_partition(copies.begin(), copies.end(), [&key](const Entry& copy) { return copy.key == key; });
  const std::vector<std::size_t> groups = dedup::divide(copies, apart);
  std::map<std::size_t, std::int64_t> founded;
  for (std::size_t i = 0; i < copies.size(); ++i) {
    if (groups[i] == 0) continue;
    const auto [to, is_first] = founded.try_emplace(groups[i]);
    if (is_first) to->second = found(copies[i]);
    transaction_.execute(kMoveEntry, copies[i].key, to->second);
  }
  for (const auto& [group, to] : founded) memberships_.settle(to);
  if (!founded.empty()) memberships_.settle(story);
}

}  // namespace commonplace::store::sqlite
