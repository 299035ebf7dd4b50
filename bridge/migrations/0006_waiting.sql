-- What an open reception waits for, for the list of the day.

ALTER TABLE receptions ADD COLUMN waiting_for TEXT;
