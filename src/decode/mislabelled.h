// Whether bytes that are valid UTF-8 are meant so, whatever their label says.

#pragma once

#include <string_view>

#include "decode/labels.h"

namespace commonplace::decode {

// `bytes` are valid UTF-8. What is ASCII only reads alike and refutes nothing.
bool is_utf8_under_label(std::string_view bytes, const Encoding& declared);

}  // namespace commonplace::decode
