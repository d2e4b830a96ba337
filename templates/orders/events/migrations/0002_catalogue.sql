-- What products has told of its catalogue: enough to price an order without asking.
CREATE TABLE orders.catalogue (
  product_id uuid PRIMARY KEY,
  name text NOT NULL,
  price_amount bigint NOT NULL CHECK (price_amount >= 0),
  price_currency text NOT NULL,
  -- Of the product: what products says of an older one, and comes late, is not kept.
  version integer NOT NULL
);
