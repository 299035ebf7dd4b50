-- What happened to an open reception, in order, in place of its state. Wiped when the reception ends.

CREATE TABLE journal (
    reception TEXT NOT NULL REFERENCES receptions (reception),
    position BIGINT NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (reception, position)
);

ALTER TABLE receptions DROP COLUMN revision;
ALTER TABLE receptions DROP COLUMN state;

-- Being received and being finished are two things; who confirmed by eye is kept.
ALTER TABLE receptions ADD COLUMN finished_at_ms BIGINT;
ALTER TABLE receptions ADD COLUMN confirmed_by TEXT;
-- What is registered is received; a state that is gone can only be finished.
UPDATE receptions SET status = 'received' WHERE reception IN (SELECT reception FROM registrations);
UPDATE receptions SET finished_at_ms = opened_at_ms WHERE status <> 'open';
