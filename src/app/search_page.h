// What somebody asks of the search → the page that answers it.

#pragma once

#include "app/live.h"
#include "commonplace/publish.h"
#include "store/store.h"

namespace commonplace::app {

struct SearchAnswer {
  SearchPage page;
  int status = 200;  // of HTTP: 400 where what is asked for makes no sense, 503 where the search took too long
};

// Blocks on the store; for a reader pool. Only the latest entries that may match are looked at, and for no longer than
// a reader waits. A feed has the newest first, whatever was asked. Error: the store could not be read.
Result<SearchAnswer> search_page(store::Store& store, const Live& live, SearchParameters asked, OutputFormat format);

}  // namespace commonplace::app
