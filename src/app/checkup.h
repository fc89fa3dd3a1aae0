// Whether this machine lets the service do its work: what is wrong with the drop-ins, the folder, the store, the disk
// and the clock, each in one sentence with what helps. Asks nobody; `commonplace doctor` adds who answers.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/configuration.h"

namespace commonplace::app {

enum class Verdict { Ok, Warn, Fail };

std::string_view name(Verdict verdict);  // "ok" "warn" "fail"

struct CheckupFinding {
  std::string subject;  // "configuration"
  Verdict verdict = Verdict::Ok;
  std::string message;
  std::string next;  // a command, or what to do; empty: nothing

  friend bool operator==(const CheckupFinding&, const CheckupFinding&) = default;
};

using Findings = std::vector<CheckupFinding>;

Findings check_configuration(const InForce& in_force, const std::string& directory);
// Who may read what holds secrets, and who may change what the service obeys.
Findings check_permissions(const InForce& in_force, const std::string& directory);
// The store's file: owner, soundness (all of it is read), and times in it that are still to come.
Findings check_store(const config::Service& service, Timestamp now);
Findings check_disk(const config::Service& service);
Findings check_clock();

}  // namespace commonplace::app
