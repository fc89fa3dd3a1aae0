// What holds for any text: no crash, legal characters out, and the mender and the plain parse agree.

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <pugixml.hpp>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "xml/document.h"
#include "xml/mender.h"
#include "xml/reader.h"
#include "xml/writer.h"

namespace commonplace::xml {
namespace {

std::string join(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) all += part;
  return all;
}

// Fragments of feeds in any order.
rc::Gen<std::string> any_text() {
  const auto piece = rc::gen::weightedOneOf<std::string>({
      {12, rc::gen::element<std::string>(
               "<rss>", "</rss>", "<channel>", "</channel>", "<item>", "</item>", "</ITEM>", "<title>", "</title>",
               "<dc:date>", "</dc:date>", "<p>", "</p>", "<br>", "<br/>", "<b>", "</b>", "<vector>", "text", " ", "\n",
               "é", "📚", "<a b='c'>", "<a b=c d>", "<a b='1' b='2'/>", "</a>", "<a b=\"", "'", "\"", ">", "<", "</",
               "/>", "&", "&amp;", "&nbsp;", "&x;", "&#0;", "&#65;", "&#xD83D;", "&#147;", ";", "<!--", "-->",
               "<![CDATA[", "]]>", "<?xml version='1.0'?>", "<?", "?>", "<!DOCTYPE a>", "<!DOCTYPE a [<!ENTITY x 'y'>",
               "]>", "\x01", "\xEF\xBF\xBF", "=", "xmlns:a='urn:a'")},
      {1, rc::gen::map(rc::gen::arbitrary<std::string>(),
                       [](const std::string& bytes) { return base::repair_utf8(bytes); })},
  });
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), join);
}

bool is_clean(std::string_view text) {
  for (std::size_t position = 0; position < text.size();) {
    if (!base::is_xml_character(base::next_code_point(text, position))) return false;
  }
  return base::is_valid_utf8(text);
}

Result<std::unique_ptr<Document>> parse(std::string text) {
  return Document::parse(Utf8Text{std::move(text), "UTF-8", {}}, parse_url("https://example.org/").value());
}

// Every name, attribute and text, without recursion in the test's own interest.
std::string dump(const Element& root) {
  std::string out;
  std::vector<Element> pending{root};
  while (!pending.empty()) {
    const Element element = pending.back();
    pending.pop_back();
    out += std::string(element.local()) + "[" + std::string(element.attribute("b")) + "|" + element.text() + "]";
    for (const Element& child : element.children()) pending.push_back(child);
  }
  return out;
}

RC_GTEST_PROP(XmlProperty, AnyTextIsADocumentOrAnError, ()) {
  const Result<std::unique_ptr<Document>> document = parse(*any_text());
  if (!document) {
    RC_ASSERT(document.error().code == Errc::Malformed);
    return;
  }
  RC_ASSERT(is_clean((*document)->root().text()));
  RC_ASSERT(is_clean((*document)->root().inner_markup()));
}

RC_GTEST_PROP(XmlProperty, MendedTextIsSound, ()) {
  const Result<Mended> once = mend(*any_text());
  RC_ASSERT(once.has_value());
  RC_ASSERT(is_clean(once->text));
  if (once->text.empty()) return;
  Tree tree;
  RC_ASSERT(read_tree(once->text, Url(), {}, tree).reading == Reading::Sound);
  // Well-formed, but no fixed point: an unclosed element that became text stands between other elements then.
  pugi::xml_document document;
  RC_ASSERT(bool(document.load_buffer(once->text.data(), once->text.size(), pugi::parse_default, pugi::encoding_utf8)));
}

// Well-formed text in all the ways there are to write it.
void append_sound_element(std::string& out, int depth) {
  const std::string name = *rc::gen::element<std::string>("a", "dc:b", "p", "item", "é");
  out += "<" + name + *rc::gen::element<std::string>("", " b='1 &lt; \"2\"'", "\n b = \"&#10;'\"", " c='x' b=' y\n'") +
         " ";
  if (*rc::gen::inRange(0, 5) == 0) {
    out += "/>";
    return;
  }
  out += ">";
  const int children = depth == 4 ? 0 : *rc::gen::inRange(0, 4);
  for (int i = 0; i <= children; ++i) {
    out += *rc::gen::element<std::string>("", "text", " \n", "é", "&amp;", "&#x41;", "]]", "<![CDATA[<b> & ]]>",
                                          "<!-- <c> & -->", "<?d e?>");
    if (i < children) append_sound_element(out, depth + 1);
  }
  out += "</" + name + ">";
}

