#include "app/outage.h"

#include <algorithm>
#include <utility>

namespace commonplace::app {
namespace {

// What may happen without a packet from the network, or with one that says nothing.
bool tells_nothing(Errc code) {
  switch (code) {
    case Errc::ConnectFailed:
    case Errc::TimedOut:
    case Errc::AddressBlocked:
    case Errc::SchemeNotAllowed:
    case Errc::BadUrl:
    case Errc::BadConfig:
    case Errc::Cancelled:
    case Errc::Held:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool Outage::is_suspect(const std::string& slug) const {
  const auto suspect = suspects_.find(slug);
  return suspect != suspects_.end() && suspect->second >= kExcuses;
}

bool Outage::excuses(const std::string& slug, const std::optional<Error>& error, Timestamp now) {
  if (error && error->code == Errc::Offline) {
    if (is_suspect(slug)) return false;
    const int times = ++unreached_[slug];
    if (unreached_.size() == 1 && times > kExcuses) {
      end();
      return false;
    }
    if (!since_) since_ = now;
    why_ = error->detail;
    return true;
  }
  if (error && tells_nothing(error->code)) return false;
  unreached_.erase(slug);
  suspects_.erase(slug);
  for (const auto& [other, times] : std::exchange(unreached_, {})) ++suspects_[other];
  end();
  return false;
}

void Outage::end() {
  since_.reset();
  why_.clear();
  wait_ = kFirstWait;
}

std::string Outage::in_words() const {
  if (!since_) return {};
  return "cut off from the network since " + to_rfc3339(*since_) + " (" + why_ +
         "); no source is to blame, and one is tried every " + std::to_string(kLongestWait.count()) + " seconds";
}

std::chrono::seconds Outage::next_wait() { return std::exchange(wait_, std::min(wait_ * 2, kLongestWait)); }

}  // namespace commonplace::app
