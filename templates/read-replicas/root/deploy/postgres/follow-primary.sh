#!/bin/sh
# Copies the primary on the first start, then follows it. An interrupted copy is made again.
set -eu

# Of the environment and not of the copy, so that a replaced password is used from the next start on.
export PGPASSWORD="$REPLICATION_PASSWORD"
primary="host=postgres user=replicator application_name=$REPLICATION_SLOT"

if [ ! -d "$PGDATA" ]; then
  mkdir -p "$(dirname "$PGDATA")"
  rm -rf "$PGDATA.unfinished"
  pg_basebackup --pgdata "$PGDATA.unfinished" --write-recovery-conf --slot "$REPLICATION_SLOT" \
    --checkpoint fast --dbname "$primary"
  mv "$PGDATA.unfinished" "$PGDATA"
fi

exec "$@" -c "primary_conninfo=$primary"
