// Drop-ins → the configuration in force, applied to the store: the last good text stands in for a file gone bad.

#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/live.h"
#include "config/difference.h"
#include "store/store.h"

namespace commonplace::app {

// What the command line says about the configuration.
struct Launch {
  std::string directory;  // of the drop-ins
  config::Overrides overrides;
};

// The drop-ins as they are, without a store: for `check`, and for finding the store.
config::Loaded read_configuration(const Launch& launch);

// The drop-ins that are in force where these are the last good texts of files gone bad, by file name.
struct InForce {
  std::vector<config::DropIn> files;        // a bad one with its last good text, where it has one
  config::Loaded loaded;                    // the messages are about the files as they are
  std::map<std::string, std::string> good;  // to be kept for the next time
  DropIns drop_ins;
};
InForce read_in_force(const Launch& launch, const std::map<std::string, std::string>& last_good);

// These drop-ins as if they were all that the folder holds.
config::Loaded load_drop_ins(const Launch& launch, const std::vector<config::DropIn>& files);

// The same with references to secrets left as they are written: for
// commands that hand the configuration on, on a machine that may not have the secrets.
config::Loaded load_as_written(const Launch& launch, const std::vector<config::DropIn>& files);

struct Applied {
  std::shared_ptr<const Live> live;
  std::vector<TopicId> touched;   // whose published state changed with it
  config::Difference difference;  // from what was in force; none at the start
};

enum class Moment { Start, Reload };

// Reads the drop-ins, makes sources and topics of the store those of the configuration, and rematches the topics whose
// rule changed. Blocks; belongs on the writer pool. Error: BadConfig where [service] is bad; on a reload only where
// there is no last good one either.
Result<Applied> apply_configuration(store::Store& store, const Launch& launch, Timestamp now, Moment moment);

// What is in force as far as the store knows, which nothing is written to: for who publishes beside a daemon. Sources
// and topics that the store has not seen are left out. Error: BadConfig where [service] is bad.
Result<std::shared_ptr<const Live>> configuration_in_store(store::Store& store, const Launch& launch);

// --config, else $COMMONPLACE_CONFIG, else /etc/commonplace/feeds.d where it exists, else ./feeds.d.
std::string config_directory(const std::string& option);

}  // namespace commonplace::app
