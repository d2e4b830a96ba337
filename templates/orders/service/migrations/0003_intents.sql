-- Orders for which other services still have to do something. Nothing is here that is at rest.
CREATE TABLE orders.intents (
  order_id uuid PRIMARY KEY,
  -- Whether the order is still being placed: then the steps are those that undo it.
  open boolean NOT NULL,
  steps text[] NOT NULL,
  -- When the steps are to be taken, by whatever instance comes first.
  due_at timestamptz NOT NULL
);

CREATE INDEX intents_by_due_time ON orders.intents (due_at);
