-- When the patient's answer was registered: the last one counts, whenever it came onto the chart. An older version kept only the latter.

ALTER TABLE consents ADD COLUMN answered_at_ms BIGINT NOT NULL DEFAULT 0;
UPDATE consents SET answered_at_ms = noted_at_ms;
