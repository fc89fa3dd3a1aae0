// The keys of the configuration as documents for operators, made of the lists that the loader reads by: what is written
// there cannot differ from what is done.

#pragma once

#include <string>

namespace commonplace::config {

std::string reference_to_markdown();  // docs/configuration.md
std::string reference_to_man();       // commonplace.toml(5), in man(7)

}  // namespace commonplace::config
