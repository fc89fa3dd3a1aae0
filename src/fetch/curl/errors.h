// libcurl's error codes → ours, in one sentence for an operator.

#pragma once

#include <curl/curl.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "commonplace/result.h"
#include "fetch/curl/egress.h"

namespace commonplace::fetch::curl {

// How far a transfer came.
enum class Stage { Resolving, Connecting, Securing, Waiting, Receiving };

// What is known of a failed transfer.
struct Failure {
  CURLcode code = CURLE_OK;
  std::string_view host;     // with the port where it is not the scheme's own
  std::string_view address;  // empty: never connected
  std::string_view proxy;    // host of the proxy; empty: none
  int proxy_status = 0;      // what it answered to CONNECT; 0: nothing
  Stage stage = Stage::Resolving;
  std::chrono::milliseconds limit{0};
  std::chrono::seconds slow{0};  // for so long it was too slow, where it was
  std::int64_t received = 0;     // body bytes as sent
  std::int64_t announced = -1;   // Content-Length; -1: none
  long verification = 0;         // OpenSSL's X509_V_ERR_…
  int system_error = 0;          // errno of the failed connect
  std::string_view words;        // libcurl's own; may be empty
};

Error to_error(const Failure& failure);

// Where `easy` stands or stood.
Stage stage_of(CURL* easy, EgressGate::Way way);

// A peer slower than this sends too slowly.
constexpr long kSlowBytesPerSecond = 64;

}  // namespace commonplace::fetch::curl
