#!/bin/sh
# Copies the primary on the first start, then follows it. An interrupted copy is made again.
set -eu

if [ ! -d "$PGDATA" ]; then
  mkdir -p "$(dirname "$PGDATA")"
  rm -rf "$PGDATA.unfinished"
  pg_basebackup --pgdata "$PGDATA.unfinished" --write-recovery-conf --slot "$REPLICATION_SLOT" \
    --checkpoint fast \
    --dbname "host=postgres user=replicator password=$REPLICATION_PASSWORD application_name=$REPLICATION_SLOT"
  mv "$PGDATA.unfinished" "$PGDATA"
fi

exec "$@"
