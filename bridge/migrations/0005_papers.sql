-- The papers of a reception by numbers: both sets of numbers, by which of them was asked, and why this person was picked.

CREATE TABLE papers (
    reception TEXT PRIMARY KEY REFERENCES registrations (reception),
    certificate TEXT NOT NULL,
    prescription TEXT,
    used TEXT NOT NULL,
    picked_because TEXT
);
