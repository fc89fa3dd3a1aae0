// The real Fetcher: libcurl on the net thread, redirects followed by our rules, every address checked.

#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "fetch/fetcher.h"

namespace commonplace::fetch::curl {

struct Settings {
  std::string user_agent = "commonplace";
  std::vector<std::string> allow_networks;  // private ranges that every request may enter
  int parallel = 64;                        // transfers in flight; the rest wait their turn
  std::string ca_file;                      // trusted authorities; empty: the system's
};

// Everything, the destructor included, happens on the thread of `executor`, whose context outlives the fetcher.
class CurlFetcher final : public Fetcher {
 public:
  CurlFetcher(boost::asio::any_io_executor executor, Settings settings);
  ~CurlFetcher() override;

  // Takes http and https. Waiting for a turn does not count towards the request's time.
  runtime::Task<Result<FetchResponse>> fetch(FetchRequest request) override;
  std::size_t room() const override;

  // For requests from now on; transfers under way keep what they began with.
  void replace_settings(Settings settings);
  // Ends all transfers with Cancelled, now and from now on.
  void close();

 private:
  std::shared_ptr<class FetcherState> state_;
};

// "commonplace/1.0 (+mailto:ops@example.org)": who we are and whom to write to.
std::string make_user_agent(std::string_view version, std::string_view contact);

}  // namespace commonplace::fetch::curl
