#include "normalize/type.h"

#include "base/text.h"
#include "model/type_names.h"

namespace commonplace::normalize {
namespace {

std::optional<std::string> spelled_properly(std::string_view name, const std::vector<std::string>& more_names) {
  if (name.empty()) return std::nullopt;
  for (const std::string& own : more_names) {
    if (base::equals_ignoring_case(own, name)) return own;
  }
  for (const std::string_view known : kTypeNames) {
    if (base::equals_ignoring_case(known, name)) return std::string(known);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> named_type(std::string_view meta_type, const std::vector<Category>& categories,
                                      const std::vector<std::string>& more_names) {
  if (auto type = spelled_properly(meta_type, more_names)) return type;
  for (const Category& category : categories) {
    if (auto type = spelled_properly(category.term, more_names)) return type;
    if (auto type = spelled_properly(category.label, more_names)) return type;
  }
  return std::nullopt;
}

}  // namespace commonplace::normalize
