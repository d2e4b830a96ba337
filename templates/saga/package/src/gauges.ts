import type { Database } from '@app/database';
import { measured } from '@app/database/measurements';
import type { Measured } from '@app/http-server';

interface Measurement {
  readonly running: number;
  readonly compensating: number;
  readonly stuck: number;
  readonly oldestSeconds: number;
}

/**
 * How many sagas are under way, by state, and for how long the oldest is. All instances measure the same
 * table. Not a number while the database is away.
 */
export function sagaGauges(database: Database): Readonly<Record<string, Measured>> {
  const read = measured(names, () => measure(database));
  const gauge = (name: keyof Measurement, help: string): Measured => ({
    help,
    read: () => read(name),
  });
  return {
    sagas_running: gauge('running', 'Sagas that go forward'),
    sagas_compensating: gauge('compensating', 'Sagas that are being undone'),
    sagas_stuck: gauge('stuck', 'Sagas that wait for an operator, or for a late reply'),
    sagas_oldest_seconds: gauge('oldestSeconds', 'How long ago the oldest saga under way started'),
  };
}

const names = ['running', 'compensating', 'stuck', 'oldestSeconds'] as const;

async function measure(database: Database): Promise<Measurement | undefined> {
  const [row] = await database.query<Measurement & { [column: string]: unknown }>(
    `SELECT count(*) FILTER (WHERE state = 'running') AS running,
       count(*) FILTER (WHERE state = 'compensating') AS compensating,
       count(*) FILTER (WHERE state = 'stuck') AS stuck,
       COALESCE(extract(epoch FROM now() - min(started_at))::float8, 0) AS "oldestSeconds"
     FROM saga.sagas WHERE ended_at IS NULL`,
  );
  return row;
}