RC_GTEST_PROP(XmlProperty, MendingChangesNothingThatIsTrusted, ()) {
  std::string text = "<?xml version='1.0'?>";
  append_sound_element(text, 0);
  Tree tree;
  RC_ASSERT(read_tree(text, Url(), {}, tree).reading == Reading::Sound);
  const Result<Mended> mended = mend(text);
  RC_ASSERT(mended.has_value());
  const auto read = parse(text);
  const auto read_mended = parse(mended->text);
  RC_ASSERT(read.has_value() && read_mended.has_value());
  // HTML's <p> and feeds' <item> do not nest; everything else is the same.
  const bool nests = !mended->issues.empty();
  if (!nests) RC_ASSERT(dump((*read)->root()) == dump((*read_mended)->root()));
}

// What another parser makes of it: the same names, attributes and texts in the same order.
void expect_same(const Tree& tree, std::uint32_t index, const pugi::xml_node& node) {
  const Node& here = tree.nodes[index];
  RC_ASSERT(here.content == (here.is_text ? node.value() : node.name()));
  std::size_t attributes = 0;
  if (!here.is_text) {
    for (const pugi::xml_attribute& attribute : node.attributes()) {
      const auto& [name, value] = tree.attributes_of(index)[attributes++];
      RC_ASSERT(name == attribute.name() && value == attribute.value());
    }
    RC_ASSERT(attributes == tree.attributes_of(index).size());
  }
  std::uint32_t next = index + 1;
  for (const pugi::xml_node& child : node.children()) {
    RC_ASSERT(next < here.end);
    expect_same(tree, next, child);
    next = tree.nodes[next].end;
  }
  RC_ASSERT(next == here.end);
}

void expect_read_as_others_do(const std::string& text) {
  Tree tree;
  if (read_tree(text, Url(), {}, tree).reading != Reading::Sound) return;
  pugi::xml_document document;
  RC_ASSERT(bool(document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata,
                                      pugi::encoding_utf8)));
  expect_same(tree, 0, document.document_element());
}

RC_GTEST_PROP(XmlProperty, SoundTextIsReadAsOthersDo, ()) {
  std::string text = "<?xml version='1.0'?>";
  append_sound_element(text, 0);
  expect_read_as_others_do(text);
  // Damaged, most of it is doubtful, but what is not has to be read the same way too.
  for (int i = 0; i < 20; ++i) {
    std::string damaged = text;
    const std::size_t place = *rc::gen::inRange<std::size_t>(0, damaged.size());
    damaged.replace(
        place, *rc::gen::inRange<std::size_t>(0, 3),
        *rc::gen::element<std::string>("", "<", ">", "&", "'", "\"", "/", "\r", "\r\n", "\t", "\f", "=", " ", "1", "a",
                                       ":", "]]>", "<!--", "-->", "?>", "<a/>", "</a>", "&#x41;"));
    expect_read_as_others_do(damaged);
  }
}

// A tree of depth at most 4 as calls of the writer.
void write_any(Writer& writer, std::string& expected, int depth) {
  const std::string value = base::repair_utf8(*rc::gen::arbitrary<std::string>());
  std::string legal;
  for (std::size_t position = 0; position < value.size();) {
    const char32_t c = base::next_code_point(value, position);
    if (base::is_xml_character(c)) base::append_utf8(legal, c);
  }
  writer.open("e").attribute("b", value);
  expected += "<" + legal + ">";
  if (*rc::gen::inRange(0, 2) == 0 || depth == 4) {
    writer.text(value);
    expected += legal;
  } else {
    const int children = *rc::gen::inRange(0, 3);
    for (int i = 0; i < children; ++i) write_any(writer, expected, depth + 1);
  }
  writer.close();
  expected += "</>";
}

void read_back(const Element& element, std::string& found) {
  found += "<" + std::string(element.attribute("b")) + ">";
  for (const Element& child : element.children()) read_back(child, found);
  if (element.children().empty()) found += element.text();
  found += "</>";
}

RC_GTEST_PROP(XmlProperty, WhatTheWriterWritesIsReadBack, ()) {
  Writer writer;
  std::string expected;
  write_any(writer, expected, 0);
  const std::string text = std::move(writer).finish();
  const auto document = parse(text);
  RC_ASSERT(document.has_value());
  RC_ASSERT((*document)->issues().empty());
  std::string found;
  read_back((*document)->root(), found);
  RC_ASSERT(found == expected);
}

}  // namespace
}  // namespace commonplace::xml
