#include "store/sqlite/migrations.h"

#include <iterator>
#include <string>

namespace commonplace::store::sqlite {
namespace {

// Times are seconds since 1970 in UTC. Digests are 64 bits. What listings sort and join by are columns; the rest of
// an entry is its JSON document, and its bodies are a table of their own, so that listings do not page through them.
constexpr const char* kInitial = R"sql(
  CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    slug TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    settings INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    tags TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    adopted_url TEXT NOT NULL DEFAULT '',
    head TEXT NOT NULL DEFAULT '{}',
    state INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    since INTEGER,
    last_poll INTEGER,
    last_success INTEGER,
    last_new INTEGER,
    last_unconditional INTEGER,
    http_status INTEGER NOT NULL DEFAULT 0,
    message TEXT NOT NULL DEFAULT '',
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    body_hash INTEGER NOT NULL DEFAULT 0,
    next_poll INTEGER NOT NULL,
    next_poll_reason TEXT NOT NULL DEFAULT ''
  );
  CREATE INDEX source_due ON source (next_poll) WHERE enabled;

  -- A story is what its first copy was when it was first stored; copies may come and lead, these columns stay.
  CREATE TABLE story (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    atom_id TEXT NOT NULL UNIQUE,
    published INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    position INTEGER NOT NULL
  );

  CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    source_id INTEGER NOT NULL REFERENCES source,
    identity TEXT NOT NULL,
    url_key TEXT NOT NULL,
    fingerprint INTEGER NOT NULL,
    story_id INTEGER NOT NULL REFERENCES story,
    published INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    position INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (source_id, identity)
  );
  CREATE INDEX entry_url ON entry (url_key, story_id) WHERE url_key <> '';
  CREATE INDEX entry_story ON entry (story_id);
  CREATE INDEX entry_order ON entry (published DESC, first_seen DESC, position, key);
  CREATE INDEX entry_source_order ON entry (source_id, published DESC, first_seen DESC, position, key);

  CREATE TABLE entry_body (
    entry_id INTEGER PRIMARY KEY REFERENCES entry ON DELETE CASCADE,
    summary TEXT NOT NULL,
    content TEXT NOT NULL
  );

  -- What readers saw before an edit.
  CREATE TABLE revision (
    entry_id INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    replaced INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (entry_id, revision)
  );

  CREATE TABLE topic (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    slug TEXT NOT NULL UNIQUE,
    rule INTEGER NOT NULL,
    settings INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    stories INTEGER NOT NULL DEFAULT 0
  );

  CREATE TABLE topic_entry (
    entry_id INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
    topic_id INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    PRIMARY KEY (entry_id, topic_id)
  ) WITHOUT ROWID;
  CREATE INDEX topic_entry_topic ON topic_entry (topic_id);

  -- The stories of a topic in the order of publication: the newest N are one index range.
  CREATE TABLE topic_story (
    topic_id INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    published INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    position INTEGER NOT NULL,
    key TEXT NOT NULL,
    story_id INTEGER NOT NULL REFERENCES story ON DELETE CASCADE,
    PRIMARY KEY (topic_id, published DESC, first_seen DESC, position, key)
  ) WITHOUT ROWID;
  CREATE INDEX topic_story_story ON topic_story (story_id);

  CREATE TABLE dropin (
    name TEXT PRIMARY KEY,
    text TEXT NOT NULL
  ) WITHOUT ROWID;
)sql";

// 1 from when a topic's rule is changed until every entry has been matched anew: a kill in between is made good.
constexpr const char* kRememberRematch = "ALTER TABLE topic ADD COLUMN rematch INTEGER NOT NULL DEFAULT 0";

// What the scheduler learned: the publisher's last hints, the rhythm of the source (a gap, and how many publications
// fell into each hour and day, a hexadecimal digit each), and whether it waits for its host's turn.
constexpr const char* kSchedule = R"sql(
  ALTER TABLE source ADD COLUMN hint_ttl INTEGER;
  ALTER TABLE source ADD COLUMN hint_base INTEGER;
  ALTER TABLE source ADD COLUMN hint_max_age INTEGER;
  ALTER TABLE source ADD COLUMN skip_hours INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE source ADD COLUMN skip_days INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE source ADD COLUMN publications INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE source ADD COLUMN rhythm_gap INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE source ADD COLUMN rhythm_longest INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE source ADD COLUMN rhythm_first INTEGER;
  ALTER TABLE source ADD COLUMN rhythm_last INTEGER;
  ALTER TABLE source ADD COLUMN rhythm_hours TEXT NOT NULL DEFAULT '';
  ALTER TABLE source ADD COLUMN rhythm_days TEXT NOT NULL DEFAULT '';
  ALTER TABLE source ADD COLUMN put_off INTEGER NOT NULL DEFAULT 0;
)sql";

