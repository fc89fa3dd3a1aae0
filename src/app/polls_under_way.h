// Which sources are being polled. A poll is under way as long as its token lives, so it ends however its coroutine
// does.

#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "fetch/turns.h"

namespace commonplace::app {

// Lives on the net thread, as do its tokens; those may outlive it.
class PollsUnderWay {
 private:
  struct Polls;

 public:
  // `turns` outlives this.
  explicit PollsUnderWay(fetch::Turns& turns);

  enum class Admitted { No, Yes };

  class Token {
   public:
    Token(Token&&) = default;
    Token& operator=(Token&&) = delete;
    ~Token() { end(); }

    // Where its source lives; empty for a file.
    const std::string& host() const { return host_; }

    // Its source may be polled again; its host's place, if it has one, is free.
    void end();

   private:
    friend class PollsUnderWay;
    Token(std::weak_ptr<Polls> polls, std::string slug, std::string host, Admitted admitted);

    std::weak_ptr<Polls> polls_;  // moved from, or ended: nothing
    std::string slug_;
    std::string host_;
    Admitted admitted_;
  };

  // The source is not being polled yet. `admitted`: Turns gave it a place at that host, which it gives back.
  [[nodiscard]] Token begin(std::string slug, std::string host, Admitted admitted);

  bool contains(const std::string& slug) const;
  std::size_t size() const;
  std::size_t over_network() const;  // of these
  bool empty() const { return size() == 0; }

 private:
  std::shared_ptr<Polls> polls_;
};

}  // namespace commonplace::app
