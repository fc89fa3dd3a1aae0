// `commonplace discover`: the feeds that an address offers.

#include <boost/asio/io_context.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <iostream>

#include "app/discovery.h"
#include "app/run_to_end.h"
#include "app/source_request.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/table.h"
#include "commonplace/url.h"
#include "runtime/log.h"

namespace commonplace::cli {
namespace {

Result<std::vector<app::FoundFeed>> ask(const config::Service& service, const Url& address) {
  boost::asio::io_context net(1);
  fetch::curl::CurlFetcher network(net.get_executor(), app::fetch_settings(service));
  return app::run_to_end(net, app::discover(network, address));
}

boost::json::object to_object(const app::FoundFeed& feed) {
  boost::json::object object{{"url", without_userinfo(feed.url)}};
  const auto put = [&object](std::string_view member, const std::string& value) {
    if (!value.empty()) object[member] = value;
  };
  put("title", feed.title);
  put("format", feed.format);
  put("type", feed.type);
  object["found"] = std::string(name(feed.where));
  return object;
}

std::string in_words(const app::FoundFeed& feed) {
  switch (feed.where) {
    case app::FoundIn::Address:
      return "the address itself is a feed";
    case app::FoundIn::Head:
      return "announced by the page";
    case app::FoundIn::Link:
      return "linked on the page";
    case app::FoundIn::WellKnown:
      return "not announced, but there";
  }
  return {};
}

void print(const std::vector<app::FoundFeed>& feeds) {
  std::vector<std::vector<std::string>> table;
  table.reserve(feeds.size());
  for (const app::FoundFeed& feed : feeds) {
    table.push_back({without_userinfo(feed.url), feed.format.empty() ? "-" : feed.format, in_words(feed), feed.title});
  }
  print_table({"URL", "FORMAT", "FOUND", "TITLE"}, table, Fit::Whole);
}

}  // namespace

int discover(const app::Launch& launch, const DiscoverOptions& options) {
  runtime::start_log(runtime::LogLevel::Off);
  const Result<Url> address = app::parse_web_address(options.url);
  if (!address) {
    complain(address.error());
    return kUsage;
  }
  const config::Loaded loaded = app::read_configuration(launch);
  if (loaded.service_bad) return complain({Errc::BadConfig, loaded.service_error});
  const Result<std::vector<app::FoundFeed>> found = ask(loaded.config.service, *address);
  if (!found) return complain({found.error().code, without_userinfo(address->href()) + ": " + found.error().detail});
  if (found->empty()) {
    std::cerr
        << "commonplace: " << without_userinfo(address->href())
        << " offers no feed: it announces none, links to none, and none is where feeds usually are; where it lists "
           "news itself, `commonplace add` proposes rules that read it\n";
    return kFailed;
  }
  if (options.json) {
    for (const app::FoundFeed& feed : *found) std::cout << to_object(feed) << '\n';
  } else {
    print(*found);
  }
  return std::cout.flush() ? kDone : kIo;
}

}  // namespace commonplace::cli
