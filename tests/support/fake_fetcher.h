// A Fetcher with a script for each URL, which remembers what it was asked.

#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "fetch/fetcher.h"

namespace commonplace::testing {

// Belongs to one thread, as the real one does.
class FakeFetcher final : public fetch::Fetcher {
 public:
  using Script = std::function<Result<fetch::FetchResponse>(const fetch::FetchRequest&)>;

  // Each answer is given once, in order; the last one for ever.
  void answer(std::string_view url, Result<fetch::FetchResponse> response);
  void script(std::string_view url, Script script);

  // A URL without a script gets NameNotFound. Resumes after a round through the executor, as the network would.
  runtime::Task<Result<fetch::FetchResponse>> fetch(fetch::FetchRequest request) override;

  const std::vector<fetch::FetchRequest>& requests() const { return requests_; }
  std::size_t count(std::string_view url) const;

 private:
  std::map<std::string, std::deque<Script>, std::less<>> scripts_;
  std::vector<fetch::FetchRequest> requests_;
};

// A response as a test writes it down; its url is filled in by the FakeFetcher where it is left empty.
fetch::FetchResponse make_response(int status, std::string body = {},
                                   std::vector<std::pair<std::string, std::string>> headers = {});

}  // namespace commonplace::testing
