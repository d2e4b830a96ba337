CREATE TABLE documents (
  collection text NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  content jsonb NOT NULL,
  -- Operations that the document remembers, in the order in which they came: id, since, undone.
  operations jsonb NOT NULL DEFAULT '[]',
  -- Attempts from no later than this are refused, since records from then may be forgotten.
  horizon bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (collection, id)
);
