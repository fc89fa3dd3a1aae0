// The operator's `keep` → what is taken out of the store (SPEC §9).

#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/live.h"
#include "commonplace/result.h"
#include "store/store.h"

namespace commonplace::app {

// How many entries of each source, by slug; sources that lose none are left out.
using Outlived = std::map<std::string, std::size_t>;

// What a Pruning would take out. Blocks; for a reader or the writer.
Result<Outlived> count_outlived(store::Store& store, const Live& live, Timestamp now);

// Takes out what has outlived what the configuration says, a portion at a time, so that others write in between.
class Pruning {
 public:
  // `sources` are looked through in this order, as many entries as each has now.
  explicit Pruning(std::vector<store::SourceRow> sources) : sources_(std::move(sources)) {}

  // At most so many entries, in one transaction a source; returns what they were. None were left where it takes out
  // none. Blocks; for the writer.
  Result<Outlived> take_out(store::Store& store, const Live& live, Timestamp now, std::size_t most);

  // All that was taken out so far.
  const Outlived& taken_out() const { return taken_out_; }

 private:
  std::vector<store::SourceRow> sources_;
  std::size_t next_ = 0;  // those before it have nothing left
  Outlived taken_out_;
};

}  // namespace commonplace::app
