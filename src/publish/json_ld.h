// A topic → schema.org data for machines that read its page (JSON-LD 1.1 in a data block, HTML §4.12.1).

#pragma once

#include "commonplace/publish.h"
#include "publish/template.h"

namespace commonplace::publish {

// The whole <script type="application/ld+json"> element. A data block is not executed, so the content security policy
// lets it stand.
Markup json_ld(const TopicPage& page);

}  // namespace commonplace::publish
