// Entry → digest of what a reader sees: the same identity with another fingerprint is an edit.

#include "base/digest.h"
#include "commonplace/dedup.h"

namespace commonplace {
namespace {

// Fields are hashed one into the next, so that text cannot move between them unnoticed.
class Digest {
 public:
  Digest& add(std::string_view field) {
    value_ = base::fast_hash(field, value_ + 1);
    return *this;
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0;
};

}  // namespace

std::uint64_t fingerprint(const Entry& entry) {
  Digest digest;
  digest.add(entry.title).add(entry.link).add(entry.summary.html()).add(entry.content.html()).add(entry.type);
  for (const Person& author : entry.authors) digest.add(author.name);
  for (const Enclosure& enclosure : entry.enclosures) digest.add(enclosure.url);
  if (entry.image) digest.add(entry.image->url).add(entry.image->alt);
  if (entry.event) {
    digest.add(to_rfc3339(entry.event->start)).add(entry.event->location);
    if (entry.event->end) digest.add(to_rfc3339(*entry.event->end));
  }
  return digest.value();
}

}  // namespace commonplace
