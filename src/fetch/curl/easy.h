// One hop: a request as libcurl options, and the answer collected within its limits.

#pragma once

#include <curl/curl.h>

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "commonplace/result.h"
#include "fetch/content_coding.h"
#include "fetch/curl/egress.h"
#include "fetch/fetcher.h"

namespace commonplace::fetch::curl {

// Handles that wait for their next hop: making one costs as much as a 304. Lives longer than the hops.
class IdleHandles {
 public:
  IdleHandles() = default;
  IdleHandles(const IdleHandles&) = delete;
  IdleHandles& operator=(const IdleHandles&) = delete;
  ~IdleHandles();

  CURL* take();  // without options
  void give_back(CURL* easy);

 private:
  std::vector<CURL*> idle_;
};

// Whether the name and password are sent as the server asks for them, or at once, for it takes them as they are.
enum class Login { AsAsked, BasicAtOnce };

// How an address is asked. Not all servers can be asked as HTTP has it.
struct Manner {
  Login login = Login::AsAsked;
  bool conditional = true;  // with the validators, where there are any
};

// What a hop needs besides the request itself.
struct HopSettings {
  const std::string& user_agent;
  const std::string& ca_file;  // empty: libcurl's own
  std::chrono::milliseconds time_left{0};
  bool first_origin = true;  // otherwise validators, headers and credentials stay at home
  Manner manner;
};

// Not movable: libcurl holds its address.
class Hop {
 public:
  // All but `url` and `settings` outlive the hop.
  Hop(IdleHandles& handles, const FetchRequest& request, const Url& url, EgressGate& gate, const HopSettings& settings);
  Hop(const Hop&) = delete;
  Hop& operator=(const Hop&) = delete;
  ~Hop();

  CURL* handle() const { return easy_.get(); }

  // Whether the server wanted the password, and knows no way but to send it as it is.
  bool was_asked_for_basic() const;

  // Once libcurl is done: the complete answer, or why there is none. Throws what was thrown in the midst of libcurl.
  Result<FetchResponse> finish(CURLcode code);

 private:
  struct GiveBack {
    IdleHandles* handles;
    void operator()(CURL* easy) const { handles->give_back(easy); }
  };
  struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };

  void set_connection_options(const FetchRequest& request, const HopSettings& settings);
  void set_request_options(const FetchRequest& request, const HopSettings& settings);
  void set_limits(const FetchRequest& request, const HopSettings& settings);
  void add_header(std::string_view name, std::string_view value);
  void add_line(const char* line);

  static std::size_t on_body(char* data, std::size_t, std::size_t size, void* self);
  static std::size_t on_header(char* data, std::size_t, std::size_t size, void* self);

  using Accept = bool (Hop::*)(std::string_view bytes);
  std::size_t take(std::string_view bytes, Accept accept) noexcept;
  bool accept_header(std::string_view line);
  bool accept_body(std::string_view bytes);
  bool accept_decoded(std::string_view bytes);
  bool stop(Errc code, std::string detail);
  bool body_too_large();
  Error cut_off(std::string_view where) const;
  Error explain(CURLcode code) const;

  std::unique_ptr<CURL, GiveBack> easy_;
  std::unique_ptr<curl_slist, FreeList> request_headers_;
  Url url_;
  EgressGate& gate_;
  FetchLimits limits_;
  bool through_proxy_;

  FetchResponse response_;
  std::size_t header_bytes_ = 0;
  bool in_body_ = false;
  std::size_t body_bytes_ = 0;          // as they were sent
  std::optional<BodyDecoder> decoder_;  // from the first of them on
  std::optional<Error> stopped_;        // why we ended it ourselves
  std::exception_ptr thrown_;           // what must not pass through C
  char curl_words_[CURL_ERROR_SIZE] = "";
};

}  // namespace commonplace::fetch::curl
