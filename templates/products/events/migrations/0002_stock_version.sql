ALTER TABLE products.products
  -- Which level of the inventory the stock shows; 0 before the first.
  ADD COLUMN stock_version bigint NOT NULL DEFAULT 0,
  -- How often the pieces were counted: what the inventory says of an earlier count is not shown.
  ADD COLUMN count bigint NOT NULL DEFAULT 1;
