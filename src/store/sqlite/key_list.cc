#include "store/sqlite/key_list.h"

#include <algorithm>

#include "base/text.h"

namespace commonplace::store::sqlite {

std::string write_keys(std::vector<std::string> keys) {
  std::ranges::sort(keys);
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::string written = "[";
  for (const std::string& key : keys) {
    if (written.size() > 1) written += ',';
    written += '"' + key + '"';
  }
  return written + "]";
}

std::string with_keys(std::string_view written, std::vector<std::string> more) {
  if (written.size() > 2) {
    for (const std::string_view quoted : base::split(written.substr(1, written.size() - 2), ',')) {
      more.emplace_back(quoted.substr(1, quoted.size() - 2));
    }
  }
  return write_keys(std::move(more));
}

}  // namespace commonplace::store::sqlite
