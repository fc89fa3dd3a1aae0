#include "store/sqlite/rulings.h"

#include <optional>
#include <set>

#include "store/sqlite/stories.h"

namespace commonplace::store::sqlite {
namespace {

constexpr const char* kForgetApart = "DELETE FROM kept_apart";
constexpr const char* kKeepApart = "INSERT OR IGNORE INTO kept_apart (one, other) VALUES (?1, ?2)";
constexpr const char* kForgetJoined = "DELETE FROM joined";
constexpr const char* kJoin = "INSERT OR IGNORE INTO joined (one, other) VALUES (?1, ?2)";

}  // namespace

Result<std::vector<TopicId>> rule_stories(Database& database, const StoryRulings& rulings, Timestamp now,
                                          std::string_view tag_authority) {
  Transaction transaction(database, Transaction::Kind::Write);
  Memberships memberships(transaction, now);
  Stories stories(transaction, memberships, tag_authority);
  transaction.execute(kForgetApart);
  for (const auto& [one, other] : rulings.split) transaction.execute(kKeepApart, one, other);
  transaction.execute(kForgetJoined);
  for (const auto& [one, other] : rulings.join) transaction.execute(kJoin, one, other);
  std::set<std::int64_t> to_part;
  for (const auto& [one, other] : rulings.split) {
    const std::optional<std::int64_t> story = stories.of_entry(one);
    if (story && story == stories.of_entry(other)) to_part.insert(*story);
  }
  for (const std::int64_t story : to_part) stories.part(story, rulings.split);
  for (const auto& [one, other] : rulings.join) {
    const std::optional<std::int64_t> its_story = stories.of_entry(one);
    const std::optional<std::int64_t> other_story = stories.of_entry(other);
    if (its_story && other_story) stories.join(*its_story, *other_story);
  }
  return transaction.commit(memberships.finish());
}

}  // namespace commonplace::store::sqlite
