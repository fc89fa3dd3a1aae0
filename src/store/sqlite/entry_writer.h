// One entry → its rows, but for story and memberships.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "commonplace/dedup.h"
#include "store/sqlite/copy_finder.h"
#include "store/sqlite/database.h"

namespace commonplace::store::sqlite {

class EntryWriter {
 public:
  // What is written with a sketch is added to `sketched`, which refers to the sketches that it was given.
  EntryWriter(Transaction& transaction, std::vector<SketchedRow>& sketched)
      : transaction_(transaction), sketched_(sketched) {}

  // Returns the row.
  std::int64_t insert(SourceId source, const EntryChange& change, std::int64_t story, const Entry& entry);
  // The row as it is from now on.
  void update(std::int64_t row, const EntryChange& change, const Entry& entry, const dedup::Sketch& sketch);
  void rename(std::int64_t row, std::string_view identity);

 private:
  void write_body(std::int64_t row, const Entry& entry);
  void write_event(std::int64_t row, const Entry& entry);
  void write_sketch(std::int64_t row, const Entry& entry, const dedup::Sketch& sketch);
  void write_origins(std::int64_t row, const EntryChange& change);

  Transaction& transaction_;
  std::vector<SketchedRow>& sketched_;
};

}  // namespace commonplace::store::sqlite
