// A setting's value as JSON, and back.

#pragma once

#include <optional>
#include <string_view>

#include "json/writer.h"
#include "model/settings.h"

namespace commonplace::json {

void write_setting(Writer& writer, const SettingValue& value);

// Nothing where the text is no JSON, or none that a setting can be: fractions, null, lists of other things than
// strings.
std::optional<SettingValue> read_setting(std::string_view text);

}  // namespace commonplace::json
