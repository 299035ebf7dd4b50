-- 電話照会, kept with the reception whether the patient is received or not; the numbers of the offices that were called;
-- on what a patient was received.

CREATE TABLE calls (
    reception TEXT NOT NULL REFERENCES receptions (reception),
    position BIGINT NOT NULL,
    office TEXT NOT NULL,
    telephone TEXT NOT NULL,
    person TEXT NOT NULL,
    answer TEXT NOT NULL,
    note TEXT NOT NULL,
    called_at_ms BIGINT NOT NULL,
    staff TEXT NOT NULL,
    PRIMARY KEY (reception, position)
);

CREATE TABLE offices (
    name TEXT PRIMARY KEY,
    telephone TEXT NOT NULL
);

ALTER TABLE registrations ADD COLUMN basis TEXT NOT NULL DEFAULT 'covered';
