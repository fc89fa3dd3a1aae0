// A function's result, constructed where a container keeps it: large values need not be moved there.
//
//   entries.emplace_back(base::InPlace{[&] { return read_entry(element); }});

#pragma once

#include <type_traits>

namespace commonplace::base {

template <class Make>
struct InPlace {
  Make make;
  operator std::invoke_result_t<const Make&>() const { return make(); }
};
template <class Make>
InPlace(Make) -> InPlace<Make>;

}  // namespace commonplace::base
