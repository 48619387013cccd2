-- Store, version 3: on which days something occurred to a dossier, so that a month of fees reads the dossiers of its
-- months and not all of them.
--
-- day: days since 1970, UTC, of `event.occurred_at`. What occurs is mostly of today, so the tree grows at its end.
CREATE TABLE dossier_day (
  day        INTEGER NOT NULL,
  dossier_id INTEGER NOT NULL,
  PRIMARY KEY (day, dossier_id)
) WITHOUT ROWID;
INSERT INTO dossier_day SELECT DISTINCT occurred_at / 86400000, dossier_id FROM event ORDER BY 1, 2;
