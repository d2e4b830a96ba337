CREATE TABLE greetings.names (
  id text PRIMARY KEY,
  name text NOT NULL
);
