#include "commonplace/decode.h"

#include <gtest/gtest.h>
#include <string>

namespace commonplace {
namespace {

using std::string_literals::operator""s;

// `text`, which is ASCII, in units of `size` bytes with the character's byte at `place`.
std::string in_units(std::string_view text, std::size_t size, std::size_t place) {
  std::string bytes;
  for (const char c : text) {
    std::string unit(size, '\0');
    unit[place] = c;
    bytes += unit;
  }
  return bytes;
}

struct Case {
  const char* name;
  std::string bytes;
  const char* content_type;
  std::string text;
  const char* charset;
  std::size_t issues;
};

void check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const Result<Utf8Text> decoded = decode_to_utf8(c.bytes, {c.content_type});
    ASSERT_TRUE(decoded) << decoded.error().detail;
    EXPECT_EQ(decoded->text, c.text);
    EXPECT_EQ(decoded->charset, c.charset);
    EXPECT_EQ(decoded->issues.size(), c.issues) << (decoded->issues.empty() ? "" : decoded->issues[0].text);
  }
}

TEST(Decode, BelievesTheByteOrderMarkFirst) {
  check({
      {"UTF-8", "\xEF\xBB\xBF\xC3\xA9", "text/xml; charset=koi8-r", "é", "UTF-8", 0},
      {"UTF-16BE", "\xFE\xFF\x00\xE9"s, "", "é", "UTF-16BE", 0},
      {"UTF-16LE", "\xFF\xFE\xE9\x00"s, "text/xml; charset=utf-8", "é", "UTF-16LE", 0},
      {"UTF-32BE", "\x00\x00\xFE\xFF\x00\x01\xF4\xDA"s, "", "📚", "UTF-32BE", 0},
      {"UTF-32LE", "\xFF\xFE\x00\x00\xDA\xF4\x01\x00"s, "", "📚", "UTF-32LE", 0},
      {"twice", "\xEF\xBB\xBF\xEF\xBB\xBF<a/>", "", "<a/>", "UTF-8", 0},
      {"alone", "\xEF\xBB\xBF", "", "", "UTF-8", 0},
  });
}

TEST(Decode, RecognizesWideUnitsWithoutMark) {
  const std::string document = "<?xml version='1.0' encoding='utf-16'?><a/>";
  check({
      {"UTF-16BE", in_units(document, 2, 1), "", document, "UTF-16BE", 0},
      {"UTF-16LE", in_units(document, 2, 0), "", document, "UTF-16LE", 0},
      {"UTF-32BE", in_units(document, 4, 3), "", document, "UTF-32BE", 0},
      {"UTF-32LE", in_units(document, 4, 0), "", document, "UTF-32LE", 0},
      {"JSON", in_units("{\"a\":1}", 2, 0), "application/json; charset=utf-8", "{\"a\":1}", "UTF-16LE", 0},
      {"odd length", in_units("<a/>", 2, 0) + "x", "", "<a/>\xEF\xBF\xBD", "UTF-16LE", 1},
      {"lone surrogate", in_units("<a>", 2, 0) + "\x00\xD8"s + in_units("b", 2, 0), "",
       "<a>\xEF\xBF\xBD"
       "b",
       "UTF-16LE", 1},
      {"zeros before UTF-8", "\0\0\0<?xml?>"s, "", "<?xml?>", "UTF-8", 1},
  });
}

