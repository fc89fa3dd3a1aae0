#include "ingest/echo.h"

#include <string_view>

#include "base/text.h"

namespace commonplace {

bool is_echo(const Entry& entry, const Self& self) {
  const auto is_ours = [&self](std::string_view address) {
    return !self.public_url.empty() && address.starts_with(self.public_url + "/topics/");
  };
  if (base::starts_with_ignoring_case(entry.id, "tag:" + self.tag_authority + ",")) return true;
  return entry.origin && (is_ours(entry.origin->id) || is_ours(entry.origin->link));
}

}  // namespace commonplace
