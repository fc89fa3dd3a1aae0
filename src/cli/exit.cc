#include "cli/exit.h"

#include <iostream>

#include "text/line.h"

namespace commonplace::cli {

int exit_code(Errc code) {
  switch (code) {
    case Errc::TooLarge:
    case Errc::Empty:
    case Errc::NotAFeed:
    case Errc::Malformed:
    case Errc::BadUrl:
    case Errc::BadQuery:
      return kBadData;
    case Errc::Offline:
    case Errc::NameNotFound:
    case Errc::ConnectFailed:
    case Errc::ConnectionLost:
    case Errc::TimedOut:
    case Errc::TlsFailed:
    case Errc::AddressBlocked:
    case Errc::TooManyRedirects:
    case Errc::BadRedirect:
    case Errc::HttpStatus:
    case Errc::Gone:
    case Errc::Held:
    case Errc::RateLimited:
    case Errc::BadResponse:
    case Errc::StoreLocked:
      return kUnavailable;
    case Errc::StoreCorrupt:
    case Errc::StoreFailed:
    case Errc::Io:
      return kIo;
    case Errc::StoreNewer:
    case Errc::BadConfig:
      return kBadConfig;
    default:
      return kFailed;
  }
}

int complain(const Error& error) {
  std::cerr << "commonplace: " << text::without_controls(error.detail) << '\n';
  return exit_code(error.code);
}

}  // namespace commonplace::cli
