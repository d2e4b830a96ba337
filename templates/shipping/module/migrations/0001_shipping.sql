CREATE TABLE shipping.shipments (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  order_id uuid NOT NULL UNIQUE,
  -- Empty where a cancellation came first: such a shipment never was.
  user_id uuid,
  ship_to jsonb,
  status text NOT NULL CHECK (status IN ('created', 'failed', 'cancelled')),
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK (status = 'cancelled' OR (user_id IS NOT NULL AND ship_to IS NOT NULL))
);

CREATE INDEX shipments_by_user ON shipping.shipments (user_id, id);
