// What failed and why: one small error value used everywhere.
//
// A feed that fails is the normal case, so failure is data. `detail` is one sentence for an operator: it names
// what was found and, where it helps, what would be right. It never holds a secret.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace commonplace {

enum class Errc {
  // transport
  Offline,  // this machine's network or name server, whatever the other side
  NameNotFound,
  ConnectFailed,
  ConnectionLost,
  TimedOut,
  TlsFailed,
  AddressBlocked,
  SchemeNotAllowed,
  TooManyRedirects,
  BadRedirect,
  Cancelled,
  Held,  // not asked: its host wants to be left alone for a while
  // http
  HttpStatus,
  Gone,
  RateLimited,
  BadResponse,
  // document
  TooLarge,
  Empty,
  NotAFeed,
  Malformed,
  BadUrl,
  BadQuery,
  // store
  StoreLocked,
  StoreCorrupt,
  StoreNewer,
  StoreFailed,
  NotFound,
  // configuration and the machine
  BadConfig,
  Io,
};

struct Error {
  Errc code;
  std::string detail;

  friend bool operator==(const Error&, const Error&) = default;
};

template <class T>
using Result = tl::expected<T, Error>;

// For `return fail(Errc::BadUrl, "…")` from any function that returns a Result.
inline tl::unexpected<Error> fail(Errc code, std::string detail) {
  return tl::unexpected<Error>(Error{code, std::move(detail)});
}
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

// A short snake_case name, for logs and tests.
std::string_view name(Errc code);

// What an issue is about; what it means for readers follows from that.
enum class IssueKind : std::uint8_t { Other, Encoding, Syntax, Namespace, Limit };

// Something wrong in a document that did not stop us, in words fit for its publisher.
struct Issue {
  std::string text;
  std::uint32_t line = 0;  // in the document; 0 where it has no single place
  IssueKind kind = IssueKind::Other;

  friend bool operator==(const Issue&, const Issue&) = default;
};

}  // namespace commonplace
