CREATE TABLE topics (
  name text PRIMARY KEY,
  partitions integer NOT NULL CHECK (partitions > 0),
  retention_ms bigint NOT NULL CHECK (retention_ms > 0)
);

CREATE TABLE partitions (
  topic text NOT NULL REFERENCES topics (name),
  partition integer NOT NULL,
  -- Taken under a lock of the row until commit: no offset becomes visible before a smaller one.
  next_offset bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (topic, partition)
);

CREATE TABLE messages (
  topic text NOT NULL,
  partition integer NOT NULL,
  "offset" bigint NOT NULL,
  id uuid NOT NULL,
  key text NOT NULL,
  headers jsonb NOT NULL,
  body text NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (topic, partition, "offset")
);

CREATE INDEX messages_by_age ON messages (topic, published_at);

-- The consumers of groups. One that is not heard of until `alive_until` is replaced.
CREATE TABLE members (
  group_name text NOT NULL,
  id uuid NOT NULL,
  topics text[] NOT NULL,
  alive_until timestamptz NOT NULL,
  PRIMARY KEY (group_name, id)
);

CREATE TABLE positions (
  group_name text NOT NULL,
  topic text NOT NULL,
  partition integer NOT NULL,
  -- Everything before it is done.
  "offset" bigint NOT NULL DEFAULT 0,
  owner uuid,
  -- Another one for each owner, so that one that was replaced cannot commit any more.
  fence bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (group_name, topic, partition)
);

CREATE TABLE dead_letters (
  topic text NOT NULL,
  group_name text NOT NULL,
  partition integer NOT NULL,
  "offset" bigint NOT NULL,
  id uuid NOT NULL,
  key text NOT NULL,
  headers jsonb NOT NULL,
  body text NOT NULL,
  reason text NOT NULL,
  attempts integer NOT NULL,
  died_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (topic, group_name, id)
);

CREATE SEQUENCE fences;
