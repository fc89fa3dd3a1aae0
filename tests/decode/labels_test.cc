#include "decode/labels.h"

#include <gtest/gtest.h>

namespace commonplace::decode {
namespace {

TEST(FindEncoding, FollowsTheWhatwgTable) {
  const struct Case {
    const char* label;
    const char* name;
  } cases[] = {
      {"utf8", "UTF-8"},
      {"UTF-8", "UTF-8"},
      {" \tLatin1\r\n", "windows-1252"},
      {"us-ascii", "windows-1252"},
      {"ISO_8859-1:1987", "windows-1252"},
      {"l5", "windows-1254"},
      {"gb2312", "GBK"},
      {"ks_c_5601-1987", "EUC-KR"},
      {"windows-31j", "Shift_JIS"},
      {"x-x-big5", "Big5"},
      {"logical", "ISO-8859-8-I"},
      {"koi8-ru", "KOI8-U"},
      {"tis-620", "windows-874"},
      {"utf-16", "UTF-16LE"},
      {"unicodeFFFE", "UTF-16BE"},
      {"hz-gb-2312", "replacement"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.label);
    const Encoding* found = find_encoding(c.label);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->name, c.name);
  }
}

TEST(FindEncoding, KnowsNoOthers) {
  for (const char* label : {"", " ", "utf-7", "ibm037", "cp500", "utf", "latin", "1", "iso-8859-2 latin2", "utf-8x"}) {
    SCOPED_TRACE(label);
    EXPECT_EQ(find_encoding(label), nullptr);
  }
}

TEST(FindEncoding, NeverDecodesWithWhatHidesMarkup) {
  for (const char* label : {"iso-2022-kr", "iso-2022-cn", "replacement", "x-user-defined"}) {
    SCOPED_TRACE(label);
    ASSERT_NE(find_encoding(label), nullptr);
    EXPECT_TRUE(find_encoding(label)->converter.empty());
  }
}

}  // namespace
}  // namespace commonplace::decode
