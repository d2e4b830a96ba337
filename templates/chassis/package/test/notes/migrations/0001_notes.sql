CREATE TABLE notes.notes (
  id integer PRIMARY KEY,
  text text NOT NULL
);
