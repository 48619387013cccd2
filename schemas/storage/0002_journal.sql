-- Store, version 2: journals, for what is no dossier (postal orders, fee claims, statements; ADR 7).
--
-- Entries append; a duplicate is looked for inside its subject, whose name carries a date or a running number (order
-- numbers, statement days), so the index on it roughly appends too. `body` is a zstd frame with a checksum.

-- journal: 0 postal order, 1 postal item, 2 payment claim, 3 statement, 4 statement chain, 5 match decision, 6 fee month
CREATE TABLE journal_entry (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  journal  INTEGER NOT NULL,
  subject  TEXT    NOT NULL,
  entry_id TEXT    NOT NULL,
  at       INTEGER NOT NULL,
  body     BLOB    NOT NULL
);
CREATE UNIQUE INDEX journal_subject ON journal_entry (journal, subject, entry_id);
CREATE INDEX journal_follow ON journal_entry (journal, sequence);

-- Words by which a subject is found: "month 2026-11", a payment reference, an item number.
CREATE TABLE journal_key (
  journal INTEGER NOT NULL,
  key     TEXT    NOT NULL,
  subject TEXT    NOT NULL,
  PRIMARY KEY (journal, key, subject)
) WITHOUT ROWID;
