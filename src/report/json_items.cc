// The places that a JSON parser does not tell: one pass, by depth, without building anything.

#include "report/places.h"

namespace commonplace::report {
namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view json) : json_(json) {}

  std::vector<std::size_t> items() && {
    while (position_ < json_.size()) step();
    return std::move(items_);
  }

 private:
  void step() {
    const char c = json_[position_];
    if (c == '"') return read_string();
    if (c == '{' || c == '[') open(c);
    if (c == '}' || c == ']') close();
    ++position_;
  }

  // A string in the outermost object may be the name of the list.
  void read_string() {
    const std::size_t begin = ++position_;
    while (position_ < json_.size() && json_[position_] != '"') position_ += json_[position_] == '\\' ? 2 : 1;
    if (depth_ == 1) last_ = json_.substr(begin, position_ - begin);
    ++position_;
  }

  void open(char c) {
    ++depth_;
    if (depth_ == 2 && c == '[' && last_ == "items" && items_.empty()) in_items_ = true;
    // One behind the brace, as elements are placed at their names: an item is never at 0.
    if (depth_ == 3 && c == '{' && in_items_) items_.push_back(position_ + 1);
  }

  void close() {
    if (depth_ == 2) in_items_ = false;
    if (depth_ > 0) --depth_;
  }

  std::string_view json_;
  std::size_t position_ = 0;
  std::size_t depth_ = 0;
  bool in_items_ = false;
  std::string_view last_;  // string in the outermost object
  std::vector<std::size_t> items_;
};

}  // namespace

std::vector<std::size_t> find_json_items(std::string_view json) { return Scanner(json).items(); }

}  // namespace commonplace::report