TEST(Decode, PrefersTheHeaderToTheDeclaration) {
  check({
      {"header", "<?xml version='1.0' encoding='koi8-r'?>\xCD", "text/xml; charset=windows-1251",
       "<?xml version='1.0' encoding='koi8-r'?>Н", "windows-1251", 0},
      {"declaration", "<?xml version='1.0' encoding='koi8-r'?>\xCD", "text/xml",
       "<?xml version='1.0' encoding='koi8-r'?>м", "KOI8-R", 0},
      {"single quotes", "\xE9", "text/xml;charset='ISO-8859-2'", "é", "ISO-8859-2", 0},
      {"spaces", "\xB1", "text/xml; charset = iso-8859-2 ", "ą", "ISO-8859-2", 0},
      {"no default for text", "<?xml encoding=\"iso-8859-5\"?>\xDC", "text/xml", "<?xml encoding=\"iso-8859-5\"?>м",
       "ISO-8859-5", 0},
      {"blank lines before", "\r\n \n<?xml version='1.0' encoding='koi8-r' ?>\xCD", "",
       "\r\n \n<?xml version='1.0' encoding='koi8-r' ?>м", "KOI8-R", 0},
      {"a warning before", "<b>Warning</b>\n<?xml version='1.0' encoding='koi8-r'?>\xCD", "",
       "<b>Warning</b>\n<?xml version='1.0' encoding='koi8-r'?>м", "KOI8-R", 0},
      {"a page's meta", "<!DOCTYPE html><html><meta charset=windows-1251>\xCD", "text/html",
       "<!DOCTYPE html><html><meta charset=windows-1251>Н", "windows-1251", 0},
      {"a page's http-equiv", "<html><meta http-equiv=Content-Type content='text/html; charset=windows-1251'>\xCD", "",
       "<html><meta http-equiv=Content-Type content='text/html; charset=windows-1251'>Н", "windows-1251", 0},
  });
}

TEST(Decode, ReadsLegacyEncodingsAsDeclared) {
  check({
      {"euc-kr", "\xB3\xE2", "a/b;charset=euc-kr", "년", "EUC-KR", 0},
      {"ks_c_5601-1987 beyond KS X 1001", "\x8C\x63", "a/b;charset=ks_c_5601-1987", "똠", "EUC-KR", 0},
      {"gb2312", "\xD6\xD0", "a/b;charset=gb2312", "中", "GBK", 0},
      {"gb18030", "\x81\x30\x81\x30", "a/b;charset=gb18030", "\xC2\x80", "gb18030", 0},
      {"big5", "\xA4\xA4", "a/b;charset=big5", "中", "Big5", 0},
      {"shift_jis", "\x83\x65\x83\x58\x83\x67", "a/b;charset=Shift_JIS", "テスト", "Shift_JIS", 0},
      {"shift_jis of Windows", "\x87\x40", "a/b;charset=sjis", "①", "Shift_JIS", 0},
      {"euc-jp", "\xA5\xC6", "a/b;charset=euc-jp", "テ", "EUC-JP", 0},
      {"iso-2022-jp", "\x1B$B%F\x1B(B<", "a/b;charset=iso-2022-jp", "テ<", "ISO-2022-JP", 0},
      {"latin1 is windows-1252", "\x93Q\x94 \x80", "a/b;charset=iso-8859-1", "“Q” €", "windows-1252", 0},
      {"us-ascii is windows-1252", "caf\xE9", "a/b;charset=us-ascii", "café", "windows-1252", 0},
      {"iso-8859-9 is windows-1254", "\xFD\x80", "a/b;charset=iso-8859-9", "ı€", "windows-1254", 0},
      {"iso-8859-16", "\xAAtefan \xA4 \xDE\xFF", "a/b;charset=iso-8859-16", "Ștefan € Țÿ", "ISO-8859-16", 0},
      {"macintosh", "\x8E", "a/b;charset=x-mac-roman", "é", "macintosh", 0},
  });
}

