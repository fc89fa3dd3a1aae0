// What systemd wants to hear, and the sockets it opened for us. Nothing happens where it did not start us.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace commonplace::app {

void notify_ready(const std::string& status);
void notify_reloading();
void notify_stopping();
void notify_watchdog();

// Half of what WatchdogSec= asks for; nothing without one.
std::optional<std::chrono::microseconds> watchdog_interval();

struct ActivatedSocket {
  int descriptor;
  std::string name;  // FileDescriptorName=
};
std::vector<ActivatedSocket> activated_sockets();

}  // namespace commonplace::app
