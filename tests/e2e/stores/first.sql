-- A store of the first version, as its daemon left it: two sources, an edited entry, a story of two copies. The feed that
-- it published is first.atom.
PRAGMA application_id = 1129270608;
PRAGMA user_version = 2;
PRAGMA page_size = 8192;
BEGIN TRANSACTION;
CREATE TABLE dropin (
    name TEXT PRIMARY KEY,
    text TEXT NOT NULL
  ) WITHOUT ROWID;
INSERT INTO "dropin" VALUES('/srv/commonplace/feeds.d/old.toml','[service]
title = "Library partner news"
public_url = "https://news.example.org"
file_root = "samples"
listen = ["127.0.0.1:18080"]
admin_listen = "127.0.0.1:18081"

[source.tidewater]
url = "file:tidewater.rss"
homepage = "https://tidewater-partners.example/"
priority = 10
[source.shoreline]
url = "file:shoreline.rss"
homepage = "https://tidewater-partners.example/"
[topic.everything]
title = "Everything"
[topic.partners]
title = "Partners"
match = "partner*"
');
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
INSERT INTO "entry" VALUES(1,'dtsdj8vcfnvt',2,'id:october-24-seed-libraries','tidewater-partners.example/news/october-24-seed-libraries.html',-8159993734910882037,1,1729771200,1796048092,0,1,'{"id":"october-24-seed-libraries","title":"October 24, Seed libraries and school gardens","link":"https://tidewater-partners.example/news/october-24-seed-libraries.html","links":[{"rel":"alternate","href":"https://tidewater-partners.example/news/october-24-seed-libraries.html?utm_source=rss&utm_medium=feed"}],"published":"2024-10-24T12:00:00Z","date_precision":"day","date_from":"published","published_day":"2024-10-24","type":"News","event":{"start":"2024-10-24","precision":"day","from":"title"},"excerpt":"See how two branches and a school became partners over a drawer of bean seeds & a borrowed spade.","excerpt_truncated":false,"categories":[{"term":"News"}],"language":"en","_date_text":"Thu, 24 Oct 2024 00:00:00 +0000"}');
INSERT INTO "entry" VALUES(2,'vkrqadx2x6ka',2,'id:november-21-under-one-roof','tidewater-partners.example/news/november-21-under-one-roof.html',6440113552541550032,2,1729771200,1796048092,1,1,'{"id":"november-21-under-one-roof","title":"November 21, Under one roof: Clinics that move in with the library","link":"https://tidewater-partners.example/news/november-21-under-one-roof.html","links":[{"rel":"alternate","href":"https://tidewater-partners.example/news/november-21-under-one-roof.html?utm_source=rss&utm_medium=feed"}],"published":"2024-10-24T12:00:00Z","date_precision":"day","date_from":"published","published_day":"2024-10-24","type":"News","event":{"start":"2024-11-21","precision":"day","from":"title"},"excerpt":"A nurse, a librarian and an architect talk about a partnership that shares one front door.","excerpt_truncated":false,"categories":[{"term":"News"}],"language":"en","_date_text":"Thu, 24 Oct 2024 00:00:00 +0000"}');
INSERT INTO "entry" VALUES(3,'7w2r8sya84fm',2,'id:october-9-counting-together','tidewater-partners.example/news/october-9-counting-together.html',6012069117195493299,3,1728475200,1796048092,2,1,'{"id":"october-9-counting-together","title":"October 9, Counting together: Open data with the neighbours","link":"https://tidewater-partners.example/news/october-9-counting-together.html","links":[{"rel":"alternate","href":"https://tidewater-partners.example/news/october-9-counting-together.html?utm_source=rss&utm_medium=feed"}],"published":"2024-10-09T12:00:00Z","date_precision":"day","date_from":"published","published_day":"2024-10-09","type":"News","event":{"start":"2024-10-09","precision":"day","from":"title"},"excerpt":"Bring a question; our partners from \"Numbers for All\" bring the tables.","excerpt_truncated":false,"categories":[{"term":"News"}],"language":"en","_date_text":"Wed, 09 Oct 2024 00:00:00 +0000"}');
INSERT INTO "entry" VALUES(4,'0vg94cr8dyq9',2,'id:walking-the-story','tidewater-partners.example/news/walking-the-story.html',791566965479710402,4,1727352000,1796048092,3,1,'{"id":"walking-the-story","title":"Past the front desk: Walking a story with the parks department","link":"https://tidewater-partners.example/news/walking-the-story.html","links":[{"rel":"alternate","href":"https://tidewater-partners.example/news/walking-the-story.html?utm_source=rss&utm_medium=feed"}],"published":"2024-09-26T12:00:00Z","date_precision":"day","date_from":"published","published_day":"2024-09-26","type":"Webinar","excerpt":"A recorded session on planning story walks with a partner who owns the paths.","excerpt_truncated":false,"categories":[{"term":"Webinar"}],"language":"en","_date_text":"Thu, 26 Sep 2024 00:00:00 +0000"}');
INSERT INTO "entry" VALUES(5,'cg7jm4c5qh4w',2,'id:kuparuk-library','tidewater-partners.example/news/kuparuk-library.html',-7588911088610966774,5,1727179200,1796048092,4,1,'{"id":"kuparuk-library","title":"Kuparuk Consortium Library, Iḷisaġvik College","link":"https://tidewater-partners.example/news/kuparuk-library.html","links":[{"rel":"alternate","href":"https://tidewater-partners.example/news/kuparuk-library.html?utm_source=rss&utm_medium=feed"}],"published":"2024-09-24T12:00:00Z","date_precision":"day","date_from":"published","published_day":"2024-09-24","type":"News","excerpt":"Planning for storms has become daily work for small libraries. A consortium in the far north shows how partners keep people, records and radios together when the road is closed and…","excerpt_truncated":true,"categories":[{"term":"News"}],"language":"en","_date_text":"Tue, 24 Sep 2024 00:00:00 +0000"}');
INSERT INTO "entry" VALUES(6,'0vxpr2qzm2zs',2,'id:shared-kitchen','tidewater-partners.example/news/shared-kitchen.html',5203966301982368707,6,1725969600,1796048092,5,2,'{"id":"shared-kitchen","title":"The shared kitchen: What cooking clubs taught a library","link":"https://tidewater-partners.example/news/shared-kitchen.html","links":[{"rel":"alternate","href":"https://tidewater-partners.example/news/shared-kitchen.html?utm_source=rss&utm_medium=feed"}],"published":"2024-09-10T12:00:00Z","updated":"2026-11-30T14:14:52Z","date_precision":"day","date_from":"published","published_day":"2024-09-10","type":"News","excerpt":"As places where everybody may come in, libraries are good partners for teaching how to cook well on little money. This report follows three kitchens through their first year, from the hunt for a stove that the fire marshal would accept to the…","excerpt_truncated":true,"categories":[{"term":"News"}],"language":"en","_date_text":"Tue, 10 Sep 2024 00:00:00 +0000"}');
INSERT INTO "entry" VALUES(7,'z98s9wkrwzft',1,'id:walking-the-story','tidewater-partners.example/news/walking-the-story.html',791566965479710402,4,1727352000,1796048092,0,1,'{"id":"walking-the-story","title":"Past the front desk: Walking a story with the parks department","link":"https://tidewater-partners.example/news/walking-the-story.html","links":[{"rel":"alternate","href":"https://tidewater-partners.example/news/walking-the-story.html?utm_source=rss&utm_medium=feed"}],"published":"2024-09-26T12:00:00Z","date_precision":"day","date_from":"published","published_day":"2024-09-26","type":"Webinar","excerpt":"A recorded session on planning story walks with a partner who owns the paths.","excerpt_truncated":false,"categories":[{"term":"Webinar"}],"language":"en","_date_text":"Thu, 26 Sep 2024 00:00:00 +0000"}');
CREATE TABLE entry_body (
    entry_id INTEGER PRIMARY KEY REFERENCES entry ON DELETE CASCADE,
    summary TEXT NOT NULL,
    content TEXT NOT NULL
  );
INSERT INTO "entry_body" VALUES(1,'See how two branches and a school became partners over a drawer of bean seeds &amp; a borrowed spade.','');
INSERT INTO "entry_body" VALUES(2,'A nurse, a librarian and an architect talk about a partnership that shares one front door.','');
INSERT INTO "entry_body" VALUES(3,'Bring a question; our partners from "Numbers for All" bring the tables.','');
INSERT INTO "entry_body" VALUES(4,'A recorded session on planning story walks with a partner who owns the paths.','');
INSERT INTO "entry_body" VALUES(5,'Planning for storms has become daily work for small libraries. A consortium in the far north shows how partners keep people, records and radios together when the road is closed and informa...','');
INSERT INTO "entry_body" VALUES(6,'As places where everybody may come in, libraries are good partners for teaching how to cook well on little money. This report follows three kitchens through their first year, from the hunt for a stove that the fire marshal would accept to the evening on which the waiting list grew longer than the table.','');
INSERT INTO "entry_body" VALUES(7,'A recorded session on planning story walks with a partner who owns the paths.','');
CREATE TABLE revision (
    entry_id INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    replaced INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (entry_id, revision)
  );
INSERT INTO "revision" VALUES(6,1,1796048092,'{"key":"0vxpr2qzm2zs","id":"shared-kitchen","source":"tidewater","title":"The shared kitchen: What cooking clubs teach a library","link":"https://tidewater-partners.example/news/shared-kitchen.html","links":[{"rel":"alternate","href":"https://tidewater-partners.example/news/shared-kitchen.html?utm_source=rss&utm_medium=feed"}],"published":"2024-09-10T12:00:00Z","date_precision":"day","date_from":"published","published_day":"2024-09-10","first_seen":"2026-11-30T14:14:52Z","type":"News","excerpt":"As places where everybody may come in, libraries are good partners for teaching how to cook well on little money. This report follows three kitchens through their first year, from the hunt for a stove that the fire marshal would accept to the…","excerpt_truncated":true,"summary":"As places where everybody may come in, libraries are good partners for teaching how to cook well on little money. This report follows three kitchens through their first year, from the hunt for a stove that the fire marshal would accept to the evening on which the waiting list grew longer than the table.","categories":[{"term":"News"}],"language":"en","story":"0vxpr2qzm2zs","revision":1}');
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
INSERT INTO "source" VALUES(1,'shoreline','file:///srv/commonplace/feeds.d/samples/shoreline.rss',-1942380228478552791,100,'',1,'','{"title":"Shoreline Library Council","subtitle":"News of Shoreline Library Council","link":"https://tidewater-partners.example/"}',1,0,1796048092,1796048092,1796048092,1796048092,1796048092,304,'','"3fe8e05befdf7430c0194639e00d4e9d95c0ecaa0a9471afb1c6c86c0c445d8b"','',1499660780072422413,1796051727,'every 1h, between 15m and 12h');
INSERT INTO "source" VALUES(2,'tidewater','file:///srv/commonplace/feeds.d/samples/tidewater.rss',7107313665371231151,10,'',1,'','{"title":"Tidewater Library Partners","subtitle":"News of Tidewater Library Partners","link":"https://tidewater-partners.example/"}',1,0,1796048092,1796048092,1796048092,1796048092,1796048092,200,'','"c17c40144a49b8a19d409758ffef035fd21ad834ea34aeafbf556ce8aa8296bc"','',-4546678399560317503,1796051718,'every 1h, between 15m and 12h');
CREATE TABLE story (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    atom_id TEXT NOT NULL UNIQUE,
    published INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    position INTEGER NOT NULL
  );
INSERT INTO "story" VALUES(1,'dtsdj8vcfnvt','tag:news.example.org,2026:tidewater/dtsdj8vcfnvt',1729771200,1796048092,0);
INSERT INTO "story" VALUES(2,'vkrqadx2x6ka','tag:news.example.org,2026:tidewater/vkrqadx2x6ka',1729771200,1796048092,1);
INSERT INTO "story" VALUES(3,'7w2r8sya84fm','tag:news.example.org,2026:tidewater/7w2r8sya84fm',1728475200,1796048092,2);
INSERT INTO "story" VALUES(4,'0vg94cr8dyq9','tag:news.example.org,2026:tidewater/0vg94cr8dyq9',1727352000,1796048092,3);
INSERT INTO "story" VALUES(5,'cg7jm4c5qh4w','tag:news.example.org,2026:tidewater/cg7jm4c5qh4w',1727179200,1796048092,4);
INSERT INTO "story" VALUES(6,'0vxpr2qzm2zs','tag:news.example.org,2026:tidewater/0vxpr2qzm2zs',1725969600,1796048092,5);
CREATE TABLE topic (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    slug TEXT NOT NULL UNIQUE,
    rule INTEGER NOT NULL,
    settings INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    stories INTEGER NOT NULL DEFAULT 0
  , rematch INTEGER NOT NULL DEFAULT 0);
INSERT INTO "topic" VALUES(1,'everything',-6471760293435463326,2362746653222192278,1796048092,6,0);
INSERT INTO "topic" VALUES(2,'partners',8518907755153645985,-4873334655291470883,1796048092,6,0);
CREATE TABLE topic_entry (
    entry_id INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,
    topic_id INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    PRIMARY KEY (entry_id, topic_id)
  ) WITHOUT ROWID;
INSERT INTO "topic_entry" VALUES(1,1);
INSERT INTO "topic_entry" VALUES(2,1);
INSERT INTO "topic_entry" VALUES(3,1);
INSERT INTO "topic_entry" VALUES(4,1);
INSERT INTO "topic_entry" VALUES(5,1);
INSERT INTO "topic_entry" VALUES(6,1);
INSERT INTO "topic_entry" VALUES(7,1);
INSERT INTO "topic_entry" VALUES(1,2);
INSERT INTO "topic_entry" VALUES(2,2);
INSERT INTO "topic_entry" VALUES(3,2);
INSERT INTO "topic_entry" VALUES(4,2);
INSERT INTO "topic_entry" VALUES(5,2);
INSERT INTO "topic_entry" VALUES(6,2);
INSERT INTO "topic_entry" VALUES(7,2);
CREATE TABLE topic_story (
    topic_id INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    published INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    position INTEGER NOT NULL,
    key TEXT NOT NULL,
    story_id INTEGER NOT NULL REFERENCES story ON DELETE CASCADE,
    PRIMARY KEY (topic_id, published DESC, first_seen DESC, position, key)
  ) WITHOUT ROWID;
INSERT INTO "topic_story" VALUES(1,1729771200,1796048092,0,'dtsdj8vcfnvt',1);
INSERT INTO "topic_story" VALUES(2,1729771200,1796048092,0,'dtsdj8vcfnvt',1);
INSERT INTO "topic_story" VALUES(1,1729771200,1796048092,1,'vkrqadx2x6ka',2);
INSERT INTO "topic_story" VALUES(2,1729771200,1796048092,1,'vkrqadx2x6ka',2);
INSERT INTO "topic_story" VALUES(1,1728475200,1796048092,2,'7w2r8sya84fm',3);
INSERT INTO "topic_story" VALUES(2,1728475200,1796048092,2,'7w2r8sya84fm',3);
INSERT INTO "topic_story" VALUES(1,1727352000,1796048092,3,'0vg94cr8dyq9',4);
INSERT INTO "topic_story" VALUES(2,1727352000,1796048092,3,'0vg94cr8dyq9',4);
INSERT INTO "topic_story" VALUES(1,1727179200,1796048092,4,'cg7jm4c5qh4w',5);
INSERT INTO "topic_story" VALUES(2,1727179200,1796048092,4,'cg7jm4c5qh4w',5);
INSERT INTO "topic_story" VALUES(1,1725969600,1796048092,5,'0vxpr2qzm2zs',6);
INSERT INTO "topic_story" VALUES(2,1725969600,1796048092,5,'0vxpr2qzm2zs',6);
CREATE INDEX source_due ON source (next_poll) WHERE enabled;
CREATE INDEX entry_url ON entry (url_key, story_id) WHERE url_key <> '';
CREATE INDEX entry_story ON entry (story_id);
CREATE INDEX entry_order ON entry (published DESC, first_seen DESC, position, key);
CREATE INDEX entry_source_order ON entry (source_id, published DESC, first_seen DESC, position, key);
CREATE INDEX topic_entry_topic ON topic_entry (topic_id);
CREATE INDEX topic_story_story ON topic_story (story_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('source',2);
INSERT INTO "sqlite_sequence" VALUES('topic',2);
COMMIT;
