#include "commonplace/result.h"

namespace commonplace {
namespace {

struct Row {
  Errc code;
  std::string_view name;
  bool transient;
};

constexpr Row kRows[] = {
    {Errc::Offline, "offline", true},
    {Errc::NameNotFound, "name_not_found", true},
    {Errc::ConnectFailed, "connect_failed", true},
    {Errc::ConnectionLost, "connection_lost", true},
    {Errc::TimedOut, "timed_out", true},
    {Errc::TlsFailed, "tls_failed", true},
    {Errc::AddressBlocked, "address_blocked", false},
    {Errc::SchemeNotAllowed, "scheme_not_allowed", false},
    {Errc::TooManyRedirects, "too_many_redirects", false},
    {Errc::BadRedirect, "bad_redirect", false},
    {Errc::Cancelled, "cancelled", true},
    {Errc::Held, "held", true},
    {Errc::HttpStatus, "http_status", true},
    {Errc::Gone, "gone", false},
    {Errc::RateLimited, "rate_limited", true},
    {Errc::BadResponse, "bad_response", true},
    {Errc::TooLarge, "too_large", false},
    {Errc::Empty, "empty", true},
    {Errc::NotAFeed, "not_a_feed", false},
    {Errc::Malformed, "malformed", false},
    {Errc::BadUrl, "bad_url", false},
    {Errc::BadQuery, "bad_query", false},
    {Errc::StoreLocked, "store_locked", true},
    {Errc::StoreCorrupt, "store_corrupt", false},
    {Errc::StoreNewer, "store_newer", false},
    {Errc::StoreFailed, "store_failed", true},
    {Errc::NotFound, "not_found", false},
    {Errc::BadConfig, "bad_config", false},
    {Errc::Io, "io", true},
};

constexpr const Row& row_of(Errc code) { return kRows[static_cast<std::size_t>(code)]; }

constexpr bool rows_are_in_order() {
  for (std::size_t i = 0; i < std::size(kRows); ++i) {
    if (static_cast<std::size_t>(kRows[i].code) != i) return false;
  }
  return true;
}
static_assert(rows_are_in_order() && std::size(kRows) == static_cast<std::size_t>(Errc::Io) + 1);

}  // namespace

bool is_transient(Errc code) { return row_of(code).transient; }

std::string_view name(Errc code) { return row_of(code).name; }

}  // namespace commonplace
