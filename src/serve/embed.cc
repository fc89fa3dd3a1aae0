#include "serve/embed.h"

#include <optional>

#include "base/text.h"
#include "serve/headers.h"
#include "serve/respond.h"

namespace commonplace::serve {
namespace {

// Of a repeated one the last counts; an empty one is none.
std::string_view limit_of(std::string_view query) {
  constexpr std::string_view kName = "limit=";
  std::string_view limit;
  for (const std::string_view parameter : base::split(query, '&')) {
    if (parameter.starts_with(kName)) limit = parameter.substr(kName.size());
  }
  return limit;
}

}  // namespace

Response respond_with_embed(const Request& request, const Embed& embed,
                            const std::shared_ptr<const Representation>& usual) {
  const std::string_view asked = limit_of(request.query());
  if (asked.empty()) return respond_with(request, usual);
  const std::optional<std::uint64_t> limit = base::parse_decimal(asked);
  if (!limit || *limit == 0 || *limit > Embed::kMost) {
    return plain_text(400,
                      "The limit is the number of stories to show, from 1 to " + std::to_string(Embed::kMost) + ".\n",
                      Framing::Anywhere);
  }
  return respond_with(request, represent_once(render(embed, static_cast<std::size_t>(*limit)), embed.max_age,
                                              Audience::Everybody, request.header("accept-encoding")));
}

}  // namespace commonplace::serve