TEST(Decode, DoesNotBelieveLabelsThatTheBytesRefute) {
  check({
      {"UTF-8 declared as latin1", "caf\xC3\xA9", "text/xml; charset=iso-8859-1", "café", "UTF-8", 1},
      {"UTF-8 declared as ASCII", "<?xml encoding='us-ascii'?>\xE4\xB8\xAD", "", "<?xml encoding='us-ascii'?>中",
       "UTF-8", 1},
      {"ASCII declared as latin1", "cafe", "text/xml; charset=iso-8859-1", "cafe", "windows-1252", 0},
      {"a sign of UTF-8 declared as iso-8859-15", "10 \xE2\x82\xAC", "a/b;charset=iso-8859-15", "10 €", "UTF-8", 1},
      {"a letter of UTF-8 declared as iso-8859-2", "Caf\xC3\xA9", "a/b;charset=iso-8859-2", "Café", "UTF-8", 1},
      {"a capital of UTF-8 declared as iso-8859-2", "CAF\xC3\x89", "a/b;charset=iso-8859-2", "CAFÉ", "UTF-8", 1},
      {"a quote of UTF-8 declared as windows-1251", "It\xE2\x80\x99s", "a/b;charset=cp1251", "It’s", "UTF-8", 1},
      {"Chinese in UTF-8 declared as gb2312", "<a>\xE5\x9B\xBE\xE4\xB9\xA6\xE9\xA6\x86</a>", "a/b;charset=gb2312",
       "<a>图书馆</a>", "UTF-8", 1},
      {"one character of UTF-8 declared as big5", "<a>\xE5\x9B\xBE</a>", "a/b;charset=big5", "<a>图</a>", "UTF-8", 1},
      {"Japanese in UTF-8 declared as shift_jis", "\xE5\x9B\xB3\xE6\x9B\xB8", "a/b;charset=shift_jis", "図書", "UTF-8",
       1},
      {"Thai in UTF-8 declared as tis-620", "\xE0\xB9\x81\xE0\xB8\x94\xE0\xB8\x87", "a/b;charset=tis-620", "แดง",
       "UTF-8", 1},
      {"latin1 declared as UTF-8", "caf\xE9", "text/xml; charset=utf-8", "café", "windows-1252", 2},
      {"damaged UTF-8", "\xC3\xA9\xC3\xA9\xFF", "text/xml; charset=utf-8", "éé\xEF\xBF\xBD", "UTF-8", 1},
      {"ASCII declared as UTF-16", "<a>b</a>", "text/xml; charset=utf-16", "<a>b</a>", "UTF-8", 1},
      {"the declaration where the header lies", "<?xml encoding='koi8-r'?>\xCD", "a/b; charset=utf-8",
       "<?xml encoding='koi8-r'?>м", "KOI8-R", 1},
  });
}

TEST(Decode, BelievesLabelsOfWordsThatHappenToBeUtf8) {
  check({
      {"a capital and three dots", "LE CAF\xC9\x85", "a/b;charset=iso-8859-1", "LE CAFÉ…", "windows-1252", 0},
      {"the same word twice", "BEYONC\xC9\x92S BEYONC\xC9\x92S", "a/b;charset=cp1252", "BEYONCÉ’S BEYONCÉ’S",
       "windows-1252", 0},
      {"Finnish", "SIN\xC4\x85", "a/b;charset=iso-8859-1", "SINÄ…", "windows-1252", 0},
      {"a sharp s and a space", "gro\xDF\xA0", "a/b;charset=iso-8859-1", "groß\xC2\xA0", "windows-1252", 0},
      {"Czech capitals",
       "R\xD9\xAE"
       "E",
       "a/b;charset=iso-8859-2", "RŮŽE", "ISO-8859-2", 0},
      {"Czech and three dots", "Pam\xEC\x9D\x85", "a/b;charset=windows-1250", "Paměť…", "windows-1250", 0},
      {"French of the Macintosh",
       "l\xD5\x8E"
       "cole",
       "a/b;charset=macintosh", "l’école", "macintosh", 0},
      {"Russian of DOS", "\xE2\xA0\xAA, \xE2\xA0\xAC", "a/b;charset=cp866", "так, там", "IBM866", 0},
      {"Thai", "\xC3\xB6\xE1\xB4\xA7", "a/b;charset=tis-620", "รถแดง", "windows-874", 0},
      {"Korean", "\xC7\xA1", "a/b;charset=euc-kr", "퐈", "EUC-KR", 0},
      {"Chinese", "\xC2\xA5", "a/b;charset=gb2312", "楼", "GBK", 0},
  });
}

