-- What an older version left open: its journal cannot be read any more, since events have another shape now. Nobody can go on with
-- it, so it is finished, as after a day; what is registered stays received. No wait tells of a telephone call any more.

UPDATE receptions SET finished_at_ms = opened_at_ms,
    status = CASE status WHEN 'open' THEN 'ended' ELSE status END,
    waiting_for = NULL
WHERE finished_at_ms IS NULL;
DELETE FROM journal;
