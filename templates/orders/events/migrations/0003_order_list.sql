-- A view of the facts of all orders, which is made anew from them when it changes its form: each time
-- in rows of another build.
CREATE TABLE orders.order_list (
  build integer NOT NULL,
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  status text NOT NULL,
  reason text,
  items jsonb NOT NULL,
  total_amount bigint NOT NULL,
  total_currency text NOT NULL,
  ship_to jsonb NOT NULL,
  placed_at timestamptz NOT NULL,
  PRIMARY KEY (build, id)
);

CREATE INDEX order_list_by_user ON orders.order_list (build, user_id, id);
