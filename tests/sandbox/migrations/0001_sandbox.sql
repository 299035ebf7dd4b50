-- The same SQL for SQLite and PostgreSQL: TEXT and BIGINT only; instants are ms since 1970, days are yyyyMMdd,
-- truth values 0 and 1. An empty symbol or branch is '' so that it can be part of a key.

CREATE TABLE institution (
    code TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    facility TEXT NOT NULL
);

CREATE TABLE enrolment_code (
    code_hash TEXT NOT NULL PRIMARY KEY,
    institution_code TEXT NOT NULL REFERENCES institution (code),
    expires_at_ms BIGINT NOT NULL,
    used_at_ms BIGINT,
    -- The one evidence it was used with: the same may ask again while the nonce lives.
    evidence_sha256 TEXT
);

CREATE TABLE desk (
    id TEXT NOT NULL PRIMARY KEY,
    institution_code TEXT NOT NULL REFERENCES institution (code),
    name TEXT NOT NULL,
    public_key TEXT NOT NULL,
    enrolled_at_ms BIGINT NOT NULL,
    revoked_at_ms BIGINT
);

CREATE TABLE used_token (
    desk_id TEXT NOT NULL REFERENCES desk (id),
    jti TEXT NOT NULL,
    expires_at_ms BIGINT NOT NULL,
    PRIMARY KEY (desk_id, jti)
);

CREATE TABLE nonce (
    nonce TEXT NOT NULL PRIMARY KEY,
    desk_id TEXT NOT NULL REFERENCES desk (id),
    expires_at_ms BIGINT NOT NULL,
    used_at_ms BIGINT,
    -- The one evidence it was used with: the same may ask again while the nonce lives.
    evidence_sha256 TEXT
);

-- What the nation knows. Written anew when the day changes in Tokyo, because its dates are relative to today.
CREATE TABLE national_day (
    id BIGINT NOT NULL PRIMARY KEY,
    day TEXT NOT NULL
);

CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    certificate_serial TEXT NOT NULL UNIQUE,
    linked BIGINT NOT NULL,
    name TEXT NOT NULL,
    name_of_other TEXT,
    name_kana TEXT NOT NULL,
    sex TEXT NOT NULL,
    birth_date TEXT NOT NULL,
    address TEXT,
    post_number TEXT
);

CREATE TABLE qualification (
    person_id TEXT NOT NULL REFERENCES person (id),
    position BIGINT NOT NULL,
    scheme TEXT NOT NULL,
    classification TEXT NOT NULL,
    insurer_number TEXT NOT NULL,
    symbol TEXT NOT NULL,
    number TEXT NOT NULL,
    branch TEXT NOT NULL,
    family TEXT,
    insurer_name TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    reason_of_loss TEXT,
    ratio TEXT,
    PRIMARY KEY (person_id, position)
);

CREATE INDEX qualification_by_number ON qualification (insurer_number, symbol, number, branch);

-- 医療券 of the month; names_asking: whichever institution asks is the 指定医療機関.
CREATE TABLE medical_ticket (
    person_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    issue_number TEXT NOT NULL,
    treatment TEXT NOT NULL,
    names_asking BIGINT NOT NULL,
    self_pay_yen BIGINT NOT NULL,
    district_contact TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_until TEXT NOT NULL,
    PRIMARY KEY (person_id, position),
    FOREIGN KEY (person_id, position) REFERENCES qualification (person_id, position)
);

CREATE TABLE inquiry_number (
    institution_code TEXT NOT NULL REFERENCES institution (code),
    insurer_number TEXT NOT NULL,
    symbol TEXT NOT NULL,
    number TEXT NOT NULL,
    branch TEXT NOT NULL,
    reference_number TEXT NOT NULL,
    registered_at_ms BIGINT NOT NULL,
    PRIMARY KEY (institution_code, insurer_number, symbol, number, branch)
);

CREATE TABLE inquiry_number_history (
    id TEXT NOT NULL PRIMARY KEY,
    institution_code TEXT NOT NULL,
    insurer_number TEXT NOT NULL,
    symbol TEXT NOT NULL,
    number TEXT NOT NULL,
    branch TEXT NOT NULL,
    reference_number TEXT NOT NULL,
    registered_at_ms BIGINT NOT NULL,
    replaced_at_ms BIGINT NOT NULL
);

-- CRL確認ログ
CREATE TABLE crl_check (
    id TEXT NOT NULL PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    certificate_serial TEXT NOT NULL,
    this_update_ms BIGINT,
    next_update_ms BIGINT,
    outcome TEXT NOT NULL
);

-- 回答記録: each query whose desk token held, with what was answered.
CREATE TABLE answer_record (
    id TEXT NOT NULL PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    operation TEXT NOT NULL,
    institution_code TEXT NOT NULL,
    desk_id TEXT NOT NULL,
    method TEXT,
    simulated BIGINT,
    certificate_serial TEXT,
    person_id TEXT,
    query TEXT NOT NULL,
    outcome TEXT NOT NULL,
    answer TEXT
);

CREATE INDEX answer_record_by_time ON answer_record (at_ms);
