#include "config/networks.h"

#include "fetch/guard.h"

namespace commonplace::config {

void read_networks(const Value& value, std::vector<std::string>& target) {
  std::vector<std::string> networks;
  if (!value.read(networks)) return;
  if (const auto guard = fetch::AddressGuard::allowing(networks)) {
    target = std::move(networks);
  } else {
    value.complain(guard.error().detail);
  }
}

}  // namespace commonplace::config
