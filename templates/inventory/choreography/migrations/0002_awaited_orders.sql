-- What is known of an order before both its items and its payment are.
CREATE TABLE inventory.awaited_orders (
  order_id uuid PRIMARY KEY,
  items jsonb,
  paid boolean NOT NULL DEFAULT false
);
