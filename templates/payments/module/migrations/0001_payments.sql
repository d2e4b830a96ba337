CREATE TABLE payments.payments (
  id uuid PRIMARY KEY DEFAULT uuidv7(),
  order_id uuid NOT NULL UNIQUE,
  user_id uuid NOT NULL,
  amount bigint NOT NULL CHECK (amount >= 0),
  currency text NOT NULL,
  status text NOT NULL CHECK (status IN (
    'authorising', 'declined', 'authorised', 'captured', 'voiding', 'voided', 'refunding', 'refunded'
  )),
  -- When settlement looks at it next; null when nothing is to be done.
  settle_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX payments_by_user ON payments.payments (user_id, id);
CREATE INDEX payments_to_settle ON payments.payments (settle_at) WHERE settle_at IS NOT NULL;
