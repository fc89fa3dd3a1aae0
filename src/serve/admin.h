// The operator's listener: /status for people, /api for programs, and the two commands that change something.

#pragma once

#include <string>
#include <vector>

#include "commonplace/publish.h"
#include "commonplace/result.h"
#include "runtime/task.h"
#include "serve/message.h"
#include "store/records.h"

namespace commonplace::serve {

class Admin {
 public:
  // Everything that the pages show, read at one moment.
  struct State {
    Site site;
    Timestamp now;
    std::vector<store::SourceRow> sources;
    std::vector<std::string> messages;  // about the configuration, as they print
    bool ready = false;                 // the first snapshot is there
  };

  // What answering needs from the daemon.
  class Delegate {
   public:
    virtual ~Delegate() = default;
    virtual runtime::Task<Result<State>> state() = 0;
    // Polls these sources now (none named: all that are enabled); one line of JSON each. Error: NotFound.
    virtual runtime::Task<Result<std::string>> poll(std::vector<std::string> slugs) = 0;
    // Reads the drop-ins again; what happened, in words.
    virtual runtime::Task<Result<std::string>> reload() = 0;
  };

  explicit Admin(Delegate& delegate) : delegate_(delegate) {}

  // GET /status, /api/status, /api/sources[/SLUG], /healthz, /readyz; POST /api/poll?source=…&source=…, /api/reload.
  // Over TCP a POST must name a loopback host and carry `X-Commonplace: 1`, so that no web page can send one.
  runtime::Task<Response> answer(Request request);

 private:
  runtime::Task<Response> command(Request request, std::string path);
  runtime::Task<Response> show(Request request, std::string path);

  Delegate& delegate_;
};

}  // namespace commonplace::serve
