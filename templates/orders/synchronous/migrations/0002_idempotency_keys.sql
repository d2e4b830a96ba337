CREATE TABLE orders.idempotency_keys (
  user_id uuid NOT NULL,
  key text NOT NULL,
  request_hash bytea NOT NULL,
  -- The order that the holder of the claim may place; a later claim has another.
  order_id uuid NOT NULL UNIQUE DEFAULT uuidv7(),
  -- When another request may take over from a holder that died.
  claimed_until timestamptz NOT NULL,
  -- Null while the first request is under way.
  outcome jsonb,
  PRIMARY KEY (user_id, key)
);
