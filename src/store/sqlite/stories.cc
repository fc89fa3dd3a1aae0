#include "store/sqlite/stories.h"

#include <algorithm>
#include <map>
#include <set>

#include "dedup/division.h"
#include "store/atom_id.h"
#include "store/sqlite/rows.h"
#include "store/sqlite/story_changes.h"

namespace commonplace::store::sqlite {
namespace {

constexpr const char* kStoryOfKey = "SELECT story_id FROM entry WHERE key = ?1";
// An address that several stories share is a list, or a column's page, and tells nothing; nor does one that a source
// uses for articles of different titles. ?2 the story that is asked for; ?3 source, ?4 title, ?5 whether other sources'
// entries there count.
constexpr const char* kFirstAt =
    "SELECT story_id FROM entry WHERE url_key = ?1 AND url_key <> '' AND story_id <> ?2 ORDER BY story_id LIMIT 1";
constexpr const char* kLastAt =
    "SELECT story_id FROM entry WHERE url_key = ?1 AND url_key <> '' AND story_id <> ?2 ORDER BY story_id DESC LIMIT 1";
constexpr const char* kCopyAt =
    "SELECT min(story_id) FROM (SELECT story_id, source_id, title_digest FROM entry WHERE url_key = ?1"
    " AND url_key <> '' AND story_id <> ?2 LIMIT 256) WHERE (title_digest = ?4 AND ?4 <> 0) OR (?5 AND source_id <> "
    "?3)";
constexpr const char* kOldestAt = "SELECT min(story_id) FROM entry WHERE url_key = ?1 AND url_key <> ''";
constexpr const char* kOldestThatNames =
    "SELECT min(story_id) FROM entry_origin JOIN entry ON entry.id = entry_id WHERE entry_origin.url_key = ?1";
constexpr const char* kHasOthers = "SELECT count(*) > 1 FROM (SELECT 1 FROM entry WHERE story_id = ?1 LIMIT 2)";
constexpr const char* kJoinedWith =
    "SELECT story_id FROM joined JOIN entry ON entry.key = iif(one = ?1, other, one) WHERE one = ?1 OR other = ?1";
constexpr const char* kAtomIdTaken =
    "SELECT 1 FROM story WHERE atom_id = ?1 UNION ALL SELECT 1 FROM former_story WHERE atom_id = ?1";
constexpr const char* kFound =
    "INSERT INTO story (key, atom_id, published, first_seen, position, edits, updated)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
constexpr const char* kMoveEntries = "UPDATE entry SET story_id = ?2 WHERE story_id = ?1";
constexpr const char* kMoveFormer = "UPDATE former_story SET story_id = ?2 WHERE story_id = ?1";
constexpr const char* kRememberFormer =
    "INSERT INTO former_story (key, atom_id, story_id, since) SELECT key, atom_id, ?2, ?3 FROM story WHERE id = ?1";
constexpr const char* kForget = "DELETE FROM story WHERE id = ?1";
constexpr const char* kFormerAtomId = "SELECT atom_id FROM former_story WHERE key = ?1";
constexpr const char* kForgetFormer = "DELETE FROM former_story WHERE key = ?1";
constexpr const char* kKeyOfStory = "SELECT key FROM story WHERE id = ?1";
constexpr const char* kMoveEntry = "UPDATE entry SET story_id = ?2 WHERE key = ?1";
constexpr const char* kKeptApart =
    "SELECT 1 FROM kept_apart CROSS JOIN entry AS a ON a.key = kept_apart.one CROSS JOIN entry AS b"
    " ON b.key = kept_apart.other"
    " WHERE (a.story_id = ?1 AND b.story_id = ?2) OR (a.story_id = ?2 AND b.story_id = ?1)";
constexpr const char* kMoveTombstones = "UPDATE tombstone SET story_id = ?2 WHERE story_id = ?1 AND story_id <> 0";

}  // namespace

std::optional<std::int64_t> Stories::of_entry(std::string_view key) { return first(kStoryOfKey, key); }

std::optional<std::int64_t> Stories::unite(const Found& found, const EntryChange& change,
                                           std::optional<std::int64_t> own) {
  std::vector<std::int64_t> stories;
  if (own) stories.push_back(*own);
  for (const std::string& key : found.copies) {
    if (const auto story = of_entry(key)) stories.push_back(*story);
  }
  if (const auto story = at_address(found, change.url_key, own)) stories.push_back(*story);
  if (stories.empty()) return of_origin(change);
  std::int64_t story = stories.front();
  std::set<std::int64_t> seen = {story};
  for (const std::int64_t other : stories) {
    if (seen.insert(other).second) story = join(story, other);
  }
  return story;
}

std::int64_t Stories::unite_edited(const Found& found, const EntryChange& change, std::int64_t own) {
  Statement others = transaction_.query(kHasOthers, own);
  if (others.next() && others.integer(0) != 0) return own;
  return *unite(found, change, own);
}

std::optional<std::int64_t> Stories::first(const char* sql, std::string_view of) {
  Statement row = transaction_.query(sql, of);
  if (!row.next() || row.is_null(0)) return std::nullopt;
  return row.integer(0);
}

std::optional<std::int64_t> Stories::at_address(const Found& found, const std::string& url_key,
                                                std::optional<std::int64_t> own) {
  if (url_key.empty()) return std::nullopt;
  const std::int64_t asking = own.value_or(0);
  Statement first = transaction_.query(kFirstAt, url_key, asking);
  Statement last = transaction_.query(kLastAt, url_key, asking);
  if (!first.next() || !last.next()) return std::nullopt;
  const bool is_one = first.integer(0) == last.integer(0);
  Statement row = transaction_.query(kCopyAt, url_key, asking, found.source, found.title, is_one);
  if (!row.next() || row.is_null(0)) return std::nullopt;
  return row.integer(0);
}

// An origin finds a story for an entry that has none. It is no reason to join two.
std::optional<std::int64_t> Stories::of_origin(const EntryChange& change) {
  if (change.origins.size() == 1) {
    if (const auto story = first(kOldestAt, change.origins.front())) return story;
  }
  return change.url_key.empty() ? std::nullopt : first(kOldestThatNames, change.url_key);
}

void Stories::obey(const std::string& key) {
  std::vector<std::int64_t> others;
  for (Statement row = transaction_.query(kJoinedWith, key); row.next();) others.push_back(row.integer(0));
  for (const std::int64_t other : others) {
    if (const auto own = of_entry(key)) join(*own, other);
  }
}

std::int64_t Stories::join(std::int64_t one, std::int64_t other) {
  if (one == other || are_kept_apart(one, other)) return one;
  const std::int64_t older = std::min(one, other);  // rows are numbered as they come
  absorb(std::max(one, other), older);
  return older;
}

std::int64_t Stories::found(const Entry& entry) {
  const auto is_free = [this](const std::string& id) { return !transaction_.query(kAtomIdTaken, id).next(); };
  std::string atom_id;
  for (Statement row = transaction_.query(kFormerAtomId, entry.key); row.next();) atom_id = row.text(0);
  if (!atom_id.empty()) {
    transaction_.execute(kForgetFormer, entry.key);
  } else if (is_usable_atom_id(entry.id, tag_authority_) && is_free(entry.id)) {
    atom_id = entry.id;
  } else {
    atom_id = mint_atom_id(tag_authority_, *entry.first_seen, entry.source, entry.key);
    while (!is_free(atom_id)) atom_id += "-2";  // a publisher's that looks like ours
  }
  transaction_.execute(kFound, entry.key, atom_id, entry.published, entry.first_seen, entry.position,
                       std::int64_t{entry.revision} - 1, entry.updated);
  return transaction_.last_row();
}

bool Stories::are_kept_apart(std::int64_t one, std::int64_t other) {
  return transaction_.query(kKeptApart, one, other).next();
}

void Stories::absorb(std::int64_t younger, std::int64_t older) {
  memberships_.move_story(younger, older);
  transaction_.execute(kMoveEntries, younger, older);
  transaction_.execute(kMoveFormer, younger, older);
  transaction_.execute(kMoveTombstones, younger, older);
  transaction_.execute(kRememberFormer, younger, older, memberships_.now());
  inherit_changes(transaction_, older, younger);
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
    if (is_first)
      to->second = found(copies[i]);
    else
      count_changes(transaction_, to->second, copies[i].revision, copies[i].updated);
    transaction_.execute(kMoveEntry, copies[i].key, to->second);
  }
  for (const auto& [group, to] : founded) memberships_.settle(to);
  if (founded.empty()) return;
  memberships_.settle(story);
  memberships_.change(story);
}

}  // namespace commonplace::store::sqlite
