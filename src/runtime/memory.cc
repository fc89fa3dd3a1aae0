#include "runtime/memory.h"

#include <malloc.h>

namespace commonplace::runtime {

void give_back_memory() {
#ifdef __GLIBC__
  ::malloc_trim(0);
#endif
}

}  // namespace commonplace::runtime
