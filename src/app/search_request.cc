#include "app/search_request.h"

#include <utility>

namespace commonplace::app {

store::SearchRequest search_request(Query query, const config::Config& config) {
  store::SearchRequest request;
  request.query = std::move(query);
  for (const Source& source : config.sources) request.tags[source.slug] = source.tags;
  return request;
}

}  // namespace commonplace::app
