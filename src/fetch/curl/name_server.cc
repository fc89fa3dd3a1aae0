// The lookup blocks, for many seconds where nobody answers, and cannot be given up. So it has a thread of its own that
// nobody waits for when the program ends: all that the two share is one word.

#include "fetch/curl/name_server.h"

#include <netdb.h>

#include <atomic>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <system_error>
#include <thread>

namespace commonplace::fetch::curl {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kGlance{50};
constexpr std::chrono::seconds kPatience{10};
constexpr std::chrono::seconds kFresh{5};

enum class Verdict { Pending, Answered, Silent };

runtime::Task<bool> pause(boost::asio::any_io_executor executor) {
  boost::asio::steady_timer timer(executor, kGlance);
  boost::system::error_code woken;
  co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, woken));
  co_return !woken;
}

}  // namespace

bool NameServer::nobody_answers(const std::string& name) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int code = getaddrinfo(name.c_str(), nullptr, &hints, &found);
  if (code == 0) freeaddrinfo(found);
  return code == EAI_AGAIN;
}

runtime::Task<bool> NameServer::is_silent(std::string name) {
  while (looking_ && !closed_) {
    const bool undisturbed = co_await pause(executor_);
    if (!undisturbed) co_return false;
  }
  if (closed_) co_return false;
  if (looked_ && steady_clock::now() - *looked_ < kFresh) co_return silent_;
  looking_ = true;
  runtime::Task<bool> looking = look(std::move(name));
  silent_ = co_await std::move(looking);
  looked_ = steady_clock::now();
  looking_ = false;
  co_return silent_;
}

runtime::Task<bool> NameServer::look(std::string name) {
  const auto verdict = std::make_shared<std::atomic<Verdict>>(Verdict::Pending);
  try {
    std::thread([verdict, lookup = lookup_, name = std::move(name)] {
      *verdict = lookup(name) ? Verdict::Silent : Verdict::Answered;
    }).detach();
  } catch (const std::system_error&) {
    co_return false;  // no thread to be had: then it is the name
  }
  const auto give_up = steady_clock::now() + kPatience;
  while (*verdict == Verdict::Pending && !closed_ && steady_clock::now() < give_up) {
    const bool undisturbed = co_await pause(executor_);
    if (!undisturbed) co_return false;
  }
  co_return !closed_ && *verdict != Verdict::Answered;
}

}  // namespace commonplace::fetch::curl
