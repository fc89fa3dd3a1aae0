#include "serve/negotiate.h"

#include <optional>

#include "base/text.h"

namespace commonplace::serve {
namespace {

// "0.8" → 800; a weight that is none counts as 0: the client wanted to say something, but not "gladly".
int parse_weight(std::string_view text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return 0;
  int weight = (text[0] - '0') * 1000;
  if (text.size() == 1) return weight;
  if (text[1] != '.' || text.size() > 5) return 0;
  int place = 100;
  for (const char digit : text.substr(2)) {
    if (!base::is_ascii_digit(digit)) return 0;
    weight += (digit - '0') * place;
    place /= 10;
  }
  return weight > 1000 ? 0 : weight;
}

struct Coding {
  std::string_view name;
  int weight = 1000;
};

Coding read_coding(std::string_view element) {
  const auto parts = base::split(element, ';');
  Coding coding{base::trim(parts.front())};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::string_view parameter = base::trim(parts[i]);
    if (base::starts_with_ignoring_case(parameter, "q=")) coding.weight = parse_weight(parameter.substr(2));
  }
  return coding;
}

}  // namespace

Encoding choose_encoding(std::string_view accept_encoding, Offer offer) {
  if (accept_encoding.empty()) return Encoding::Identity;
  std::optional<int> brotli, gzip, identity, any;
  for (const std::string_view element : base::split(accept_encoding, ',')) {
    const Coding coding = read_coding(element);
    if (base::equals_ignoring_case(coding.name, "br"))
      brotli = coding.weight;
    else if (base::equals_ignoring_case(coding.name, "gzip") || base::equals_ignoring_case(coding.name, "x-gzip"))
      gzip = coding.weight;
    else if (base::equals_ignoring_case(coding.name, "identity"))
      identity = coding.weight;
    else if (coding.name == "*")
      any = coding.weight;
  }
  const int brotli_weight = offer.brotli ? brotli.value_or(0) : 0;
  const int gzip_weight = offer.gzip ? gzip.value_or(any.value_or(0)) : 0;
  // What is not named is acceptable, but was not asked for either: whatever the others weigh wins over it.
  const int identity_weight = identity.value_or(0);
  if (brotli_weight > 0 && brotli_weight >= gzip_weight && brotli_weight >= identity_weight) return Encoding::Brotli;
  return gzip_weight > 0 && gzip_weight >= identity_weight ? Encoding::Gzip : Encoding::Identity;
}

}  // namespace commonplace::serve
