// A parsed feed as text, one fact a line, absent ones left out: what the corpus' .expect files hold.

#pragma once

#include <string>

#include "commonplace/parse.h"

namespace commonplace::parse {

std::string dump(const ParsedFeed& feed);
std::string dump(const ParsedEntry& entry);

}  // namespace commonplace::parse
