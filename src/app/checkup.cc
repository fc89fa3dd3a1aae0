#include "app/checkup.h"

#include <pwd.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <set>
#include <system_error>

#include "app/engine.h"
#include "base/counted.h"
#include "config/in_force.h"
#include "config/written.h"
#include "opml/secrets.h"
#include "store/sqlite/integrity.h"

namespace commonplace::app {
namespace {

namespace fs = std::filesystem;
using Message = config::Message;

std::string user_name(uid_t user) {
  const passwd* entry = ::getpwuid(user);
  return entry ? entry->pw_name : std::to_string(user);
}

std::string megabytes(std::uintmax_t bytes) {
  return bytes < (1u << 20) ? std::to_string(bytes >> 10) + " KiB" : std::to_string(bytes >> 20) + " MiB";
}

// The files of ${file:PATH} in a text.
std::set<std::string> files_named_in(std::string_view text) {
  constexpr std::string_view kBegin = "${file:";
  std::set<std::string> files;
  for (std::size_t at = 0; (at = text.find(kBegin, at)) != std::string_view::npos; at += kBegin.size()) {
    const std::size_t end = text.find('}', at);
    if (end != std::string_view::npos) files.emplace(text.substr(at + kBegin.size(), end - at - kBegin.size()));
  }
  return files;
}

// A secret that stands in the drop-in itself.
bool holds_secret(const config::DropIn& file, const InForce& in_force) {
  const config::Written written = config::read_written({file}, {});
  const auto has_secrets = [](const NamedSettings& named) { return opml::has_secrets(named.settings); };
  if (std::ranges::any_of(written.sources, has_secrets) || std::ranges::any_of(written.topics, has_secrets))
    return true;
  for (const config::Setting& setting : config::settings_in_force({file}, in_force.loaded, {})) {
    const config::Decision& decision = setting.in_force();
    if (decision.file == file.file && setting.key.starts_with("service.") && decision.holds_secret) return true;
  }
  return false;
}

void look_at_secret(const std::string& file, std::string_view what, Findings& findings) {
  struct stat facts {};
  if (::stat(file.c_str(), &facts) != 0 || (facts.st_mode & S_IROTH) == 0) return;
  findings.push_back(
      {"secrets", Verdict::Warn, file + " " + std::string(what) + ", and everybody may read it", "chmod o-r " + file});
}

void look_at_writers(const std::string& path, Findings& findings) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0 || (facts.st_mode & S_IWOTH) == 0) return;
  findings.push_back({"permissions", Verdict::Fail, "everybody may change " + path, "chmod o-w " + path});
}

// The latest time in the store that is not a plan.
std::optional<Timestamp> latest_time(const std::vector<store::SourceRow>& rows) {
  std::optional<Timestamp> latest;
  for (const store::SourceRow& row : rows) {
    for (const auto& time : {row.history.last_poll, row.history.last_success, row.history.since}) {
      if (time && (!latest || *time > *latest)) latest = time;
    }
  }
  return latest;
}

void look_at_owners(const std::string& path, Findings& findings) {
  struct stat folder {};
  const std::string parent = fs::absolute(path).parent_path().string();
  if (::stat(parent.c_str(), &folder) != 0) return;
  for (const char* suffix : {"", "-wal", "-shm", ".lock"}) {
    struct stat file {};
    if (::stat((path + suffix).c_str(), &file) != 0 || file.st_uid == folder.st_uid || folder.st_uid == 0) continue;
    findings.push_back({"store", Verdict::Fail,
                        path + suffix + " belongs to " + user_name(file.st_uid) + ", its folder to " +
                            user_name(folder.st_uid) + ", whose daemon cannot write it",
                        "chown " + user_name(folder.st_uid) + " " + path + suffix});
  }
}

}  // namespace

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::Ok:
      return "ok";
    case Verdict::Warn:
      return "warn";
    case Verdict::Fail:
      return "fail";
  }
  return {};
}

Findings check_configuration(const InForce& in_force, const std::string& directory) {
  const auto of = [&](Message::Severity severity) {
    return static_cast<std::size_t>(std::ranges::count(in_force.loaded.messages, severity, &Message::severity));
  };
  const std::size_t errors = of(Message::Severity::Error), warnings = of(Message::Severity::Warning);
  const std::string check = "commonplace check --config " + directory;
  if (errors > 0) {
    const auto first = std::ranges::find(in_force.loaded.messages, Message::Severity::Error, &Message::severity);
    return {{"configuration", Verdict::Fail,
             base::counted(errors, "mistake", "mistakes") + ", the first in " + first->to_string(), check}};
  }
  const std::string what = base::counted(in_force.loaded.config.sources.size(), "source", "sources") + " and " +
                           base::counted(in_force.loaded.config.topics.size(), "topic", "topics") + " in " + directory;
  if (warnings > 0)
    return {{"configuration", Verdict::Warn, what + ", with " + base::counted(warnings, "warning", "warnings"), check}};
  if (in_force.loaded.config.sources.empty())
    return {{"configuration", Verdict::Warn, what + ": there is nothing to publish yet", "commonplace add URL"}};
  return {{"configuration", Verdict::Ok, what + ", no mistakes", {}}};
}

