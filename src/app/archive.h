// The stories that joined a topic → its archive documents: as they are while more may come, as they were once they are
// complete.

#pragma once

#include <optional>
#include <string>

#include "app/live.h"
#include "commonplace/publish.h"
#include "store/store.h"

namespace commonplace::app {

struct ArchiveDocument {
  Rendered rendered;
  std::chrono::seconds max_age{};
};

// Nothing where there is no document of this number. What its publisher withdrew or the operator hides stands in none,
// whatever is kept: in its place readers are told so. Blocks on the store; for a reader pool.
Result<std::optional<ArchiveDocument>> archive_document(store::Store& store, const Live& live, const Topic& topic,
                                                        std::size_t number);

// The complete document as it is to be kept: for good, whatever becomes of its stories and of the topic's rule.
Result<std::string> archive_to_keep(store::Store& store, const Live& live, const Topic& topic, std::size_t number);

}  // namespace commonplace::app
