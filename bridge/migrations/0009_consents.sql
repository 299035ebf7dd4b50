-- 同意有無・同意日 on the chart (F02), by the reception in which the patient was asked. The day decides what it opens.

CREATE TABLE consents (
    reception TEXT PRIMARY KEY REFERENCES receptions (reception),
    chart TEXT NOT NULL REFERENCES charts (chart),
    medications BIGINT NOT NULL,
    checkups BIGINT NOT NULL,
    consent_date TEXT NOT NULL,
    noted_at_ms BIGINT NOT NULL
);

CREATE INDEX consents_by_day ON consents (consent_date);
