-- What happened to an open reception, in order, in place of its state. Wiped when the reception ends.

CREATE TABLE journal (
    reception TEXT NOT NULL REFERENCES receptions (reception),
    position BIGINT NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (reception, position)
);

ALTER TABLE receptions DROP COLUMN revision;
ALTER TABLE receptions DROP COLUMN state;
