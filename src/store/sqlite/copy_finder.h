// Sketches → the stored entries that may be copies, by an index in memory over the sketches of the last weeks. What was
// published before these weeks is rare, and compared with the stored sketches of its time.

#pragma once

#include <optional>
#include <span>
#include <vector>

#include "dedup/story.h"
#include "dedup/story_index.h"
#include "store/sqlite/database.h"
#include "store/store.h"

namespace commonplace::store::sqlite {

// A row that a transaction wrote, for the index.
struct SketchedRow {
  std::int64_t row = 0;
  Timestamp first_seen;
  const dedup::Sketch* sketch = nullptr;  // not owned
};

class CopyFinder {
 public:
  // RefreshStore::twins and alike. The first call reads the sketches of the window.
  Result<std::vector<std::optional<dedup::Twin>>> twins(Database& database, SourceId source,
                                                        std::span<const dedup::TwinSearch> searches, Timestamp now);
  Result<bool> alike(Database& database, std::span<const dedup::CopySearch> searches, Timestamp now,
                     const RefreshStore::TakeAlike& take);

  // Rows of a transaction that went well. Should it be undone with others afterwards, they do no harm: whatever is
  // found is looked at before it is believed.
  void add(std::span<const SketchedRow> rows);

 private:
  void load(Transaction& transaction, Timestamp now);

  // Long enough for whoever is published up to a week late.
  static constexpr std::chrono::days kWindow = dedup::kComparedWithin + std::chrono::days{8};

  dedup::StoryIndex index_{kWindow};
  bool is_loaded_ = false;
};

}  // namespace commonplace::store::sqlite
