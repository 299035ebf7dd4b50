-- 一括取得. Each asking without a cursor is an answer of its own under a 受付番号, which can be gone on with.

CREATE TABLE bulk_answer (
    reception_number TEXT NOT NULL PRIMARY KEY,
    institution_code TEXT NOT NULL REFERENCES institution (code),
    month TEXT NOT NULL,
    asked_at_ms BIGINT NOT NULL,
    -- Rows that are the answer's own, and all of them.
    own_rows BIGINT NOT NULL,
    total BIGINT NOT NULL
);

CREATE INDEX bulk_answer_by_time ON bulk_answer (asked_at_ms);

-- Rows about the persons, as they were when it was asked; from 1. A line each, as it is sent.
CREATE TABLE bulk_answer_row (
    reception_number TEXT NOT NULL REFERENCES bulk_answer (reception_number),
    position BIGINT NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (reception_number, position)
);

-- Rows that were made up on request, about nobody; from 1. They follow on the answer's own and are not copied.
CREATE TABLE synthetic_row (
    institution_code TEXT NOT NULL REFERENCES institution (code),
    month TEXT NOT NULL,
    position BIGINT NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (institution_code, month, position)
);
