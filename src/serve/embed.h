// A topic in somebody else's frame: how many stories its address asks for → the page with so many.

#pragma once

#include <memory>
#include <variant>

#include "serve/message.h"
#include "serve/snapshot.h"

namespace commonplace::serve {

// A number of stories that is asked for. The caller makes the page, on a thread that has time for it.
struct EmbedQuery {
  std::string path;
  std::shared_ptr<const Embed> embed;
  std::size_t limit = 0;  // no more than there are
};

// `usual` is the page that is sent where nothing is asked for. A bad `limit` is a 400 that says why, also in the frame.
std::variant<Response, EmbedQuery> respond_with_embed(const Request& request, std::string path,
                                                      std::shared_ptr<const Embed> embed,
                                                      const std::shared_ptr<const Representation>& usual);

std::shared_ptr<const Representation> represent(const EmbedQuery& query, std::string_view accept_encoding);

}  // namespace commonplace::serve
