// Coroutines for I/O, and the one bridge from the net thread to a pool and back.

#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace commonplace::runtime {

template <class T>
using Task = boost::asio::awaitable<T>;

// Runs `work` on `pool` and resumes on the caller's executor with what it returned; an exception travels back.
// (co_spawn across executors demands a default-constructible result; this does not.)
// Bind the callable to a name before awaiting: g++ 12.2 destroys temporaries of a co_await expression twice.
template <class Work>
Task<std::invoke_result_t<Work&>> run_on(boost::asio::thread_pool& pool, Work work) {
  using Value = std::invoke_result_t<Work&>;
  static_assert(!std::is_void_v<Value>, "return something, if only an outcome");
  auto home = co_await boost::asio::this_coro::executor;
  std::optional<Value> value;
  std::exception_ptr failure;
  auto start = [&](auto handler) {
    boost::asio::post(pool, [&work, &value, &failure, home, handler = std::move(handler)]() mutable {
      try {
        value.emplace(work());
      } catch (...) {
        failure = std::current_exception();
      }
      boost::asio::post(home, std::move(handler));
    });
  };
  co_await boost::asio::async_initiate<decltype(boost::asio::use_awaitable), void()>(start, boost::asio::use_awaitable);
  if (failure) std::rethrow_exception(failure);
  co_return std::move(*value);
}

}  // namespace commonplace::runtime
