// What the mender found wrong, counted by kind: a document with ten thousand bare ampersands is one issue.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "commonplace/result.h"

namespace commonplace::xml {

enum class Damage : std::uint8_t {
  BeforeDeclaration,
  OutsideRoot,
  SeveralRoots,
  StrayLessThan,
  UnendedSection,
  UnendedTag,
  Truncated,
  UnclosedElement,
  TooDeep,
  StrayEndTag,
  MisspelledEndTag,
  BadAttribute,
  DuplicateAttribute,
  BareAmpersand,
  UndefinedEntity,
  RefusedEntity,
  BadCharacterReference,
  IllegalCharacter,
};
inline constexpr std::size_t kDamageKinds = 18;

class DamageReport {
 public:
  // `offset` into the document; of each kind the first place is remembered.
  void note(Damage damage, std::size_t offset);
  void clear() { found_ = {}; }

  std::vector<Issue> issues(std::string_view document) const;

 private:
  struct Found {
    std::size_t count = 0;
    std::size_t first = 0;
  };
  std::array<Found, kDamageKinds> found_;
};

}  // namespace commonplace::xml