// Where permanent redirects led, as long as the polls agree; what a site announces in place of a feed that it lost; and
// until when a publisher asked not to be asked.
constexpr const char* kMoves = R"sql(
  ALTER TABLE source ADD COLUMN moved_to TEXT NOT NULL DEFAULT '';
  ALTER TABLE source ADD COLUMN moved_polls INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE source ADD COLUMN suggested_url TEXT NOT NULL DEFAULT '';
  ALTER TABLE source ADD COLUMN held_until INTEGER;
)sql";

// How the last polls went, and what the operator was told. The run that goes on is in the row of its source, which
// every poll writes anyway; only the one before it is written beside, to a place that is used again in turn.
constexpr const char* kPollRuns = R"sql(
  ALTER TABLE source ADD COLUMN told_state INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE source ADD COLUMN told_address TEXT NOT NULL DEFAULT '';
  ALTER TABLE source ADD COLUMN runs INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE source ADD COLUMN run_first INTEGER;
  ALTER TABLE source ADD COLUMN run_last INTEGER;
  ALTER TABLE source ADD COLUMN run_polls INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE source ADD COLUMN run_http INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE source ADD COLUMN run_inserted INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE source ADD COLUMN run_revised INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE source ADD COLUMN run_took INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE source ADD COLUMN run_message TEXT NOT NULL DEFAULT '';

  CREATE TABLE poll_run (
    source_id INTEGER NOT NULL REFERENCES source,
    place INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    polls INTEGER NOT NULL,
    http_status INTEGER NOT NULL,
    inserted INTEGER NOT NULL,
    revised INTEGER NOT NULL,
    took INTEGER NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (source_id, place)
  ) WITHOUT ROWID;
)sql";

// During an outage only files are polled as usual: they are found among ten thousand others that are overdue.
constexpr const char* kFilesDue =
    "CREATE INDEX source_due_file ON source (next_poll) WHERE enabled AND substr(url, 1, 5) = 'file:'";

// By what an entry is recognized when its id has changed (0: stored before this was known, or without a title), what it
// was before its last edits (store/sqlite/versions), and what was noticed of its source's ids
// (store/sqlite/id_quality).
constexpr const char* kIdentity = R"sql(
  ALTER TABLE entry ADD COLUMN title_digest INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE entry ADD COLUMN versions TEXT NOT NULL DEFAULT '';
  ALTER TABLE source ADD COLUMN id_quality TEXT NOT NULL DEFAULT '';
  CREATE INDEX entry_title ON entry (source_id, title_digest) WHERE title_digest <> 0;
)sql";

// What is left of entries that were taken away.
constexpr const char* kTombstones = R"sql(
  CREATE TABLE tombstone (
    key TEXT PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES source,
    identity TEXT NOT NULL,
    url_key TEXT NOT NULL,
    title TEXT NOT NULL,
    link TEXT NOT NULL,
    published INTEGER NOT NULL,
    why INTEGER NOT NULL,
    since INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX tombstone_identity ON tombstone (source_id, identity);
  CREATE INDEX tombstone_url ON tombstone (source_id, url_key) WHERE url_key <> '';
)sql";

// Full-text search (store/sqlite/search_index): what is findable of an entry, by a number that is never used again, and
// the entries that were edited since they were indexed. The index holds no texts, only where their terms stand.
constexpr const char* kSearch = R"sql(
  CREATE VIRTUAL TABLE search_index USING fts5(
    title, excerpt, summary, content, categories, authors, facts, content = '', tokenize = 'commonplace'
  );
  INSERT INTO search_index (search_index, rank) VALUES ('pgsz', 8000);
  CREATE TABLE search_row (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    entry_id INTEGER NOT NULL UNIQUE REFERENCES entry ON DELETE CASCADE,
    source_id INTEGER NOT NULL,
    type TEXT NOT NULL,
    published INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    position INTEGER NOT NULL
  );
  CREATE TABLE search_waiting (
    entry_id INTEGER PRIMARY KEY REFERENCES entry ON DELETE CASCADE
  );
  CREATE TRIGGER search_edited AFTER UPDATE OF document ON entry BEGIN
    INSERT OR IGNORE INTO search_waiting (entry_id) VALUES (new.id);
  END;
  CREATE TABLE search_stemmer (number INTEGER PRIMARY KEY);
)sql";

