// Memory that nobody uses any more → the system.

#pragma once

namespace commonplace::runtime {

// Allocators keep what is freed for the next who asks: after a burst that may be hundreds of megabytes. Takes some
// milliseconds, in which threads that allocate may have to wait.
void give_back_memory();

}  // namespace commonplace::runtime
