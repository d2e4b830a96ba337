-- The books of the fake payment provider. They go away with it.
CREATE TABLE payments.fake_provider_charges (
  reference uuid PRIMARY KEY,
  amount bigint,
  currency text,
  state text NOT NULL DEFAULT 'requested'
    CHECK (state IN ('requested', 'authorised', 'declined', 'captured', 'reversed')),
  attempts integer NOT NULL DEFAULT 1
);
