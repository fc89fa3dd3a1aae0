// What looks like a user name and password in a text that could not be read as an address.

#pragma once

#include <string>
#include <string_view>

namespace commonplace::url {

// "https://ann:secret@ho st/" → "https://…@ho st/", to be quoted in a message.
std::string hide_userinfo(std::string_view no_url);

}  // namespace commonplace::url
