#include "serve/body.h"

#include <fcntl.h>
#include <gtest/gtest.h>

#include <vector>

namespace commonplace::serve {
namespace {

const std::string kLarge(Shelf::kWorthAFile, 'l');

bool is_open(int descriptor) { return ::fcntl(descriptor, F_GETFD) != -1; }

TEST(Body, IsNoneOrHoldsItsBytes) {
  EXPECT_FALSE(Body());
  EXPECT_EQ(Body().size(), 0U);
  EXPECT_EQ(Body().text(), "");
  const Body empty{std::string()};
  EXPECT_TRUE(empty);
  EXPECT_EQ(empty.size(), 0U);
  const Body body("hello");
  EXPECT_EQ(body.text(), "hello");
  EXPECT_EQ(body.in_memory(), "hello");
}

TEST(Shelf, PutsLargeBodiesIntoOneFile) {
  MemoryFiles files(8);
  Shelf shelf(files);
  const Body first = shelf.put(kLarge + "first");
  const Body second = shelf.put(kLarge + "second");
  ASSERT_TRUE(first.is_in_file());
  ASSERT_TRUE(second.is_in_file());
  EXPECT_EQ(first.descriptor(), second.descriptor());
  EXPECT_EQ(first.offset() % 4096, 0);
  EXPECT_EQ(second.offset() % 4096, 0);
  EXPECT_EQ(first.text(), kLarge + "first");
  EXPECT_EQ(second.text(), kLarge + "second");
  EXPECT_EQ(first.in_memory(), "");
  EXPECT_EQ(files.count(), 1U);
}

TEST(Shelf, KeepsSmallBodiesInMemoryAndOpensNothing) {
  MemoryFiles files(8);
  Shelf shelf(files);
  EXPECT_FALSE(shelf.put("small").is_in_file());
  EXPECT_FALSE(shelf.put(std::string(Shelf::kWorthAFile - 1, 'x')).is_in_file());
  EXPECT_EQ(files.count(), 0U);
}

// The file is closed with the last body in it, wherever that was.
TEST(Shelf, GivesTheDescriptorBack) {
  auto files = std::make_unique<MemoryFiles>(8);
  Body body;
  {
    Shelf shelf(*files);
    body = shelf.put(kLarge);
  }
  const int descriptor = body.descriptor();
  EXPECT_TRUE(is_open(descriptor));
  Body copy = body;
  body = {};
  EXPECT_EQ(copy.text(), kLarge);
  files.reset();
  copy = {};
  EXPECT_FALSE(is_open(descriptor));
}

TEST(MemoryFiles, LendsNoMoreThanItMay) {
  MemoryFiles files(2);
  std::vector<Body> bodies;
  for (int i = 0; i < 5; ++i) {
    Shelf shelf(files);
    bodies.push_back(shelf.put(kLarge));
    EXPECT_EQ(bodies.back().text(), kLarge) << "in a file or not";
  }
  EXPECT_EQ(files.count(), 2U);
  EXPECT_TRUE(bodies[1].is_in_file());
  EXPECT_FALSE(bodies[2].is_in_file());
  bodies.clear();
  EXPECT_EQ(files.count(), 0U);
  Shelf shelf(files);
  EXPECT_TRUE(shelf.put(kLarge).is_in_file());
}

}  // namespace
}  // namespace commonplace::serve
