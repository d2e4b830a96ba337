CREATE TABLE products.products (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  sku text NOT NULL UNIQUE,
  name text NOT NULL,
  price_amount bigint NOT NULL CHECK (price_amount >= 0),
  price_currency text NOT NULL CHECK (price_currency ~ '^[A-Z]{3}$'),
  stock integer NOT NULL CHECK (stock >= 0),
  version integer NOT NULL DEFAULT 1
);
