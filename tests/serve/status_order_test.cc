#include "serve/status_order.h"

#include <gtest/gtest.h>

namespace commonplace::serve {
namespace {

using namespace std::chrono_literals;

const Timestamp kNow{1729771200s};

store::SourceRow row(std::string slug, SourceState state, std::size_t entries, int hours) {
  store::SourceRow made;
  made.slug = std::move(slug);
  made.history.state = state;
  made.entries = entries;
  if (hours > 0) {
    made.history.last_success = kNow - std::chrono::hours{hours};
    made.history.last_new = kNow - std::chrono::hours{10 - hours};
    made.next_poll = kNow + std::chrono::hours{hours};
  }
  return made;
}

std::vector<store::SourceRow> rows() {
  std::vector<store::SourceRow> made = {
      row("alpha", SourceState::Ok, 5, 3),       row("beta", SourceState::Disabled, 0, 0),
      row("gamma", SourceState::Failing, 50, 9), row("delta", SourceState::Gone, 7, 1),
      row("epsilon", SourceState::New, 0, 0),    row("zeta", SourceState::Silent, 5, 2),
      row("eta", SourceState::Ok, 1, 4),
  };
  made.back().url = "https://old.example/";
  made.back().adopted_url = "https://new.example/";
  return made;
}

std::string listed(std::string_view query) {
  const std::vector<store::SourceRow> all = rows();
  std::string slugs;
  for (const store::SourceRow* one : in_order(all, read_status_order(query)))
    slugs += (slugs.empty() ? "" : " ") + one->slug;
  return slugs;
}

TEST(StatusOrder, SortsByWhatIsAskedFor) {
  struct Case {
    std::string_view query, expected;
  };
  const Case cases[] = {
      {"", "gamma delta zeta epsilon eta alpha beta"},
      {"sort=unheard-of", "gamma delta zeta epsilon eta alpha beta"},
      {"sort=source", "alpha beta delta epsilon eta gamma zeta"},
      {"sort=-source", "zeta gamma eta epsilon delta beta alpha"},
      {"sort=state", "gamma delta zeta epsilon eta alpha beta"},
      {"sort=good", "beta epsilon gamma eta alpha zeta delta"},
      {"sort=-good", "delta zeta alpha eta gamma epsilon beta"},
      {"sort=new", "beta epsilon delta zeta alpha eta gamma"},
      {"sort=next", "delta zeta alpha eta gamma beta epsilon"},
      {"sort=entries", "gamma delta alpha zeta eta beta epsilon"},
      {"sort=-entries", "epsilon beta eta zeta alpha delta gamma"},
      {"show=broken", "gamma delta zeta eta"},
      {"show=broken&sort=source", "delta eta gamma zeta"},
      {"show=everything&sort=%ff&sort", "gamma delta zeta epsilon eta alpha beta"},
  };
  for (const Case& c : cases) EXPECT_EQ(listed(c.query), c.expected) << c.query;
}

TEST(StatusOrder, IsWrittenAsItIsRead) {
  for (const auto& [by, name] : kSortNames) {
    for (const bool reversed : {false, true}) {
      for (const bool only_broken : {false, true}) {
        const StatusOrder order{by, reversed, only_broken};
        const std::string address = status_address(order);
        EXPECT_EQ(read_status_order(std::string_view(address).substr(address.find('?') + 1)), order) << address;
      }
    }
  }
  EXPECT_EQ(status_address({}), "/status");
  EXPECT_EQ(status_address({SortBy::Trouble, false, true}), "/status?show=broken");
}

TEST(StatusOrder, AColumnIsReversedBySortingAgain) {
  const StatusOrder once = order_by({SortBy::Trouble, false, true}, SortBy::Good);
  EXPECT_EQ(once, (StatusOrder{SortBy::Good, false, true}));
  EXPECT_EQ(order_by(once, SortBy::Good), (StatusOrder{SortBy::Good, true, true}));
  EXPECT_EQ(order_by(order_by(once, SortBy::Good), SortBy::Good), once);
  EXPECT_EQ(order_by({SortBy::Good, true, false}, SortBy::Source), (StatusOrder{SortBy::Source, false, false}));
}

}  // namespace
}  // namespace commonplace::serve
