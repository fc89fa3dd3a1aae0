#include "app/static_site.h"

#include <boost/json/parse.hpp>

#include "app/appearance.h"
#include "app/archive.h"
#include "app/entry_answer.h"
#include "app/publisher.h"
#include "app/sources_page.h"
#include "app/topic_selection.h"
#include "runtime/files.h"
#include "serve/assets.h"
#include "serve/static_files.h"

namespace commonplace::app {
namespace {

namespace fs = std::filesystem;

constexpr char kHeaders[] = "headers.json";
constexpr char kNginx[] = "headers.nginx";
constexpr std::size_t kLargestFile = 256 << 20;
constexpr std::string_view kEncodings[] = {"", ".gz", ".br"};

// The paths that an earlier call wrote, by their own list. None where there is no list that can be read.
std::vector<std::string> written_before(const fs::path& folder) {
  const Result<std::string> text = runtime::read_file(folder / kHeaders, kLargestFile);
  if (!text) return {};
  boost::system::error_code error;
  const boost::json::value list = boost::json::parse(*text, error);
  std::vector<std::string> paths;
  if (error || !list.is_object()) return paths;
  for (const auto& member : list.get_object()) paths.emplace_back(member.key());
  return paths;
}

class Folder {
 public:
  explicit Folder(fs::path root) : root_(std::move(root)) {}

  Result<bool> put(const std::string& path, const serve::Representation& document) {
    const std::string file = serve::file_of(path);
    if (file.empty()) return fail(Errc::Io, "'" + path + "' cannot be the name of a file");
    const serve::Variant* variants[] = {&document.identity, document.gzip ? &*document.gzip : nullptr,
                                        document.brotli ? &*document.brotli : nullptr};
    bool changed = false;
    for (std::size_t i = 0; i < std::size(kEncodings); ++i) {
      const fs::path name = root_ / (file + std::string(kEncodings[i]));
      const Result<bool> done =
          variants[i] ? write(name, variants[i]->body.text(), document.last_modified) : remove(name);
      if (!done) return done;
      changed = changed || *done;
    }
    documents_[path] = serve::describe(document);
    site_.changed += changed ? 1 : 0;
    return changed;
  }

  // Takes away what an earlier call listed and is not there any more, then lists what is.
  Result<StaticSite> finish() {
    for (const std::string& path : written_before(root_)) {
      const std::string file = serve::file_of(path);
      if (file.empty() || documents_.contains(path)) continue;
      for (const std::string_view encoding : kEncodings) {
        if (const auto done = remove(root_ / (file + std::string(encoding))); !done) return fail(done.error());
      }
      std::error_code ignored;
      fs::path parent = (root_ / file).parent_path();
      while (parent != root_ && fs::remove(parent, ignored)) parent = parent.parent_path();  // while it is empty
      ++site_.removed;
    }
    const std::pair<const char*, std::string> lists[] = {{kHeaders, serve::write_headers_json(documents_)},
                                                         {kNginx, serve::write_nginx_include(documents_)}};
    for (const auto& [name, text] : lists) {
      if (const auto done = write(root_ / name, text, {}); !done) return fail(done.error());
    }
    site_.documents = documents_.size();
    return site_;
  }

 private:
  static tl::unexpected<Error> failure(const char* what, const fs::path& path, const std::error_code& error) {
    return fail(Errc::Io, std::string("cannot ") + what + " " + path.string() + ": " + error.message());
  }

  // Whether it is another than before. Servers that know nothing of us tell the file's time as Last-Modified.
  static Result<bool> write(const fs::path& path, const std::string& bytes, Timestamp last_modified) {
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) return failure("make", path.parent_path(), error);
    const Result<std::string> before = runtime::read_file(path, kLargestFile);
    if (before && *before == bytes) return false;
    const Result<std::size_t> written = runtime::replace_file(path, bytes);
    if (!written) return fail(written.error());
    if (last_modified != Timestamp{})
      fs::last_write_time(path, std::chrono::file_clock::from_sys(last_modified), error);
    if (error) return failure("set the time of", path, error);
    return true;
  }

  static Result<bool> remove(const fs::path& path) {
    std::error_code error;
    const bool was_there = fs::remove(path, error);
    if (error) return failure("remove", path, error);
    return was_there;
  }

  fs::path root_;
  serve::StaticDocuments documents_;
  StaticSite site_;
};

Result<bool> put_snapshot(SnapshotBuilder& builder, std::shared_ptr<const Live> live, Timestamp now, Folder& folder) {
  const auto snapshot = builder.build(std::move(live), {}, now);
  if (!snapshot) return fail(snapshot.error());
  for (const auto& [path, document] : (*snapshot)->by_path) {
    if ((*snapshot)->guards.contains(path)) continue;
    if (const auto put = folder.put(path, *document); !put) return put;
  }
  for (const std::string_view path : serve::asset_paths()) {
    if (const auto put = folder.put(std::string(path), *serve::find_asset(path)); !put) return put;
  }
  return true;
}

Result<bool> put_entries(store::Store& store, const Live& live, Folder& folder) {
  constexpr std::size_t kBatch = 500;
  std::int64_t after = 0;
  for (;;) {
    const auto batch = store.rematch_batch(after, kBatch, store::CatalogStore::Among::All);
    if (!batch) return fail(batch.error());
    if (batch->empty()) return true;
    after = batch->back().row;
    for (const store::CatalogStore::RematchRow& row : *batch) {
      const Result<EntryAnswer> answer = answer_entry(store, live, row.entry.key);
      if (!answer) return fail(answer.error());
      const auto* page = std::get_if<EntryPage>(&*answer);
      if (!page) continue;  // not for everybody, or a part of another's page
      const auto document = serve::represent(seen_by_readers(render(*page), live), kEntryAge);
      if (const auto put = folder.put("/entries/" + row.entry.key, *document); !put) return put;
    }
  }
}

Result<bool> put_archives(store::Store& store, const Live& live, Folder& folder) {
  for (const Topic& topic : live.config.topics) {
    if (!is_public(topic)) continue;
    for (std::size_t number = 1;; ++number) {
      const auto archive = archive_document(store, live, topic, number);
      if (!archive) return fail(archive.error());
      if (!*archive) break;
      const auto document = serve::represent((*archive)->rendered, (*archive)->max_age);
      const std::string path = "/topics/" + topic.slug + "/archive/" + std::to_string(number) + ".atom";
      if (const auto put = folder.put(path, *document); !put) return put;
    }
  }
  return true;
}

}  // namespace

Result<StaticSite> render_site(store::Store& store, const std::shared_ptr<const Live>& live, Timestamp now,
                               const fs::path& folder) {
  Folder files(folder);
  SnapshotBuilder builder(store);
  if (const auto put = put_snapshot(builder, live, now, files); !put) return fail(put.error());
  if (const auto put = put_archives(store, *live, files); !put) return fail(put.error());
  const auto sources = sources_document(store, *live);
  if (!sources) return fail(sources.error());
  if (const auto put = files.put("/sources", **sources); !put) return fail(put.error());
  if (const auto put = put_entries(store, *live, files); !put) return fail(put.error());
  return files.finish();
}

}  // namespace commonplace::app
