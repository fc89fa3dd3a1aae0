#include "serve/guard.h"

#include <gtest/gtest.h>

#include "support/base64.h"

namespace commonplace::serve {
namespace {

std::string basic(const std::string& credentials) { return "Basic " + testing::to_base64(credentials); }

TEST(Guard, AdmitsWhoeverHasAToken) {
  const Guard guard({"correct horse", "battery+staple"});
  struct Case {
    const char* name;
    std::string target;
    std::string authorization;
    bool admits;
  };
  const Case cases[] = {
      {"nothing", "/topics/x.atom", "", false},
      {"a password", "/topics/x.atom", basic("branch:correct horse"), true},
      {"the other one, whoever it is", "/topics/x.atom", basic(":battery+staple"), true},
      {"in small letters", "/topics/x.atom", "basic " + testing::to_base64("a:correct horse"), true},
      {"a wrong password", "/topics/x.atom", basic("branch:correct hors"), false},
      {"a longer one", "/topics/x.atom", basic("branch:correct horses"), false},
      {"as the name", "/topics/x.atom", basic("correct horse:"), false},
      {"no pair", "/topics/x.atom", basic("correct horse"), false},
      {"another scheme", "/topics/x.atom", "Bearer correct horse", false},
      {"no base64", "/topics/x.atom", "Basic ???", false},
      {"a parameter", "/topics/x.atom?token=correct%20horse", "", true},
      {"among others", "/topics/x.atom?a=b&token=battery%2Bstaple&c", "", true},
      {"a plus is a plus", "/topics/x.atom?token=battery+staple", "", true},
      {"of two the last counts", "/topics/x.atom?token=no&token=battery+staple", "", true},
      {"and no other", "/topics/x.atom?token=battery+staple&token=no", "", false},
      {"another parameter", "/topics/x.atom?atoken=correct%20horse", "", false},
      {"an empty one", "/topics/x.atom?token=", "", false},
      {"badly encoded", "/topics/x.atom?token=%zz", "", false},
      {"one of the two is enough", "/topics/x.atom?token=no", basic("branch:correct horse"), true},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    Request request;
    request.target = c.target;
    if (!c.authorization.empty()) request.headers = {{"authorization", c.authorization}};
    EXPECT_EQ(guard.admits(request), c.admits);
  }
}

}  // namespace
}  // namespace commonplace::serve
