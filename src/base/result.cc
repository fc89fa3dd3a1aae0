#include "commonplace/result.h"

namespace commonplace {
namespace {

struct Row {
  Errc code;
  std::string_view name;
};

constexpr Row kRows[] = {
    {Errc::Offline, "offline"},
    {Errc::NameNotFound, "name_not_found"},
    {Errc::ConnectFailed, "connect_failed"},
    {Errc::ConnectionLost, "connection_lost"},
    {Errc::TimedOut, "timed_out"},
    {Errc::TlsFailed, "tls_failed"},
    {Errc::AddressBlocked, "address_blocked"},
    {Errc::SchemeNotAllowed, "scheme_not_allowed"},
    {Errc::TooManyRedirects, "too_many_redirects"},
    {Errc::BadRedirect, "bad_redirect"},
    {Errc::Cancelled, "cancelled"},
    {Errc::Held, "held"},
    {Errc::HttpStatus, "http_status"},
    {Errc::Gone, "gone"},
    {Errc::RateLimited, "rate_limited"},
    {Errc::BadResponse, "bad_response"},
    {Errc::TooLarge, "too_large"},
    {Errc::Empty, "empty"},
    {Errc::NotAFeed, "not_a_feed"},
    {Errc::Malformed, "malformed"},
    {Errc::BadUrl, "bad_url"},
    {Errc::BadQuery, "bad_query"},
    {Errc::StoreLocked, "store_locked"},
    {Errc::StoreCorrupt, "store_corrupt"},
    {Errc::StoreNewer, "store_newer"},
    {Errc::StoreFailed, "store_failed"},
    {Errc::NotFound, "not_found"},
    {Errc::BadConfig, "bad_config"},
    {Errc::Io, "io"},
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

std::string_view name(Errc code) { return row_of(code).name; }

}  // namespace commonplace
