-- Nothing was ever written there.
ALTER TABLE enrolment_code DROP COLUMN evidence_sha256;
