-- 一括取得: what was retrieved of each 診療年月, and how far it has come. Rows and cursor are written in one transaction.

CREATE TABLE bulk_retrievals (
    month TEXT PRIMARY KEY,
    reception_number TEXT NOT NULL,
    total BIGINT NOT NULL,
    -- Rows that are dealt with: the cursor.
    kept BIGINT NOT NULL,
    -- What became of them; the three together are all that are dealt with.
    registered BIGINT NOT NULL,
    invalid BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    -- Charts that waited as 未委託 and have their ticket now.
    completed BIGINT NOT NULL,
    staff TEXT NOT NULL,
    started_at_ms BIGINT NOT NULL,
    finished_at_ms BIGINT
);

-- Each ticket once, however often it is retrieved. Without a chart it is of somebody who has not been here yet.
CREATE TABLE bulk_tickets (
    month TEXT NOT NULL REFERENCES bulk_retrievals (month),
    ticket TEXT NOT NULL,
    result TEXT NOT NULL,
    chart TEXT REFERENCES charts (chart),
    registered_at_ms BIGINT NOT NULL,
    -- When it completed a chart that waited as 未委託.
    completed_at_ms BIGINT,
    PRIMARY KEY (month, ticket)
);

CREATE INDEX bulk_tickets_completed ON bulk_tickets (month, completed_at_ms) WHERE completed_at_ms IS NOT NULL;

-- What was not registered of the last answer, by its place there.
CREATE TABLE bulk_exceptions (
    month TEXT NOT NULL REFERENCES bulk_retrievals (month),
    position BIGINT NOT NULL,
    cause TEXT NOT NULL,
    code TEXT,
    message TEXT,
    result TEXT,
    PRIMARY KEY (month, position)
);

-- 公費負担者番号 and 受給者番号 of 医療扶助, to find a chart by.
ALTER TABLE qualifications ADD COLUMN number_key TEXT;
UPDATE qualifications SET number_key = TRIM(json_extract(result, '$.InsurerNumber')) || '/'
    || TRIM(json_extract(result, '$.InsuredIdentificationNumber'))
WHERE scheme = 'medicalAssistance';
CREATE INDEX qualifications_by_number ON qualifications (number_key) WHERE superseded_at_ms IS NULL;
CREATE INDEX registrations_by_chart ON registrations (chart);

-- When 資格情報 that were not there at the reception came later.
ALTER TABLE receptions ADD COLUMN completed_at_ms BIGINT;
