#include "publish/story.h"

#include <gtest/gtest.h>

namespace commonplace::publish {
namespace {

TEST(EnclosuresOf, ShowsNoTypeButAMediaType) {
  const struct {
    const char* given;
    const char* shown;
  } kCases[] = {
      {"audio/mpeg", "audio/mpeg"},
      {"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"},
      {"image/svg+xml", "image/svg+xml"},
      {"audio/ogg; codecs=vorbis", "audio/ogg; codecs=vorbis"},
      {"video/mp4; codecs=\"avc1, mp4a\"", "video/mp4; codecs=\"avc1, mp4a\""},
      {"audio", ""},
      {"", ""},
      {"/", ""},
      {"audio/", ""},
      {"/mpeg", ""},
      {"audio/mpeg/x", ""},
      {"audio/mpeg\" X: y", ""},
      {"audio/mpeg\"\r\nX: y", ""},
      {"audio/mp eg", ""},
      {"audio/mpég", ""},
      {"audio/mpeg;", ""},
      {"audio/mpeg; charset", ""},
      {"audio/mpeg; a=\"b\"c\"", ""},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.given);
    Entry entry;
    entry.enclosures = {{"https://p.example/1.mp3", c.given, "12"}};
    EXPECT_EQ(enclosures_of(entry).at(0).type, c.shown);
  }
}

TEST(ShownTitle, ReadsAsItIsWritten) {
  Entry entry;
  entry.title = "Invoice \u202Efdp.exe\u202C and \u202Dmore";
  EXPECT_EQ(shown_title(entry, labels_for("en")), "Invoice fdp.exe\u202C and more");
  entry.title = "\u202Bמילים\u202C and \u2067كلمات\u2069";
  EXPECT_EQ(shown_title(entry, labels_for("en")), entry.title);
}

}  // namespace
}  // namespace commonplace::publish
