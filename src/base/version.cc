#include "commonplace/version.h"

namespace commonplace {

const char* version() { return COMMONPLACE_VERSION; }  // from CMakeLists.txt

}  // namespace commonplace
