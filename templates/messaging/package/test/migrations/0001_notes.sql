CREATE TABLE notes.notes (
  id text PRIMARY KEY,
  text text NOT NULL
);
