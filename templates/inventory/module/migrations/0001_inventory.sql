CREATE TABLE inventory.stock (
  product_id uuid PRIMARY KEY,
  available bigint NOT NULL CHECK (available >= 0),
  reserved bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  -- Which count of the pieces it follows; the first is that with which the product was added.
  count bigint NOT NULL DEFAULT 1,
  -- Counts the changes: who shows the stock elsewhere drops what is older.
  version bigint NOT NULL DEFAULT 1
);

CREATE TABLE inventory.reservations (
  order_id uuid PRIMARY KEY,
  status text NOT NULL CHECK (status IN ('reserved', 'unavailable', 'released')),
  -- What is or was held: [{ "productId", "quantity" }]. A release that came first holds nothing.
  items jsonb NOT NULL DEFAULT '[]',
  -- The product of which there was not enough.
  short_of uuid,
  CHECK (status <> 'unavailable' OR short_of IS NOT NULL)
);
