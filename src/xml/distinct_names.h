// The names of one tag's attributes: few as a rule, two hundred thousand from an attacker.

#pragma once

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace commonplace::xml {

class DistinctNames {
 public:
  // Whether `name` is new.
  bool insert(std::string_view name) {
    if (few_.size() < kFew) {
      if (std::find(few_.begin(), few_.end(), name) != few_.end()) return false;
      few_.push_back(name);
      return true;
    }
    if (many_.empty()) many_.insert(few_.begin(), few_.end());
    return many_.insert(name).second;
  }

  void clear() {
    few_.clear();
    if (!many_.empty()) many_ = {};  // clear() would visit every bucket again for each tag to come
  }

 private:
  static constexpr std::size_t kFew = 8;
  std::vector<std::string_view> few_;
  std::unordered_set<std::string_view> many_;
};

}  // namespace commonplace::xml
