// Every public document as a file of a folder, for web servers that run nothing of ours.

#pragma once

#include <filesystem>

#include "app/live.h"
#include "store/store.h"

namespace commonplace::app {

struct StaticSite {
  std::size_t documents = 0;
  std::size_t changed = 0;  // of them, and new ones
  std::size_t removed = 0;  // documents that were there before
};

// Writes what the daemon serves, byte for byte, beside that packed with gzip and brotli, and what servers should say of
// it. Each file is replaced at once; what is the same is not touched; what an earlier call wrote and is published no
// more is removed, and nothing else. What is not for everybody is not written. Error: Io; of the store.
Result<StaticSite> render_site(store::Store& store, const std::shared_ptr<const Live>& live, Timestamp now,
                               const std::filesystem::path& folder);

}  // namespace commonplace::app
