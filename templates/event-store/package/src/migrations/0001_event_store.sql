-- How far each stream has come. Whoever appends holds the row until commit: versions have no gaps.
CREATE TABLE streams (
  stream text PRIMARY KEY CHECK (length(stream) <= 200),
  version integer NOT NULL,
  -- Of its last event. It does not go back, whatever the clock does.
  recorded_at timestamptz NOT NULL
);

CREATE TABLE events (
  -- Taken while the row of the stream is held: within a stream, in the order of the versions.
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL DEFAULT uuidv7(),
  stream text NOT NULL,
  version integer NOT NULL,
  type text NOT NULL,
  data_version integer NOT NULL,
  data jsonb NOT NULL,
  causation text,
  recorded_at timestamptz NOT NULL,
  UNIQUE (stream, version)
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are kept as they were recorded';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What a stream was folded to: a cache, which may be emptied at any time.
CREATE TABLE snapshots (
  stream text PRIMARY KEY,
  version integer NOT NULL,
  fold integer NOT NULL,
  state jsonb NOT NULL,
  recorded_at timestamptz NOT NULL
);

-- Each time that a projection was built, or is. Whoever holds the row brings its view on.
CREATE TABLE builds (
  build integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  projection text NOT NULL,
  version integer NOT NULL,
  state text NOT NULL CHECK (state IN ('building', 'live', 'retired')),
  -- Of the last event that the view has.
  position bigint NOT NULL DEFAULT 0,
  -- Why it stands still.
  failure text
);

CREATE UNIQUE INDEX one_live_build ON builds (projection) WHERE state = 'live';
CREATE UNIQUE INDEX one_build_beside ON builds (projection) WHERE state = 'building';

-- The build that readers of a view see.
CREATE FUNCTION live_build(projection text) RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
RETURN (
  SELECT build FROM event_store.builds AS builds
  WHERE builds.projection = live_build.projection AND state = 'live'
);
