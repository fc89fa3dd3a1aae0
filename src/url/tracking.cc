#include "url/tracking.h"

#include <algorithm>

#include "base/text.h"
#include "url/percent.h"

namespace commonplace::url {
namespace {

// In lower case; '*' at the end stands for any rest. A name belongs here only if no site can mean content by it.
// Missing on purpose: "ref" (a branch on GitHub), "source" and "cid" (columns of search forms), "pk_*" beyond Matomo's
// own (primary keys), "partner", "share", "spm" and "trk" (too short to be anybody's alone), "amp" and "output"
// (another document).
constexpr std::string_view kTracking[] = {
    // Google Analytics, which everyone copied; its linker, advertisements and merchants
    "utm_*", "ga_source", "ga_medium", "ga_term", "ga_content", "ga_campaign", "_ga", "_gl", "gclid", "gclsrc", "dclid",
    "gbraid", "wbraid", "gad_source", "gad_campaignid", "srsltid", "itm_*", "otm_*",
    // Matomo, under all its names
    "mtm_*", "matomo_*", "piwik_*", "pk_campaign", "pk_kwd", "pk_keyword", "pk_source", "pk_medium", "pk_content",
    "pk_cid", "pk_group", "pk_placement",
    // AT Internet, as the BBC and Le Monde use it; Webtrekk; Adobe
    "xtor", "at_medium", "at_campaign", "at_campaign_type", "at_custom*", "at_link_*", "at_ptr_*", "at_format",
    "at_creation", "at_bbc_team", "wt_mc", "wt_zmc", "wt.mc_*", "s_cid", "sc_cid",
    // Networks and advertisers: an identifier for each click
    "fbclid", "fb_action_ids", "fb_action_types", "fb_source", "igshid", "igsh", "twclid", "ttclid", "li_fat_id",
    "rdt_cid", "sccid", "epik", "msclkid", "yclid", "ysclid", "_openstat", "irclickid", "cjevent", "tblci", "dicbo",
    "rb_clickid", "_branch_match_id", "_trksid", "ref_src", "ref_url", "mibextid", "__twitter_impression", "sscid",
    "ef_id", "s_kwcid", "cm_mmc", "cm_mmca*", "wickedid", "tduid", "zanpid",
    // Newsletters: who got the mail
    "mc_cid", "mc_eid", "mc_tc", "_hsenc", "_hsmi", "__hssc", "__hstc", "__hsfp", "hsctatracking", "hsa_*", "mkt_tok",
    "vero_id", "vero_conv", "oly_*", "_kx", "ml_subscriber", "ml_subscriber_hash", "ck_subscriber_id", "vgo_ee", "dm_i",
    "bsft_*", "elqtrack", "elqtrackid", "sfmc_*", "emci", "emdi", "__s", "hmb_*", "_bta_tid", "_bta_c", "trk_contact",
    "trk_msg", "trk_module", "trk_sid", "_cldee", "nr_email_referer", "hootpostid", "echobox",
    // Publishers' own
    "cmpid", "ncid", "ocid", "icid", "ito", "ns_campaign", "ns_mchannel", "ns_source", "ns_linkname", "ns_fee",
    "guccounter", "guce_referrer", "guce_referrer_sig", "dgcid",
    // Sessions: another one with each answer
    "phpsessid", "jsessionid"};

// Medium's "source=rss----1a2b3c4d5e6f---4": the name is everybody's, such a value is not.
bool is_source_of_medium(std::string_view parameter) {
  return parameter.starts_with("source=rss-") && parameter.find("---") != std::string_view::npos;
}

bool is_tracking(std::string_view parameter) {
  if (is_source_of_medium(parameter)) return true;
  const std::string name = base::to_ascii_lower(percent_decode(parameter.substr(0, parameter.find('='))));
  return std::any_of(std::begin(kTracking), std::end(kTracking), [&name](std::string_view tracking) {
    if (!tracking.ends_with('*')) return name == tracking;
    return name.starts_with(tracking.substr(0, tracking.size() - 1));
  });
}

// '&', ';' as HTML 4.01 recommended (§B.2.2), and "&amp;" of those who escape twice.
std::string_view separator_before(std::string_view rest) {
  constexpr std::string_view kEscaped = "&amp;";
  return rest.substr(0, rest.starts_with(kEscaped) ? kEscaped.size() : 1);
}

}  // namespace

std::string without_tracking(std::string_view query) {
  std::string kept;
  std::string_view before, separator, joint;  // the joint is what parts the next that is kept from the last
  for (bool is_dropped = false;;) {
    const std::string_view parameter = query.substr(0, query.find_first_of("&;"));
    // A ';' may also stand in a value: "utm_content=a;b".
    const bool continues = separator == ";" && !before.empty() && parameter.find('=') == std::string_view::npos;
    if (!continues) is_dropped = parameter.empty() || is_tracking(parameter);
    if (!is_dropped) {
      if (!kept.empty()) kept += joint;
      kept += parameter;
      joint = {};
    }
    query.remove_prefix(parameter.size());
    if (query.empty()) return kept;
    before = parameter;
    separator = separator_before(query);
    if (joint.empty() || separator != ";") joint = separator;  // what '&' parts, not all part at ';'
    query.remove_prefix(separator.size());
  }
}

std::string without_session(std::string_view path) {
  constexpr std::string_view kSession = ";jsessionid=";
  std::string kept;
  while (!path.empty()) {
    const std::size_t semicolon = std::min(path.find(';'), path.size());
    kept += path.substr(0, semicolon);
    path.remove_prefix(semicolon);
    const std::size_t end = std::min(path.find_first_of(";/", 1), path.size());
    if (!base::starts_with_ignoring_case(path, kSession)) kept += path.substr(0, end);
    path.remove_prefix(end);
  }
  return kept;
}

}  // namespace commonplace::url
