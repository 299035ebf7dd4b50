-- When the answer of 一括取得 was first asked for: what a card was read for since is newer, also where the answer was 処理中 then.

ALTER TABLE bulk_retrievals ADD COLUMN asked_at_ms BIGINT NOT NULL DEFAULT 0;
UPDATE bulk_retrievals SET asked_at_ms = started_at_ms;

-- Who was at the counter when a consent came onto the chart; empty: by an older version, which did not keep it.
ALTER TABLE consents ADD COLUMN staff TEXT NOT NULL DEFAULT '';
CREATE INDEX consents_by_chart ON consents (chart);
