-- A query by numbers has no 記号 to begin with. Unique, so that rows come out of it in their order.
DROP INDEX qualification_by_number;
CREATE UNIQUE INDEX qualification_by_numbers ON qualification (insurer_number, number, person_id, position);