// What copies are found by, for entries that were stored or edited since; the stories that became one with an older
// one, for those who come by their old names; and the pairs of entry keys that the operator wants apart.
constexpr const char* kStories = R"sql(
  CREATE TABLE entry_sketch (
    entry_id INTEGER PRIMARY KEY REFERENCES entry ON DELETE CASCADE,
    first_seen INTEGER NOT NULL,
    numbers BLOB NOT NULL
  );
  CREATE TABLE former_story (
    key TEXT PRIMARY KEY,
    atom_id TEXT NOT NULL UNIQUE,
    story_id INTEGER NOT NULL REFERENCES story ON DELETE CASCADE
  ) WITHOUT ROWID;
  CREATE INDEX former_story_story ON former_story (story_id);
  CREATE TABLE kept_apart (
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    PRIMARY KEY (one, other)
  ) WITHOUT ROWID;
)sql";

// What topics had and have no more, for their feeds to say so, and since when entries are hidden in them; the story of
// a withdrawn entry, which stays for it to come back to (0: none); the pairs of entry keys that the operator wants
// joined; and the pages that entries name as their original. Sketches are made anew: words have other digests now.
constexpr const char* kRetractions = R"sql(
  CREATE TABLE retraction (
    topic_id INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    atom_id TEXT NOT NULL,
    since INTEGER NOT NULL,
    published INTEGER NOT NULL,
    PRIMARY KEY (topic_id, atom_id)
  ) WITHOUT ROWID;
  CREATE INDEX retraction_order ON retraction (topic_id, since DESC, published DESC, atom_id);
  CREATE TABLE topic_hidden (
    topic_id INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    key TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (topic_id, key)
  ) WITHOUT ROWID;
  ALTER TABLE tombstone ADD COLUMN first_seen INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE tombstone ADD COLUMN story_id INTEGER NOT NULL DEFAULT 0;
  UPDATE tombstone SET first_seen = published;
  CREATE INDEX tombstone_story ON tombstone (story_id) WHERE story_id <> 0;
  CREATE TABLE joined (
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    PRIMARY KEY (one, other)
  ) WITHOUT ROWID;
  DELETE FROM entry_sketch;
  CREATE TABLE entry_origin (
    url_key TEXT NOT NULL,
    entry_id INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
    PRIMARY KEY (url_key, entry_id)
  ) WITHOUT ROWID;
  CREATE INDEX entry_origin_entry ON entry_origin (entry_id);
)sql";

// How many stories of a topic fall into each span of 65,536 seconds: those later than a moment are a sum of spans and
// a part of one, where counting them would read every one.
constexpr const char* kSpans = R"sql(
  CREATE TABLE topic_span (
    topic_id INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    span INTEGER NOT NULL,
    stories INTEGER NOT NULL,
    PRIMARY KEY (topic_id, span)
  ) WITHOUT ROWID;
  INSERT INTO topic_span (topic_id, span, stories)
    SELECT topic_id, published >> 16, count(*) FROM topic_story GROUP BY topic_id, published >> 16;
  CREATE TRIGGER story_joined AFTER INSERT ON topic_story BEGIN
    INSERT INTO topic_span (topic_id, span, stories) VALUES (new.topic_id, new.published >> 16, 1)
      ON CONFLICT (topic_id, span) DO UPDATE SET stories = stories + 1;
  END;
  CREATE TRIGGER story_left AFTER DELETE ON topic_story BEGIN
    UPDATE topic_span SET stories = stories - 1 WHERE topic_id = old.topic_id AND span = old.published >> 16;
  END;
)sql";

