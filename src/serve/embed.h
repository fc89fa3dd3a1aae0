// A topic in somebody else's frame: how many stories its address asks for → the page with so many.

#pragma once

#include <memory>

#include "serve/message.h"
#include "serve/snapshot.h"

namespace commonplace::serve {

// `usual` is the page that is sent where nothing is asked for. A bad `limit` is a 400 that says why, also in the frame.
Response respond_with_embed(const Request& request, const Embed& embed,
                            const std::shared_ptr<const Representation>& usual);

}  // namespace commonplace::serve
