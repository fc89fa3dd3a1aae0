// The types that an entry may have without anybody's configuring them (SPEC §2).

#pragma once

#include <string_view>

namespace commonplace {

inline constexpr std::string_view kTypeNames[] = {"News", "Webinar", "Event", "Announcement",
                                                  "Blog", "Podcast", "Video", "Job"};

}  // namespace commonplace
