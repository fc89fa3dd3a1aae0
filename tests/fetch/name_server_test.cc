#include "fetch/curl/name_server.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <future>
#include <optional>

namespace commonplace::fetch::curl {
namespace {

using namespace std::chrono_literals;

struct Asked {
  void ask(NameServer& server) {
    auto keep = [this](const std::exception_ptr&, bool silent) { answers.push_back(silent); };
    boost::asio::co_spawn(net, server.is_silent("news.example"), keep);
  }

  boost::asio::io_context net{1};
  std::vector<bool> answers;
};

TEST(NameServer, IsAskedOnceByManyAtATime) {
  auto looks = std::make_shared<std::atomic<int>>(0);
  Asked asked;
  NameServer server(asked.net.get_executor(), [looks](const std::string&) { return ++*looks > 0; });
  for (int i = 0; i < 3; ++i) asked.ask(server);
  asked.net.run();
  EXPECT_EQ(asked.answers, (std::vector{true, true, true}));
  EXPECT_EQ(*looks, 1);
}

TEST(NameServer, IsNotWaitedForOnceItIsClosed) {
  std::promise<bool> answer;
  Asked asked;
  NameServer server(asked.net.get_executor(),
                    [never = answer.get_future().share()](const std::string&) { return never.get(); });
  asked.ask(server);
  asked.ask(server);
  boost::asio::post(asked.net, [&server] { server.close(); });
  asked.net.run_for(5s);
  EXPECT_EQ(asked.answers, (std::vector{false, false}));
  answer.set_value(true);
}

}  // namespace
}  // namespace commonplace::fetch::curl
