-- When orders that were placed are given up, should nothing more be heard of them.
CREATE TABLE orders.deadlines (
  order_id uuid PRIMARY KEY,
  due_at timestamptz NOT NULL
);

CREATE INDEX deadlines_by_due_time ON orders.deadlines (due_at);
