CREATE TABLE balances (
  build integer NOT NULL,
  id text NOT NULL,
  balance integer NOT NULL,
  -- Versions of the events that were handled, in order.
  versions integer[] NOT NULL,
  PRIMARY KEY (build, id)
);

CREATE TABLE bookings (
  build integer NOT NULL,
  position bigint NOT NULL,
  amount integer NOT NULL,
  PRIMARY KEY (build, position)
);
