// What an operator has done to the store, and reads of it, through the admin listener.

#pragma once

#include <string>
#include <vector>

#include "commonplace/publish.h"
#include "commonplace/result.h"
#include "runtime/task.h"
#include "serve/message.h"
#include "store/records.h"

namespace commonplace::serve {

class Upkeep {
 public:
  virtual ~Upkeep() = default;

  struct Journal {
    Site site;
    std::vector<store::JournalRow> rows;
  };
  virtual runtime::Task<Result<Journal>> journal() = 0;

  // Takes out what has outlived its `keep`, or only counts it. One line of JSON a source.
  virtual runtime::Task<Result<std::string>> prune(bool dry_run) = 0;

  // Reads the kept documents of these sources again, of all where none is named; stores what that changes, or only
  // tells. One line of JSON an entry. Error: NotFound.
  virtual runtime::Task<Result<std::string>> renormalize(std::vector<std::string> slugs, bool dry_run) = 0;

  // The whole store as it is at this moment, as a SQLite database.
  virtual runtime::Task<Result<Body>> back_up() = 0;
};

}  // namespace commonplace::serve
