#include "fetch/site.h"

#include <libpsl.h>

#include "base/text.h"

namespace commonplace::fetch {
namespace {

bool is_address(std::string_view host) {
  return host.find(':') != std::string_view::npos ||
         (!host.empty() && base::is_ascii_digit(host.back()));  // no top-level domain ends in a digit
}

}  // namespace

std::string site_of(std::string_view host) {
  std::string name(host);
  if (is_address(host)) return name;
  // The longest suffix of the list, and one label more.
  std::size_t label = 0;
  for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1)) {
    if (psl_is_public_suffix2(psl_builtin(), name.c_str() + label, PSL_TYPE_ICANN)) break;
    if (psl_is_public_suffix2(psl_builtin(), name.c_str() + dot + 1, PSL_TYPE_ICANN)) break;
    label = dot + 1;
  }
  return name.substr(label);
}

}  // namespace commonplace::fetch
