// Which commonplace this is.

#pragma once

namespace commonplace {

const char* version();  // of the library that was linked: "1.2.3"

}  // namespace commonplace
