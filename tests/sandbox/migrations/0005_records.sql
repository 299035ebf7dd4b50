-- 薬剤情報・健診情報閲覧 (F02).

-- 同意有無 and 同意日, per institution, person and kind of information. Stays when the day changes; the day decides, not the row.
CREATE TABLE consent (
    institution_code TEXT NOT NULL REFERENCES institution (code),
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    given BIGINT NOT NULL,
    consent_date TEXT NOT NULL,
    registered_at_ms BIGINT NOT NULL,
    PRIMARY KEY (institution_code, person_id, kind)
);

-- Written anew with the persons.
CREATE TABLE medication (
    person_id TEXT NOT NULL REFERENCES person (id),
    position BIGINT NOT NULL,
    dispensed_on TEXT NOT NULL,
    institution TEXT NOT NULL,
    pharmacy TEXT,
    generic_name TEXT NOT NULL,
    brand_name TEXT NOT NULL,
    dose TEXT NOT NULL,
    unit TEXT NOT NULL,
    usage TEXT NOT NULL,
    days BIGINT,
    PRIMARY KEY (person_id, position)
);

CREATE TABLE checkup (
    person_id TEXT NOT NULL REFERENCES person (id),
    position BIGINT NOT NULL,
    examined_on TEXT NOT NULL,
    institution TEXT NOT NULL,
    PRIMARY KEY (person_id, position)
);

CREATE TABLE checkup_value (
    person_id TEXT NOT NULL,
    checkup BIGINT NOT NULL,
    position BIGINT NOT NULL,
    item TEXT NOT NULL,
    item_en TEXT NOT NULL,
    value TEXT NOT NULL,
    unit TEXT NOT NULL,
    low TEXT,
    high TEXT,
    PRIMARY KEY (person_id, checkup, position),
    FOREIGN KEY (person_id, checkup) REFERENCES checkup (person_id, position)
);

-- The persons of today have nothing in the new tables yet.
DELETE FROM national_day;
