#include "store/sqlite/lookup.h"

#include "dedup/traits.h"
#include "store/sqlite/rows.h"
#include "store/sqlite/tombstones.h"
#include "store/sqlite/versions.h"

namespace commonplace::store::sqlite {
namespace {

constexpr const char* kIdentity =
    "SELECT id, key, fingerprint, revision, versions FROM entry WHERE source_id = ?1 AND identity = ?2";
constexpr const char* kRow = "SELECT identity, key, fingerprint, revision, versions FROM entry WHERE id = ?1";
constexpr const char* kUrlKey = "SELECT url_key FROM entry WHERE id = ?1";
// The latest are meant. '+' keeps the planner from walking through all entries of the source instead.
constexpr const char* kByUrl =
    "SELECT id FROM entry WHERE url_key = ?2 AND url_key <> '' AND +source_id = ?1 ORDER BY story_id DESC LIMIT ?3";
constexpr const char* kByTitle =
    "SELECT id FROM entry WHERE source_id = ?1 AND title_digest = ?2 AND title_digest <> 0 ORDER BY id DESC LIMIT ?3";
constexpr const char* kByMoment = "SELECT id FROM entry WHERE source_id = ?1 AND published = ?2 LIMIT ?3";

constexpr const char* kHasStored = "SELECT 1 FROM entry WHERE source_id = ?1 LIMIT 1";
constexpr const char* kHasBuried = "SELECT 1 FROM tombstone WHERE source_id = ?1 LIMIT 1";
constexpr const char* kBuried =
    "SELECT key, identity, url_key, title, link, published, why, since, first_seen FROM tombstone"
    " WHERE source_id = ?1 AND identity IN (?2, ?3)";
constexpr const char* kBuriedAtUrl =
    "SELECT key, identity, url_key, title, link, published, why, since, first_seen FROM tombstone"
    " WHERE source_id = ?1 AND url_key = ?2 AND url_key <> '' LIMIT ?3";

}  // namespace

bool Lookup::has_stored() {
  if (!has_stored_) has_stored_ = transaction_.query(kHasStored, source_).next();
  return *has_stored_;
}

std::optional<EntryLookup::Found> Lookup::find(const std::string& identity) {
  if (!has_stored()) return std::nullopt;
  Statement row = transaction_.query(kIdentity, source_, identity);
  if (!row.next()) return std::nullopt;
  Found found;
  found.row = row.integer(0);
  found.entry.key = row.text(1);
  found.entry.fingerprint = row.bits(2);
  found.entry.revision = static_cast<std::uint32_t>(row.integer(3));
  found.entry.versions = read_versions(row.text(4));
  found.entry.identity = identity;
  return found;
}

std::vector<std::int64_t> Lookup::find_alike(const Traits& traits) {
  std::vector<std::int64_t> rows;
  if (!has_stored()) return rows;
  const auto add = [&rows](Statement row) {
    while (row.next()) rows.push_back(row.integer(0));
  };
  if (!traits.url_key.empty()) add(transaction_.query(kByUrl, source_, traits.url_key, kMostAlike));
  if (traits.title != 0) add(transaction_.query(kByTitle, source_, traits.title, kMostAlike));
  if (traits.published) add(transaction_.query(kByMoment, source_, *traits.published, kMostAlike));
  return rows;
}

std::optional<Traits> Lookup::traits_of(std::int64_t id) {
  const std::optional<Entry> entry = read_entry(transaction_, id);
  if (!entry) return std::nullopt;
  std::string url_key;
  for (Statement row = transaction_.query(kUrlKey, id); row.next();) url_key = row.text(0);
  return dedup::traits_of(*entry, url_key);
}

std::optional<KnownEntry> Lookup::read(std::int64_t id) {
  Statement row = transaction_.query(kRow, id);
  if (!row.next()) return std::nullopt;
  KnownEntry known;
  known.identity = row.text(0);
  known.key = row.text(1);
  known.fingerprint = row.bits(2);
  known.revision = static_cast<std::uint32_t>(row.integer(3));
  known.versions = read_versions(row.text(4));
  known.traits = traits_of(id);
  return known;
}

std::vector<Tombstone> Lookup::find_buried(const std::string& identity, const std::string& second,
                                           const std::string& url_key) {
  std::vector<Tombstone> found;
  if (!has_buried_) has_buried_ = transaction_.query(kHasBuried, source_).next();
  if (!*has_buried_) return found;
  for (Statement row = transaction_.query(kBuried, source_, identity, second); row.next();) {
    found.push_back(read_tombstone(row));
  }
  for (Statement row = transaction_.query(kBuriedAtUrl, source_, url_key, kMostBuried); row.next();) {
    found.push_back(read_tombstone(row));
  }
  return found;
}

}  // namespace commonplace::store::sqlite
