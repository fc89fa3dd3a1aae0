#include "app/polls_under_way.h"

#include <utility>

namespace commonplace::app {

struct PollsUnderWay::Polls {
  struct Poll {
    std::string host;
    Admitted admitted;
  };
  fetch::Turns& turns;
  std::unordered_map<std::string, Poll> by_slug;
};

PollsUnderWay::PollsUnderWay(fetch::Turns& turns) : polls_(std::make_shared<Polls>(Polls{turns, {}})) {}

PollsUnderWay::Token PollsUnderWay::begin(std::string slug, std::string host, Admitted admitted) {
  polls_->by_slug.insert_or_assign(slug, Polls::Poll{std::move(host), admitted});
  return {polls_, std::move(slug)};
}

bool PollsUnderWay::contains(const std::string& slug) const { return polls_->by_slug.contains(slug); }

std::size_t PollsUnderWay::size() const { return polls_->by_slug.size(); }

void PollsUnderWay::Token::end() {
  const std::shared_ptr<Polls> polls = std::exchange(polls_, {}).lock();
  if (!polls) return;
  const auto ended = polls->by_slug.extract(slug_);
  if (ended && ended.mapped().admitted == Admitted::Yes) polls->turns.leave(ended.mapped().host);
}

}  // namespace commonplace::app
