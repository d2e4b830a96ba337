CREATE TABLE queues (
  name text PRIMARY KEY
);

CREATE TABLE tasks (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  queue text NOT NULL REFERENCES queues (name),
  id uuid NOT NULL,
  key text NOT NULL,
  headers jsonb NOT NULL,
  body text NOT NULL,
  failures integer NOT NULL DEFAULT 0,
  -- How often it was taken since the last failure. Together they name what a worker has in hand.
  deliveries integer NOT NULL DEFAULT 0,
  -- The end of a pause, or of the time for which a worker that gives no sign of life keeps it.
  hidden_until timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX tasks_to_do ON tasks (queue, hidden_until, position);

CREATE TABLE dead_letters (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  queue text NOT NULL REFERENCES queues (name),
  id uuid NOT NULL,
  key text NOT NULL,
  headers jsonb NOT NULL,
  body text NOT NULL,
  reason text NOT NULL,
  attempts integer NOT NULL
);

CREATE INDEX dead_letters_by_queue ON dead_letters (queue, position);
