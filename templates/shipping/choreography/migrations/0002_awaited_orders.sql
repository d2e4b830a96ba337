-- What is known of an order before both its address and its stock are.
CREATE TABLE shipping.awaited_orders (
  order_id uuid PRIMARY KEY,
  user_id uuid,
  ship_to jsonb,
  in_stock boolean NOT NULL DEFAULT false
);