TEST(Decode, PassesOverLabelsItDoesNotKnow) {
  check({
      {"made up", "<?xml encoding='martian-8'?>\xC3\xA9", "", "<?xml encoding='martian-8'?>é", "UTF-8", 1},
      {"UTF-7", "+ADw-script+AD4-", "text/xml; charset=utf-7", "+ADw-script+AD4-", "UTF-8", 1},
      {"an EBCDIC code page", "abc", "text/xml; charset=ibm037", "abc", "UTF-8", 1},
      {"one that hides markup", "\x1B$)C<a>", "text/xml; charset=iso-2022-kr", "\x1B$)C<a>", "UTF-8", 1},
      {"no equals sign", "abc", "text/xml; charset:iso-8859-1", "abc", "UTF-8", 0},
      {"quoted in JSON", "{\"a\":\"<?xml encoding='koi8-r'?>\"}", "", "{\"a\":\"<?xml encoding='koi8-r'?>\"}", "UTF-8",
       0},
      {"very long", "<?xml encoding='" + std::string(100000, 'u') + "'?>", "",
       "<?xml encoding='" + std::string(100000, 'u') + "'?>", "UTF-8", 0},
  });
}

TEST(Decode, GuessesWhereNothingIsDeclared) {
  const Result<Utf8Text> russian = decode_to_utf8(
      "\xC2 \xE1\xE8\xE1\xEB\xE8\xEE\xF2\xE5\xEA\xE5 \xEE\xF2\xEA\xF0\xFB\xEB\xE0\xF1\xFC "
      "\xE2\xFB\xF1\xF2\xE0\xE2\xEA\xE0 "
      "\xF1\xF2\xE0\xF0\xFB\xF5 \xEA\xED\xE8\xE3 \xE8 \xF0\xF3\xEA\xEE\xEF\xE8\xF1\xE5\xE9");
  ASSERT_TRUE(russian);
  EXPECT_EQ(russian->charset, "windows-1251");
  EXPECT_EQ(russian->text, "В библиотеке открылась выставка старых книг и рукописей");
  check({
      {"ASCII", "abc", "", "abc", "UTF-8", 0},
      {"UTF-8", "caf\xC3\xA9", "", "café", "UTF-8", 0},
      {"quotes of Windows", "<a>\x93Q\x94</a>", "", "<a>“Q”</a>", "windows-1252", 1},
      {"empty", "", "", "", "UTF-8", 0},
  });
}

TEST(Decode, ReplacesBytesWithoutMeaning) {
  check({
      {"overlong", "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC0\xBC", "", "ééééé\xEF\xBF\xBD\xEF\xBF\xBD", "UTF-8", 1},
      {"a cut character", "\xC3\xA9\xC3\xA9\xE4\xB8", "", "éé\xEF\xBF\xBD", "UTF-8", 1},
      {"a cut pair keeps the markup", "\x81<", "a/b;charset=gbk", "\xEF\xBF\xBD<", "GBK", 1},
      {"NUL", "a\0b"s, "", "ab", "UTF-8", 1},
      {"only NULs", std::string(1000, '\0'), "", "", "UTF-8", 1},
  });
}

TEST(Decode, NeverReadsEbcdic) {
  const Result<Utf8Text> decoded = decode_to_utf8("\x4C\x6F\xA7\x94\x93\x40\xA5\x85\x99");
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->text, "\xEF\xBF\xBD");
  EXPECT_EQ(decoded->issues.size(), 1u);
}

TEST(Decode, RefusesOnlyWhatIsTooLarge) {
  EXPECT_TRUE(decode_to_utf8(std::string(10 << 20, 'a')));
  const Result<Utf8Text> refused = decode_to_utf8(std::string((10 << 20) + 1, 'a'));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::TooLarge);
}

}  // namespace
}  // namespace commonplace
