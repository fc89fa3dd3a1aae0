// config_reference markdown|man: writes the reference of the configuration to standard output.

#include <iostream>
#include <string_view>

#include "config/reference.h"

int main(int argc, char** argv) {
  const std::string_view form = argc == 2 ? argv[1] : "";
  if (form == "markdown") {
    std::cout << commonplace::config::reference_to_markdown();
  } else if (form == "man") {
    std::cout << commonplace::config::reference_to_man();
  } else {
    std::cerr << "usage: config_reference markdown|man\n";
    return 64;
  }
  return std::cout.flush() ? 0 : 74;
}
