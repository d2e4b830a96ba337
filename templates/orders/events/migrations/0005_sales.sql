-- What was sold of each product on each day: a view, as the list of orders is.
CREATE TABLE orders.sales (
  build integer NOT NULL,
  day date NOT NULL,
  product_id uuid NOT NULL,
  currency text NOT NULL,
  name text NOT NULL,
  quantity bigint NOT NULL CHECK (quantity >= 0),
  amount bigint NOT NULL CHECK (amount >= 0),
  PRIMARY KEY (build, day, product_id, currency)
);

-- What counts once its order is confirmed, and counts no longer once that is cancelled.
CREATE TABLE orders.sales_lines (
  build integer NOT NULL,
  order_id uuid NOT NULL,
  product_id uuid NOT NULL,
  currency text NOT NULL,
  name text NOT NULL,
  quantity bigint NOT NULL,
  amount bigint NOT NULL,
  sold_on date,
  PRIMARY KEY (build, order_id, product_id)
);