Findings check_permissions(const InForce& in_force, const std::string& directory) {
  Findings findings;
  look_at_writers(directory, findings);
  for (const config::DropIn& file : in_force.files) {
    look_at_writers(file.file, findings);
    if (holds_secret(file, in_force)) look_at_secret(file.file, "holds a secret", findings);
    for (const std::string& secret : files_named_in(file.text))
      look_at_secret(secret, "is a secret of " + file.file, findings);
  }
  if (findings.empty()) findings.push_back({"permissions", Verdict::Ok, "secrets are not for everybody to read", {}});
  return findings;
}

Findings check_store(const config::Service& service, Timestamp now) {
  const std::string path = store_path(service);
  std::error_code error;
  if (!fs::exists(path, error) && !error)
    return {{"store", Verdict::Warn, path + " does not exist yet: nothing was ever polled", "commonplace poll"}};
  if (::access(path.c_str(), R_OK) != 0)
    return {{"store", Verdict::Fail, path + " cannot be read: " + std::generic_category().message(errno),
             "become the user that the service runs as"}};
  Findings findings;
  look_at_owners(path, findings);
  const auto damage = store::sqlite::find_damage(path);
  if (!damage) {
    findings.push_back({"store", Verdict::Fail, damage.error().detail, {}});
    return findings;
  }
  if (!damage->empty()) {
    findings.push_back({"store", Verdict::Fail, path + " is damaged: " + damage->front(), "restore a backup"});
    return findings;
  }
  const auto store = open_for_reading(service);
  const auto rows = store ? (*store)->sources() : fail(store.error());
  if (!rows) {
    findings.push_back({"store", Verdict::Fail, rows.error().detail, {}});
    return findings;
  }
  if (findings.empty()) {
    const std::uintmax_t size = fs::file_size(path, error);
    findings.push_back({"store", Verdict::Ok, path + " is sound (" + megabytes(error ? 0 : size) + ")", {}});
  }
  constexpr std::chrono::minutes kSlack{2};
  if (const auto latest = latest_time(*rows); latest && *latest > now + kSlack) {
    findings.push_back({"clock", Verdict::Fail,
                        "the store was last written at " + to_rfc3339(*latest) +
                            ", which is still to come: the clock "
                            "is behind, or was ahead",
                        "timedatectl"});
  }
  return findings;
}

Findings check_disk(const config::Service& service) {
  const std::string path = store_path(service);
  fs::path folder = fs::absolute(path).parent_path();
  struct statvfs disk {};
  if (::statvfs(folder.c_str(), &disk) != 0)
    return {
        {"disk", Verdict::Fail,
         "the folder " + folder.string() + " of the store cannot be used: " + std::generic_category().message(errno),
         "mkdir -p " + folder.string()}};
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  const std::uintmax_t store = error ? 0 : size;
  const std::uintmax_t free = static_cast<std::uintmax_t>(disk.f_bavail) * disk.f_frsize;
  constexpr std::uintmax_t kLeast = 64u << 20, kComfortable = 512u << 20;
  const std::string what = megabytes(free) + " are free for " + folder.string();
  const std::string next = "df -h " + folder.string();
  if (free < kLeast) return {{"disk", Verdict::Fail, what + ": soon nothing can be stored", next}};
  // A backup, and a migration that copies a table, take about as much again.
  if (free < std::max(kComfortable, store))
    return {{"disk", Verdict::Warn, what + ", which is little beside a store of " + megabytes(store), next}};
  return {{"disk", Verdict::Ok, what, {}}};
}

Findings check_clock() {
  timex clock{};
  const int state = ::adjtimex(&clock);
  if (state < 0) return {};  // not ours to ask, as in some containers
  if ((clock.status & STA_UNSYNC) != 0)
    return {{"clock", Verdict::Warn, "nothing keeps the clock of this machine in time", "timedatectl set-ntp true"}};
  return {{"clock", Verdict::Ok, "the clock is kept in time", {}}};
}

}  // namespace commonplace::app
