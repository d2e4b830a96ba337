-- Where mails to users go: what their registration told.
CREATE TABLE email.recipients (
  user_id uuid PRIMARY KEY,
  address text NOT NULL,
  name text NOT NULL
);
