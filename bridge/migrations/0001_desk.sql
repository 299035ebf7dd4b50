-- The desk: settings, enrolment, paired screens, the reception book.
-- Portable: TEXT and BIGINT only, times in ms since 1970, no AUTOINCREMENT.

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE enrolments (
    backend TEXT PRIMARY KEY,
    enrolment TEXT NOT NULL,
    enrolled_at_ms BIGINT NOT NULL
);

CREATE TABLE pairing_codes (
    code_hash TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    expires_at_ms BIGINT NOT NULL
);

CREATE TABLE pairings (
    pairing TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL,
    origin TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    expires_at_ms BIGINT NOT NULL,
    revoked_at_ms BIGINT
);

CREATE TABLE receptions (
    reception TEXT PRIMARY KEY,
    day TEXT NOT NULL,
    number BIGINT NOT NULL,
    opened_at_ms BIGINT NOT NULL,
    status TEXT NOT NULL,
    patient_name TEXT,
    patient_number TEXT,
    identified_by TEXT,
    inquiry_number TEXT,
    revision BIGINT NOT NULL,
    state TEXT,
    UNIQUE (day, number)
);
