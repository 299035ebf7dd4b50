-- A person is read as a whole: a document each, with what it is found by beside it.

DELETE FROM checkup_value;
DELETE FROM checkup;
DELETE FROM medication;
DROP TABLE medical_ticket;
DROP TABLE qualification;
DELETE FROM person;
DELETE FROM national_day;

ALTER TABLE person DROP COLUMN name;
ALTER TABLE person DROP COLUMN name_of_other;
ALTER TABLE person DROP COLUMN name_kana;
ALTER TABLE person DROP COLUMN sex;
ALTER TABLE person DROP COLUMN birth_date;
ALTER TABLE person DROP COLUMN address;
ALTER TABLE person DROP COLUMN post_number;
-- JSON of the person with all qualifications.
ALTER TABLE person ADD COLUMN document TEXT NOT NULL DEFAULT '';

-- What a qualification of the document is found by; position: its place there, from 0. An empty symbol or branch is ''.
CREATE TABLE qualification (
    person_id TEXT NOT NULL REFERENCES person (id),
    position BIGINT NOT NULL,
    insurer_number TEXT NOT NULL,
    symbol TEXT NOT NULL,
    number TEXT NOT NULL,
    branch TEXT NOT NULL,
    PRIMARY KEY (person_id, position)
);

-- A query by numbers has no 記号 to begin with, and finds all it needs of this table in here, in its order.
CREATE INDEX qualification_by_numbers ON qualification (insurer_number, number, person_id, position, symbol, branch);
