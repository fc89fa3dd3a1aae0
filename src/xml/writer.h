// Streaming XML: escaping, nesting and indentation taken care of.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace commonplace::xml {

// Writes one document. Text and attribute values may be any UTF-8: characters that XML 1.0 does not allow are left out.
// Elements that hold only elements are indented by two spaces; mixed content is never touched.
class Writer {
 public:
  Writer();  // begins with the XML declaration

  Writer& processing_instruction(std::string_view target, std::string_view content);
  Writer& open(std::string_view name);                                  // <name
  Writer& attribute(std::string_view name, std::string_view value);     // only right after open or another
  Writer& attribute_if(std::string_view name, std::string_view value);  // nothing where value is empty
  Writer& text(std::string_view text);
  Writer& raw(std::string_view markup);  // already well-formed XML
  Writer& close();
  Writer& element(std::string_view name, std::string_view text);     // open, text, close
  Writer& element_if(std::string_view name, std::string_view text);  // nothing where text is empty

  // The finished document; every element must be closed.
  std::string finish() &&;

 private:
  struct Level {
    std::string name;
    bool mixed = false;  // it or an element around it holds text: white space would be content
    bool holds_elements = false;
  };

  void end_start_tag();
  void begin_line();
  void begin_content();

  std::string out_;
  std::vector<Level> open_;
  bool in_start_tag_ = false;
};

// `&`, `<`, `>`, `"` and `'` as references; characters that XML 1.0 does not allow left out.
std::string escape(std::string_view text);

}  // namespace commonplace::xml
