// The value of `alerts` in [service]: { webhook = "https://…", after = "6h", headers = { … }, allow_networks = [ … ] }.

#pragma once

#include "config/config.h"
#include "config/value.h"

namespace commonplace::config {

void read_alerts(const Value& value, Alerts& target);

}  // namespace commonplace::config
