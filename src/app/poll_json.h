// A poll's report as one line of JSON (SPEC §3, `poll --json`).

#pragma once

#include <string>

#include "app/pipeline.h"

namespace commonplace::app {

std::string poll_report_to_json(const PollReport& report);

}  // namespace commonplace::app
