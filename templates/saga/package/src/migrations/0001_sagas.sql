-- Each row is locked while its saga advances.
CREATE TABLE sagas (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  kind text NOT NULL,
  key text NOT NULL,
  data jsonb NOT NULL,
  state text NOT NULL
    CHECK (state IN ('running', 'compensating', 'stuck', 'completed', 'compensated')),
  step text NOT NULL,
  direction text NOT NULL CHECK (direction IN ('forward', 'backward')),
  attempts integer NOT NULL,
  cause text,
  last_error text,
  -- Null while no reply is awaited.
  deadline timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  -- Null until it is completed or compensated.
  ended_at timestamptz,
  UNIQUE (kind, key)
);

CREATE INDEX sagas_by_deadline ON sagas (kind, deadline) WHERE deadline IS NOT NULL;
CREATE INDEX sagas_by_state ON sagas (kind, state, id);
CREATE INDEX sagas_by_start ON sagas (started_at) WHERE ended_at IS NULL;
CREATE INDEX sagas_by_end ON sagas (ended_at) WHERE ended_at IS NOT NULL;

-- What happened to each saga, in the order of position: it is taken under the lock of the saga.
CREATE TABLE transitions (
  saga_id uuid NOT NULL REFERENCES sagas ON DELETE CASCADE,
  position bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  input text NOT NULL,
  message_id uuid,
  applied boolean NOT NULL,
  state text NOT NULL,
  step text NOT NULL,
  direction text NOT NULL,
  attempts integer NOT NULL,
  PRIMARY KEY (saga_id, position)
);
