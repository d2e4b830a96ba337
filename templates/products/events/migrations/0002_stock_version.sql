-- Which level of the inventory the stock shows; 0 before the first.
ALTER TABLE products.products ADD COLUMN stock_version bigint NOT NULL DEFAULT 0;
