#include "app/polls_under_way.h"

#include <unordered_set>
#include <utility>

namespace commonplace::app {

struct PollsUnderWay::Polls {
  fetch::Turns& turns;
  std::unordered_set<std::string> slugs;
  std::size_t over_network = 0;  // of these
};

PollsUnderWay::PollsUnderWay(fetch::Turns& turns) : polls_(std::make_shared<Polls>(Polls{turns, {}, 0})) {}

PollsUnderWay::Token PollsUnderWay::begin(std::string slug, std::string host, Admitted admitted) {
  polls_->slugs.insert(slug);
  if (!host.empty()) ++polls_->over_network;
  return {polls_, std::move(slug), std::move(host), admitted};
}

bool PollsUnderWay::contains(const std::string& slug) const { return polls_->slugs.contains(slug); }

std::size_t PollsUnderWay::size() const { return polls_->slugs.size(); }

std::size_t PollsUnderWay::over_network() const { return polls_->over_network; }

PollsUnderWay::Token::Token(std::weak_ptr<Polls> polls, std::string slug, std::string host, Admitted admitted)
    : polls_(std::move(polls)), slug_(std::move(slug)), host_(std::move(host)), admitted_(admitted) {}

void PollsUnderWay::Token::end() {
  const std::shared_ptr<Polls> polls = std::exchange(polls_, {}).lock();
  if (!polls) return;
  polls->slugs.erase(slug_);
  if (!host_.empty()) --polls->over_network;
  if (admitted_ == Admitted::Yes) polls->turns.leave(host_);
}

}  // namespace commonplace::app
