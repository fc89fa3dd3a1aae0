// The gate before real libcurl, with a resolver that says what the test wants: nothing here leaves this machine.

#include "fetch/curl/egress.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "fetch/harness.h"

namespace commonplace::fetch::curl {
namespace {

using testing::OriginReply;
using testing::OriginServer;

struct FreeEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};

std::size_t swallow(char*, std::size_t, std::size_t size, void*) { return size; }

class Egress : public ::testing::Test {
 protected:
  Egress() : easy_(curl_easy_init()) { origin_.route("/", OriginReply::ok("here")); }

  static AddressGuard allowing(const std::vector<std::string>& networks) {
    auto guard = AddressGuard::allowing(networks);
    if (!guard) throw std::invalid_argument(guard.error().detail);
    return *std::move(guard);
  }
  std::string origin_only() const { return "127.0.0.1:" + std::to_string(origin_.port()); }

  // Asks http://rebind.test:PORT/ where the name means `addresses`, comma-separated, at the moment of the request.
  CURLcode ask(EgressGate& gate, const std::string& addresses, std::string_view proxy = "") {
    const std::string name = "rebind.test:" + std::to_string(origin_.port());
    curl_slist* meaning = curl_slist_append(nullptr, ("+" + name + ":" + addresses).c_str());
    curl_easy_setopt(easy_.get(), CURLOPT_RESOLVE, meaning);
    curl_easy_setopt(easy_.get(), CURLOPT_URL, ("http://" + name + "/").c_str());
    curl_easy_setopt(easy_.get(), CURLOPT_PROXY, std::string(proxy).c_str());
    curl_easy_setopt(easy_.get(), CURLOPT_WRITEFUNCTION, &swallow);
    curl_easy_setopt(easy_.get(), CURLOPT_TIMEOUT_MS, 5000L);
    gate.guard(easy_.get());
    const CURLcode code = curl_easy_perform(easy_.get());
    curl_slist_free_all(meaning);
    return code;
  }

  OriginServer origin_;
  std::unique_ptr<CURL, FreeEasy> easy_;
};

TEST_F(Egress, RefusesEveryNonPublicRangeBeforeThereIsASocket) {
  const std::string addresses[] = {
      "0.0.0.0",
      "10.1.2.3",
      "100.64.0.1",
      "127.0.0.1",
      "169.254.169.254",
      "169.254.3.4",
      "172.16.0.1",
      "172.31.255.255",
      "192.0.0.170",
      "192.0.2.1",
      "192.88.99.1",
      "192.168.1.1",
      "198.18.0.1",
      "198.19.255.255",
      "198.51.100.1",
      "203.0.113.1",
      "224.0.0.1",
      "239.255.255.250",
      "240.0.0.1",
      "255.255.255.255",
      "[::]",
      "[::1]",
      "[::127.0.0.1]",
      "[::ffff:127.0.0.1]",
      "[::ffff:0:127.0.0.1]",
      "[64:ff9b::7f00:1]",
      "[64:ff9b:1::1]",
      "[100::1]",
      "[2001::7f00:1:0:0:0]",
      "[2001:0:808:808::80ff:fffe]",
      "[2001:2::1]",
      "[2001:10::1]",
      "[2001:20::1]",
      "[2001:db8::1]",
      "[2002:7f00:1::1]",
      "[2002:a00:1::]",
      "[3fff::1]",
      "[fc00::1]",
      "[fd00:ec2::254]",
      "[fe80::1]",
      "[fec0::1]",
      "[ff02::1]",
      "[5f00::1]",
  };
  for (const std::string& address : addresses) {
    SCOPED_TRACE(address);
    EgressGate gate(AddressGuard(), EgressGate::Way::Direct);
    EXPECT_EQ(ask(gate, address), CURLE_COULDNT_CONNECT);
    EXPECT_EQ(gate.opened(), 0u);
    EXPECT_TRUE(gate.refusal());
  }
  EXPECT_EQ(origin_.connections(), 0u);
}

TEST_F(Egress, UsesOnlyTheAllowedOnesOfMixedAddresses) {
  for (const std::string addresses : {"127.0.0.1,10.0.0.8", "10.0.0.8,127.0.0.1", "[fd00::8],10.0.0.8,127.0.0.1"}) {
    SCOPED_TRACE(addresses);
    EgressGate gate(allowing({origin_only()}), EgressGate::Way::Direct);
    curl_easy_setopt(easy_.get(), CURLOPT_FRESH_CONNECT, 1L);
    EXPECT_EQ(ask(gate, addresses), CURLE_OK);
    EXPECT_EQ(gate.opened(), 1u);
    EXPECT_FALSE(gate.refusal());
  }
}

TEST_F(Egress, NamesTheReasonWhereNoneOfThemMayBeAsked) {
  EgressGate gate(AddressGuard(), EgressGate::Way::Direct);
  EXPECT_EQ(ask(gate, "[fd00::8],10.0.0.8"), CURLE_COULDNT_CONNECT);
  EXPECT_TRUE(gate.refusal());
  EXPECT_EQ(gate.opened(), 0u);
}

TEST_F(Egress, ANameThatMeansSomethingElseByThenGainsNothing) {
  EgressGate first(allowing({origin_only()}), EgressGate::Way::Direct);
  EXPECT_EQ(ask(first, "127.0.0.1"), CURLE_OK);
  EgressGate second(allowing({origin_only()}), EgressGate::Way::Direct);
  curl_easy_setopt(easy_.get(), CURLOPT_FRESH_CONNECT, 1L);
  EXPECT_EQ(ask(second, "127.0.0.2"), CURLE_COULDNT_CONNECT);
  EXPECT_EQ(second.refusal(), "127.0.0.2 is a loopback address");
  EXPECT_EQ(origin_.connections(), 1u);
}

TEST_F(Egress, AKeptConnectionIsJudgedByWhoeverUsesIt) {
  EgressGate first(allowing({origin_only()}), EgressGate::Way::Direct);
  EXPECT_EQ(ask(first, "127.0.0.1"), CURLE_OK);
  EgressGate second(AddressGuard(), EgressGate::Way::Direct);
  EXPECT_EQ(ask(second, "127.0.0.1"), CURLE_ABORTED_BY_CALLBACK);
  EXPECT_EQ(second.refusal(), "127.0.0.1 is a loopback address");
  EXPECT_EQ(origin_.requests().size(), 1u);
}

TEST_F(Egress, DoesNotJudgeTheProxyButWhatIsWrittenOut) {
  EgressGate gate(AddressGuard(), EgressGate::Way::Proxy);
  EXPECT_EQ(ask(gate, "10.0.0.8", origin_.url("")), CURLE_OK);
  EXPECT_EQ(gate.opened(), 1u);
  EXPECT_EQ(gate.refusal_of(url_of("http://10.0.0.8/")), "10.0.0.8 is a private address (RFC 1918)");
  EXPECT_FALSE(gate.refusal_of(url_of("http://news.example/")));
  EXPECT_FALSE(EgressGate(AddressGuard(), EgressGate::Way::Direct).refusal_of(url_of("http://10.0.0.8/")));
}

}  // namespace
}  // namespace commonplace::fetch::curl
