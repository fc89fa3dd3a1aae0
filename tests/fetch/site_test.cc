#include "fetch/site.h"

#include <gtest/gtest.h>

namespace commonplace::fetch {
namespace {

TEST(SiteOf, IsTheRegistrableDomain) {
  struct Case {
    const char* host;
    const char* site;
  };
  const Case cases[] = {
      {"example.org", "example.org"},
      {"www.example.org", "example.org"},
      {"a.b.c.example.org", "example.org"},
      {"news.example.co.uk", "example.co.uk"},
      {"one.wordpress.com", "wordpress.com"},  // the list keeps its customers apart, its servers do not
      {"a.github.io", "github.io"},
      {"www.loc.gov", "loc.gov"},
      {"feeds.bl.xn--p1ai", "bl.xn--p1ai"},
      {"co.uk", "co.uk"},
      {"localhost", "localhost"},
      {"127.0.0.1", "127.0.0.1"},
      {"[2001:db8::1]", "[2001:db8::1]"},
      {"origin.test", "origin.test"},
      {"", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(site_of(c.host), c.site) << c.host;
}

}  // namespace
}  // namespace commonplace::fetch
