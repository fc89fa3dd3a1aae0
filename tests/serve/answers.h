// Looking into answers, wherever their headers and bodies are kept.

#pragma once

#include <string>
#include <string_view>

#include "serve/message.h"

namespace commonplace::serve {

// The first header of that name; empty where there is none.
inline std::string header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  std::string lines = "\r\n";
  for (const std::string_view part : response.spelled.parts) lines += part;
  const std::string start = "\r\n" + std::string(name) + ": ";
  const auto at = lines.find(start);
  if (at == std::string::npos) return {};
  const auto begin = at + start.size();
  return lines.substr(begin, lines.find("\r\n", begin) - begin);
}

}  // namespace commonplace::serve
