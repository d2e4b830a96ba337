-- Messages that are not with their broker yet. Nothing is here that was published.
CREATE TABLE messages (
  -- Taken under a lock of the key until commit: the order of the messages of one key.
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL,
  broker text NOT NULL,
  destination text NOT NULL,
  key text NOT NULL,
  headers jsonb NOT NULL,
  body text NOT NULL,
  lane smallint NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX messages_by_lane ON messages (broker, lane, position);

-- All messages of one key are in one lane. Whoever holds the lock of a lane's row publishes from it.
CREATE TABLE lanes (
  broker text NOT NULL,
  lane smallint NOT NULL,
  PRIMARY KEY (broker, lane)
);

-- Messages that have taken effect here.
CREATE TABLE received (
  consumer text NOT NULL,
  message_id uuid NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (consumer, message_id)
);

CREATE INDEX received_by_age ON received (received_at);
