// What stands at the address of an entry: its page, somebody else's, or what is left of it.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "app/live.h"
#include "commonplace/publish.h"
#include "serve/guard.h"
#include "store/store.h"

namespace commonplace::app {

// What is shown in place of an entry that is not: one of its story.
struct OtherEntry {
  std::string key;
};
struct NoEntry {};
// An entry that is in no topic which everybody may read.
struct GuardedEntry {
  EntryPage page;
  serve::Guard guard;
  std::optional<std::string> instead;  // key of a copy that everybody may read
};
using EntryAnswer = std::variant<EntryPage, GuardedEntry, OtherEntry, GonePage, NoEntry>;

// How long an entry's page is good.
constexpr std::chrono::hours kEntryAge{1};

// What stands at the address of the entry, or the story, with this key; as it was in an earlier revision.
Result<EntryAnswer> answer_entry(store::PageStore& pages, const Live& live, std::string_view key,
                                 std::optional<std::uint32_t> revision = {});

}  // namespace commonplace::app
