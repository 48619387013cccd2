-- Store, version 1. Applied files are never edited (their checksum is kept); changes come as the next number.
--
-- Keys append: rows are reached through dossier.id and delivery.id, which rise. No table or index begins with a random
-- hash; a duplicate message or event is looked for inside its dossier, whose rows lie together.
-- Times are milliseconds since 1970 UTC. Columns `raw`, `facts` and `payload` are zstd frames with a checksum.

-- Numbers that only rise. 'lease': the fencing token given last. 'probe': touched to see whether writing works again.
CREATE TABLE counter (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO counter VALUES ('lease', 0), ('probe', 0);

CREATE TABLE dossier (
  id           INTEGER PRIMARY KEY,
  code         TEXT    NOT NULL,
  version      INTEGER NOT NULL,
  procedure    TEXT    NOT NULL,
  status       INTEGER,              -- national code 1..10
  status_since INTEGER NOT NULL
);
-- Codes carry a date and a running number, so this one index on outside text roughly appends.
CREATE UNIQUE INDEX dossier_code ON dossier (code);

-- Messages taken in. `version`: the dossier's version that the message made; orders them.
CREATE TABLE inbox (
  dossier_id  INTEGER NOT NULL,
  source      TEXT    NOT NULL,
  key         TEXT    NOT NULL,
  version     INTEGER NOT NULL,
  kind        TEXT    NOT NULL,
  body_digest TEXT    NOT NULL,
  received_at INTEGER NOT NULL,
  raw         BLOB    NOT NULL,
  PRIMARY KEY (dossier_id, source, key)
) WITHOUT ROWID;

CREATE TABLE event (
  dossier_id  INTEGER NOT NULL,
  event_id    TEXT    NOT NULL,
  version     INTEGER NOT NULL,
  ordinal     INTEGER NOT NULL,      -- within the commit
  source      TEXT    NOT NULL,
  procedure   TEXT    NOT NULL,
  occurred_at INTEGER NOT NULL,
  sequence    INTEGER,               -- the source's own
  move_to     INTEGER,               -- status code; NULL: only states facts
  move_reason TEXT    NOT NULL,
  evidence    INTEGER NOT NULL,      -- 0 stated, 1 implied
  facts       BLOB    NOT NULL,      -- (length, key, length, value)*, lengths 32 bit little-endian
  PRIMARY KEY (dossier_id, event_id)
) WITHOUT ROWID;

CREATE TABLE peer_view (
  dossier_id      INTEGER NOT NULL,
  peer            TEXT    NOT NULL,
  presence        INTEGER NOT NULL,  -- 0 unknown, 1 absent, 2 present
  status          INTEGER,
  status_at       INTEGER NOT NULL,
  document_digest TEXT    NOT NULL,
  how             INTEGER NOT NULL,  -- 0 acknowledged, 1 read back, 2 told us
  known_at        INTEGER NOT NULL,
  PRIMARY KEY (dossier_id, peer)
) WITHOUT ROWID;

-- The retry queue and its history. state: 0 waiting, 1 in flight, 2 unknown, 3 delivered, 4 superseded, 5 refused, 6 parked
CREATE TABLE delivery (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  dossier_id  INTEGER NOT NULL,
  peer        TEXT    NOT NULL,
  lane_seq    INTEGER NOT NULL,
  kind        TEXT    NOT NULL,
  collapse    INTEGER NOT NULL,      -- 0 every, 1 latest
  subject     TEXT    NOT NULL,
  status      INTEGER,
  occurred_at INTEGER NOT NULL,
  key         TEXT    NOT NULL,
  state       INTEGER NOT NULL,
  attempts    INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  due_at      INTEGER NOT NULL,
  reason      TEXT    NOT NULL,
  lease_token INTEGER NOT NULL DEFAULT 0,
  lease_until INTEGER,
  payload     BLOB    NOT NULL
);
CREATE UNIQUE INDEX delivery_lane ON delivery (dossier_id, peer, lane_seq);
-- What still holds a place in its lane: finds a lane's head however long its history is.
CREATE INDEX delivery_open ON delivery (dossier_id, peer, lane_seq) WHERE state <> 3 AND state <> 4;
-- What is leased now: as many rows as requests under way.
CREATE INDEX delivery_leased ON delivery (dossier_id, peer) WHERE state = 1;
-- For the conservation equation and the queue page.
CREATE INDEX delivery_state ON delivery (peer, state);

-- One row per lane whose head could be leased: when from. A blocked or drained lane has no row, so that a dispatcher
-- never passes over it. Maintained in every transaction that changes a lane.
CREATE TABLE ready_lane (
  dossier_id INTEGER NOT NULL,
  peer       TEXT    NOT NULL,
  ready_at   INTEGER NOT NULL,
  PRIMARY KEY (dossier_id, peer)
) WITHOUT ROWID;
CREATE INDEX ready_lane_due ON ready_lane (peer, ready_at, dossier_id);

-- Left side of the conservation equation: raised in the transaction that inserts deliveries, never computed from them.
CREATE TABLE peer_count (
  peer     TEXT PRIMARY KEY,
  accepted INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE attempt (
  dossier_id      INTEGER NOT NULL,
  seq             INTEGER NOT NULL,
  delivery_id     INTEGER NOT NULL,
  number          INTEGER NOT NULL,
  started_at      INTEGER NOT NULL,
  ended_at        INTEGER NOT NULL,
  outcome         INTEGER NOT NULL,
  reason          TEXT    NOT NULL,
  peer_text       TEXT    NOT NULL,
  body_digest     TEXT    NOT NULL,
  mapping_version TEXT    NOT NULL,
  PRIMARY KEY (dossier_id, seq)
) WITHOUT ROWID;

CREATE TABLE attachment (
  id         INTEGER PRIMARY KEY,
  dossier_id INTEGER NOT NULL,
  digest     TEXT    NOT NULL,
  bytes      BLOB    NOT NULL
);
CREATE UNIQUE INDEX attachment_digest ON attachment (dossier_id, digest);

CREATE TABLE cursor (
  peer   TEXT NOT NULL,
  stream TEXT NOT NULL,
  cursor TEXT NOT NULL,
  PRIMARY KEY (peer, stream)
) WITHOUT ROWID;

CREATE TABLE refused (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  source      TEXT    NOT NULL,
  kind        TEXT    NOT NULL,
  reason      TEXT    NOT NULL,
  detail      TEXT    NOT NULL,
  raw_size    INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  raw         BLOB    NOT NULL
);

CREATE TABLE contract_drift (
  source   TEXT    NOT NULL,
  kind     TEXT    NOT NULL,
  path     TEXT    NOT NULL,
  count    INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at  INTEGER NOT NULL,
  PRIMARY KEY (source, kind, path)
) WITHOUT ROWID;

CREATE TABLE change_feed (
  sequence    INTEGER PRIMARY KEY AUTOINCREMENT,
  dossier_id  INTEGER NOT NULL,
  status      INTEGER,
  occurred_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL
);
