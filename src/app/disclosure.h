// Stories as the store has them → what readers of a topic may know of them. From sources that only topics with tokens
// take, readers of other topics get nothing: no copy, and neither the key nor the id that a story has from its first
// one.

#pragma once

#include <optional>
#include <string>

#include "app/live.h"
#include "serve/snapshot.h"
#include "store/store.h"

namespace commonplace::app {

class Disclosure {
 public:
  Disclosure(store::PageStore& store, const Live& live, serve::Audience audience);

  // Whether everything may be known.
  bool is_whole() const { return is_whole_; }
  // Leaves what they may see. False: nothing is left.
  Result<bool> narrow(store::StoryRow& story) const;
  // By which id they know the story that feeds know by this one: its own, or one minted for the first copy that they
  // may see, be it withdrawn by now. Nothing where it cannot be told any more.
  Result<std::optional<std::string>> id_of(const std::string& atom_id) const;

 private:
  bool is_guarded(const std::string& source) const { return live_.guarded_sources.contains(source); }

  store::PageStore& store_;
  const Live& live_;
  bool is_whole_;
};

}  // namespace commonplace::app
