-- The embedded registry: charts, what was registered, 照会番号 that wait to be sent.

CREATE TABLE charts (
    chart TEXT PRIMARY KEY,
    patient_number TEXT NOT NULL UNIQUE,
    basics TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    name_key TEXT NOT NULL,
    kana_key TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    last_registered_at_ms BIGINT
);

CREATE INDEX charts_by_birth_date ON charts (birth_date);

-- The last 診察券番号 given out: one row.
CREATE TABLE patient_numbers (
    counter TEXT PRIMARY KEY,
    last_number BIGINT NOT NULL
);

INSERT INTO patient_numbers (counter, last_number) VALUES ('patient', 0);

CREATE TABLE registrations (
    reception TEXT PRIMARY KEY REFERENCES receptions (reception),
    chart TEXT NOT NULL REFERENCES charts (chart),
    content_hash TEXT NOT NULL,
    questionnaire TEXT,
    staff TEXT NOT NULL,
    registered_at_ms BIGINT NOT NULL
);

CREATE TABLE qualifications (
    qualification TEXT PRIMARY KEY,
    chart TEXT NOT NULL REFERENCES charts (chart),
    reception TEXT NOT NULL REFERENCES receptions (reception),
    scheme TEXT NOT NULL,
    result TEXT NOT NULL,
    recorded_at_ms BIGINT NOT NULL,
    superseded_at_ms BIGINT
);

-- One current qualification per chart and scheme.
CREATE UNIQUE INDEX qualifications_current ON qualifications (chart, scheme) WHERE superseded_at_ms IS NULL;

CREATE TABLE inquiry_numbers (
    reception TEXT PRIMARY KEY REFERENCES receptions (reception),
    patient_name TEXT NOT NULL,
    reference_number TEXT NOT NULL,
    inquiry_key TEXT NOT NULL,
    status TEXT NOT NULL,
    last_problem TEXT,
    created_at_ms BIGINT NOT NULL
);
