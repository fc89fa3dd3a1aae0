// The operator's listener: /status for people, /api for programs, and the two commands that change something.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commonplace/publish.h"
#include "commonplace/result.h"
#include "runtime/task.h"
#include "serve/message.h"
#include "serve/upkeep.h"
#include "store/records.h"

namespace commonplace::serve {

class Admin {
 public:
  // Everything that the pages show, read at one moment.
  struct State {
    Site site;
    Timestamp now;
    std::optional<Timestamp> started;
    std::vector<store::SourceRow> sources;
    std::size_t topics = 0;
    std::string outage;                 // "cut off from the network since …", while this machine is
    std::vector<std::string> messages;  // about the configuration, as they print
    std::size_t mistakes = 0;           // of these
    std::vector<std::string> kept;      // drop-ins that are bad now: their last good content is in force
    std::vector<std::string> left_out;  // those of which nothing is in force
    bool ready = false;                 // the first snapshot is there
  };

  struct PollRequest {
    std::vector<std::string> slugs;  // none: all that are enabled
    bool force = false;              // also those who asked not to be asked now
  };

  // What to tell in which words, in the order of telling.
  using Words = std::vector<std::pair<std::string, std::string>>;

  // Everything about one source.
  struct SourceView {
    Site site;
    Timestamp now;
    store::SourceRow row;
    std::vector<store::PollRun> polls;                          // the newest first
    std::vector<std::string> noticed;                           // of its ids
    std::vector<std::pair<std::string, std::size_t>> warnings;  // about its newest entries, and of how many
    Words explained;          // why it is asked when it is; empty: it is not configured
    Words configured;         // keys and values, without secrets
    std::string explanation;  // the same as `explained` for programs: a JSON object, or empty
  };

  // What answering needs from the daemon.
  class Delegate {
   public:
    virtual ~Delegate() = default;
    virtual runtime::Task<Result<State>> state() = 0;
    // Error: NotFound.
    virtual runtime::Task<Result<SourceView>> source(std::string slug) = 0;
    virtual runtime::Task<Result<std::string>> topics() = 0;  // a JSON array
    // The same of the entries that the query of the address asks for. Errors: BadQuery, NotFound.
    virtual runtime::Task<Result<std::string>> entries(std::string query) = 0;
    virtual runtime::Task<Result<std::string>> metrics() = 0;  // as Prometheus reads them
    // Polls these sources now; one line of JSON each. Error: NotFound.
    virtual runtime::Task<Result<std::string>> poll(PollRequest request) = 0;
    // Reads the drop-ins again; what that changed, as a JSON object. Error: BadConfig where [service] is bad.
    virtual runtime::Task<Result<std::string>> reload() = 0;
  };

  Admin(Delegate& delegate, Upkeep& upkeep) : delegate_(delegate), upkeep_(upkeep) {}

  // GET /status[?sort=…&show=broken], /status/SLUG, /api/status, /api/sources[/SLUG], /api/topics,
  // /api/entries[?topic=&source=&since=&match=&limit=], /metrics, /journal.atom, /healthz, /readyz;
  // POST /api/poll?source=…&source=…&force=1, /api/reload, /api/prune, /api/renormalize?source=…, /api/backup; with
  // dry_run=1 prune and renormalize only tell what they would do.
  // Over TCP a POST must name a loopback host and carry `X-Commonplace: 1`, so that no web page can send one.
  runtime::Task<Response> answer(Request request);

 private:
  runtime::Task<Response> command(Request request, std::string path);
  runtime::Task<Response> show(std::string path, std::string query);
  runtime::Task<Response> show_source(std::string slug, bool as_json);
  runtime::Task<Response> show_metrics();
  // What is asked of the daemon as JSON.
  runtime::Task<Response> list(runtime::Task<Result<std::string>> work);
  runtime::Task<Response> show_journal();
  runtime::Task<Response> back_up();

  Delegate& delegate_;
  Upkeep& upkeep_;
};

}  // namespace commonplace::serve