// When what entries announce takes place, for calendars: `over` is its end, or its beginning where it has none. And the
// events that were called off with the stories that announced them.
constexpr const char* kEvents = R"sql(
  CREATE TABLE entry_event (
    entry_id INTEGER PRIMARY KEY REFERENCES entry ON DELETE CASCADE,
    starts INTEGER NOT NULL,
    ends INTEGER,
    over INTEGER NOT NULL,
    whole_days INTEGER NOT NULL
  );
  CREATE INDEX entry_event_over ON entry_event (over);
  INSERT INTO entry_event (entry_id, starts, ends, over, whole_days)
    SELECT id, starts, ends, coalesce(ends, starts), whole_days FROM
      (SELECT id, unixepoch(document ->> '$.event.start') AS starts, unixepoch(document ->> '$.event.end') AS ends,
              document ->> '$.event.precision' = 'day' AS whole_days
       FROM entry WHERE instr(document, '"event":') > 0)
    WHERE starts IS NOT NULL;
  ALTER TABLE retraction ADD COLUMN starts INTEGER;
  ALTER TABLE retraction ADD COLUMN ends INTEGER;
  ALTER TABLE retraction ADD COLUMN whole_days INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE retraction ADD COLUMN edits INTEGER NOT NULL DEFAULT 0;
)sql";

// Every story that ever joined a topic, in that order, and the documents that are kept of fifty at a time. Of what is
// there the order of joining is that of first sight.
constexpr const char* kArchives = R"sql(
  CREATE TABLE topic_joined (
    topic_id INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    place INTEGER NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (topic_id, place)
  ) WITHOUT ROWID;
  INSERT INTO topic_joined (topic_id, place, key)
    SELECT topic_id,
           row_number() OVER (PARTITION BY topic_id ORDER BY first_seen, published, position DESC, key DESC) - 1, key
    FROM topic_story;
  CREATE INDEX topic_joined_key ON topic_joined (key, topic_id);
  CREATE TABLE archive (
    topic_id INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    number INTEGER NOT NULL,
    document BLOB NOT NULL,
    PRIMARY KEY (topic_id, number)
  );
  ALTER TABLE topic ADD COLUMN joined INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE topic ADD COLUMN archives INTEGER NOT NULL DEFAULT 0;
  UPDATE topic SET joined = (SELECT count(*) FROM topic_joined WHERE topic_id = topic.id);
)sql";

// What every poll writes is a few bytes beside the rest of its source, so that a batch of polls writes few pages: when
// the next one is (NULL: never, the source is disabled), how the last went, and how long the run goes on that `source`
// tells the rest of. `quiet`: that run brought nothing so far, and may go on.
constexpr const char* kScheduleApart = R"sql(
  CREATE TABLE schedule (
    source_id INTEGER PRIMARY KEY REFERENCES source,
    is_file INTEGER NOT NULL,
    next_poll INTEGER,
    next_poll_reason TEXT NOT NULL,
    put_off INTEGER NOT NULL DEFAULT 0,
    last_poll INTEGER,
    last_success INTEGER,
    run_last INTEGER,
    run_polls INTEGER NOT NULL DEFAULT 0,
    run_took INTEGER NOT NULL DEFAULT 0,
    quiet INTEGER NOT NULL DEFAULT 0
  );
  INSERT INTO schedule (source_id, is_file, next_poll, next_poll_reason, put_off, last_poll, last_success, run_last,
      run_polls, run_took, quiet)
    SELECT id, substr(url, 1, 5) = 'file:', iif(enabled, next_poll, NULL), next_poll_reason, put_off, last_poll,
      last_success, run_last, run_polls, run_took, run_first IS NOT NULL AND run_inserted + run_revised = 0 FROM source;
  CREATE INDEX schedule_due ON schedule (next_poll);
  CREATE INDEX schedule_due_file ON schedule (next_poll) WHERE is_file;
  DROP INDEX source_due;
  DROP INDEX source_due_file;
  ALTER TABLE source DROP COLUMN next_poll;
  ALTER TABLE source DROP COLUMN next_poll_reason;
  ALTER TABLE source DROP COLUMN put_off;
  ALTER TABLE source DROP COLUMN last_poll;
  ALTER TABLE source DROP COLUMN last_success;
  ALTER TABLE source DROP COLUMN run_last;
  ALTER TABLE source DROP COLUMN run_polls;
  ALTER TABLE source DROP COLUMN run_took;
)sql";

