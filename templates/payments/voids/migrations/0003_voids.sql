-- A void may arrive before the authorisation that it is for: it is kept as a payment of nothing.
ALTER TABLE payments.payments
  ALTER COLUMN user_id DROP NOT NULL,
  ALTER COLUMN amount DROP NOT NULL,
  ALTER COLUMN currency DROP NOT NULL,
  ADD CHECK (
    status = 'voided' OR (user_id IS NOT NULL AND amount IS NOT NULL AND currency IS NOT NULL)
  );
