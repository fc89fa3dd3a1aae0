#include "serve/embed.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "serve/form_values.h"
#include "serve/headers.h"
#include "serve/respond.h"

namespace commonplace::serve {

std::variant<Response, EmbedQuery> respond_with_embed(const Request& request, std::string path,
                                                      std::shared_ptr<const Embed> embed,
                                                      const std::shared_ptr<const Representation>& usual) {
  const std::string_view asked = last_value(request.query(), "limit").value_or("");
  if (asked.empty()) return respond_with(request, usual);
  const std::optional<std::uint64_t> limit = base::parse_decimal(asked);
  if (!limit || *limit == 0 || *limit > Embed::kMost) {
    return plain_text(400,
                      "The limit is the number of stories to show, from 1 to " + std::to_string(Embed::kMost) + ".\n",
                      Framing::Anywhere);
  }
  const std::size_t shown = std::min(static_cast<std::size_t>(*limit), embed->stories.size());
  return EmbedQuery{std::move(path), std::move(embed), shown};
}

std::shared_ptr<const Representation> represent(const EmbedQuery& query, std::string_view accept_encoding) {
  return represent_once(render(*query.embed, query.limit), query.embed->max_age, Audience::Everybody, accept_encoding);
}

}  // namespace commonplace::serve
