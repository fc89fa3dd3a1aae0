#include "fetch/local/fetcher.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>
#include <string_view>

#include "fetch/harness.h"
#include "support/temp_dir.h"

namespace commonplace::fetch {
namespace {

class LocalFetch : public ::testing::Test {
 protected:
  Result<FetchResponse> get(std::string_view url, Validators validators = {}) {
    local::LocalFetcher fetcher(root_);
    FetchRequest request = request_for(url);
    request.validators = std::move(validators);
    request.limits.body_bytes = 100;
    boost::asio::io_context context;
    return run_task(context, fetcher.fetch(std::move(request)));
  }
  std::string url_of_file(const std::filesystem::path& path) { return "file://" + path.string(); }
  Errc code_of(std::string_view url) {
    const auto response = get(url);
    if (response) ADD_FAILURE() << "read " << url;
    return response ? Errc{} : response.error().code;
  }

  testing::TempDir dir_;
  std::filesystem::path root_ = dir_.path() / "root";
  std::filesystem::path feed_ = dir_.write("root/sub/my feed.xml", "<rss/>");
};

TEST_F(LocalFetch, ReadsFilesBelowTheRoot) {
  for (const std::string& url : {url_of_file(root_ / "sub/my%20feed.xml"), std::string("file:///sub/my%20feed.xml")}) {
    SCOPED_TRACE(url);
    const auto response = get(url);
    ASSERT_TRUE(response) << response.error().detail;
    EXPECT_EQ(response->status, 200);
    EXPECT_EQ(response->body, "<rss/>");
    EXPECT_EQ(response->header("content-type"), "");
    EXPECT_EQ(response->url.href(), url);
  }
}

TEST_F(LocalFetch, AnswersUnchangedFilesWith304) {
  const auto first = get("file:///sub/my%20feed.xml");
  ASSERT_TRUE(first);
  const Validators known{std::string(first->header("etag")), ""};
  const auto same = get("file:///sub/my%20feed.xml", known);
  ASSERT_TRUE(same);
  EXPECT_EQ(same->status, 304);
  EXPECT_EQ(same->body, "");
  dir_.write("root/sub/my feed.xml", "<rss></rss>");
  EXPECT_EQ(get("file:///sub/my%20feed.xml", known)->status, 200);
}

TEST_F(LocalFetch, StaysBelowTheRoot) {
  const auto outside = dir_.write("secret.xml", "<rss/>");
  const auto beside = dir_.write("root-too/x.xml", "<rss/>");
  std::filesystem::create_symlink(outside, root_ / "link.xml");
  std::filesystem::create_directory_symlink(dir_.path(), root_ / "up");
  EXPECT_EQ(code_of("file:///link.xml"), Errc::AddressBlocked);
  EXPECT_EQ(code_of("file:///up/secret.xml"), Errc::AddressBlocked);
  EXPECT_EQ(code_of("file:///sub/..%2F..%2Fsecret.xml"), Errc::Io);
  EXPECT_EQ(code_of(url_of_file(root_ / "..%2Fsecret.xml")), Errc::AddressBlocked);
  EXPECT_EQ(code_of(url_of_file(outside)), Errc::AddressBlocked);
  EXPECT_EQ(code_of(url_of_file(beside)), Errc::AddressBlocked);
  EXPECT_EQ(code_of("file:///etc/passwd"), Errc::AddressBlocked);
  EXPECT_EQ(code_of("file:///sub/../../../../../../etc/passwd"), Errc::AddressBlocked);
}

TEST_F(LocalFetch, FollowsLinksThatStayBelowTheRoot) {
  std::filesystem::create_symlink(feed_, root_ / "latest.xml");
  EXPECT_TRUE(get("file:///latest.xml"));
}

TEST_F(LocalFetch, WorksBehindARootThatIsALink) {
  std::filesystem::create_directory_symlink(root_, dir_.path() / "alias");
  root_ = dir_.path() / "alias";
  EXPECT_TRUE(get("file:///sub/my%20feed.xml"));
  EXPECT_TRUE(get(url_of_file(root_ / "sub/my%20feed.xml")));
}

TEST_F(LocalFetch, SaysWhatIsWrong) {
  dir_.write("root/big.xml", std::string(101, 'x'));
  ASSERT_EQ(::mkfifo((root_ / "pipe").c_str(), 0600), 0);
  EXPECT_EQ(code_of("file:///none.xml"), Errc::Io);
  EXPECT_EQ(code_of("file:///sub"), Errc::Io);
  EXPECT_EQ(code_of("file:///pipe"), Errc::Io);
  EXPECT_EQ(code_of("file:///big.xml"), Errc::TooLarge);
  EXPECT_EQ(code_of("file:///sub/x%00.xml"), Errc::BadUrl);
  EXPECT_EQ(code_of("file://elsewhere/sub/my%20feed.xml"), Errc::BadUrl);
  root_ = "";
  EXPECT_EQ(code_of("file:///sub/my%20feed.xml"), Errc::SchemeNotAllowed);
}

}  // namespace
}  // namespace commonplace::fetch
