#include "cli/mistakes.h"

#include <iostream>

namespace commonplace::cli {

bool tell_mistakes(const std::vector<config::Message>& messages) {
  bool any = false;
  for (const config::Message& message : messages) {
    if (message.severity != config::Message::Severity::Error) continue;
    std::cerr << message.to_string() << '\n';
    any = true;
  }
  return any;
}

}  // namespace commonplace::cli