// The last documents of each source that brought something, at id = 4 × source + place; the keys of what a source
// listed last, as a JSON array; when entries are due that are held back; what is not for everybody; and what is told of
// the configuration and of stories that became one. Archives are compressed in another way from here on, and are made
// anew.
constexpr const char* kRetention = R"sql(
  CREATE TABLE original (
    id INTEGER PRIMARY KEY,
    fetched INTEGER NOT NULL,
    url TEXT NOT NULL,
    content_type TEXT NOT NULL,
    document BLOB NOT NULL
  );
  CREATE TABLE listed (
    source_id INTEGER PRIMARY KEY REFERENCES source,
    keys TEXT NOT NULL
  );
  CREATE TABLE reconfigured (
    id INTEGER PRIMARY KEY,
    since INTEGER NOT NULL,
    what TEXT NOT NULL
  );
  ALTER TABLE source ADD COLUMN entries_due INTEGER;
  ALTER TABLE source ADD COLUMN guarded INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE topic ADD COLUMN guarded INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE topic ADD COLUMN gone INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE former_story ADD COLUMN since INTEGER;
  CREATE INDEX former_story_since ON former_story (since) WHERE since IS NOT NULL;
  CREATE INDEX tombstone_since ON tombstone (since);
  DELETE FROM archive;
  UPDATE topic SET archives = 0;
)sql";

// How often a story changed for its readers, and when it last did: feeds say so, and neither must ever go back.
constexpr const char* kChanges = R"sql(
  ALTER TABLE story ADD COLUMN edits INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE story ADD COLUMN updated INTEGER;
  UPDATE story SET edits = summed.edits, updated = summed.updated
    FROM (SELECT story_id, sum(revision) - 1 AS edits,
                 max(iif(instr(document, '"updated":') > 0, unixepoch(document ->> '$.updated'), NULL)) AS updated
          FROM entry GROUP BY story_id) AS summed
    WHERE summed.story_id = story.id;
  UPDATE story SET edits = max(story.edits, told.edits)
    FROM (SELECT atom_id, max(edits) AS edits FROM retraction GROUP BY atom_id) AS told
    WHERE told.atom_id = story.atom_id;
)sql";

// What readers last saw of the configuration, and since when (NULL: from the beginning).
constexpr const char* kAppearance = R"sql(
  CREATE TABLE appearance (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    site INTEGER NOT NULL,
    whole INTEGER NOT NULL,
    since INTEGER
  );
)sql";

constexpr const char* kSteps[] = {kInitial,  kRememberRematch, kSchedule,      kMoves,     kPollRuns,    kFilesDue,
                                  kIdentity, kTombstones,      kSearch,        kStories,   kRetractions, kSpans,
                                  kEvents,   kArchives,        kScheduleApart, kRetention, kChanges,     kAppearance};

constexpr const char* kReadVersion = "PRAGMA user_version";

std::string transaction_to(int version, const char* step) {
  return std::string("BEGIN IMMEDIATE;") + step + ";PRAGMA application_id = " + std::to_string(kApplicationId) +
         ";PRAGMA user_version = " + std::to_string(version) + ";COMMIT;";
}

}  // namespace

Steps schema_steps() { return kSteps; }

Result<int> schema_version(Database& database, Steps steps) {
  Transaction transaction(database, Transaction::Kind::Read);
  std::int64_t version = 0;
  for (Statement row = transaction.query(kReadVersion); row.next();) version = row.integer(0);
  if (const Result<bool> done = transaction.commit(); !done) return fail(done.error());
  if (version > static_cast<std::int64_t>(steps.size())) {
    return fail(Errc::StoreNewer, database.path() + " was written by a newer commonplace (schema " +
                                      std::to_string(version) + ", this one knows " + std::to_string(steps.size()) +
                                      "); upgrade commonplace or restore a backup");
  }
  return static_cast<int>(version);
}

Result<bool> migrate(Database& database, Steps steps) {
  const Result<int> version = schema_version(database, steps);
  if (!version) return fail(version.error());
  for (std::size_t done = static_cast<std::size_t>(*version); done < steps.size(); ++done) {
    const std::string sql = transaction_to(static_cast<int>(done) + 1, steps[done]);
    const Result<bool> ran = database.run(sql.c_str());
    if (ran) continue;
    // Where SQLite has rolled back by itself there is nothing left to roll back, and that is no second error.
    (void)database.run("ROLLBACK");
    return ran;
  }
  return true;
}

}  // namespace commonplace::store::sqlite
