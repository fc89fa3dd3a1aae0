// The version, from CMakeLists.txt.

#pragma once

namespace commonplace::app {

inline constexpr char kVersion[] = COMMONPLACE_VERSION;

}  // namespace commonplace::app
