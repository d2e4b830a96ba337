import type { Database } from '@app/database';
import type { Measured } from '@app/http-server';

interface Measurement {
  readonly running: number;
  readonly compensating: number;
  readonly stuck: number;
  readonly oldestSeconds: number;
}

/**
 * How many sagas are under way, by state, and for how long the oldest is. Reading gives the answer to
 * the question that the reading before asked: metrics wait for no database. All instances measure the
 * same table. Not a number while the database is away.
 */
export function sagaGauges(database: Database): Readonly<Record<string, Measured>> {
  let last: Measurement = { running: 0, compensating: 0, stuck: 0, oldestSeconds: 0 };
  let asking = false;
  const ask = async () => {
    if (asking) return;
    asking = true;
    last = await measure(database).catch(() => unknown);
    asking = false;
  };
  const gauge = (value: keyof Measurement, help: string): Measured => ({
    help,
    read() {
      void ask();
      return last[value];
    },
  });
  return {
    sagas_running: gauge('running', 'Sagas that go forward'),
    sagas_compensating: gauge('compensating', 'Sagas that are being undone'),
    sagas_stuck: gauge('stuck', 'Sagas that wait for an operator, or for a late reply'),
    sagas_oldest_seconds: gauge('oldestSeconds', 'How long ago the oldest saga under way started'),
  };
}

const unknown: Measurement = {
  running: Number.NaN,
  compensating: Number.NaN,
  stuck: Number.NaN,
  oldestSeconds: Number.NaN,
};

async function measure(database: Database): Promise<Measurement> {
  const [row] = await database.query<Measurement & { [column: string]: unknown }>(
    `SELECT count(*) FILTER (WHERE state = 'running') AS running,
       count(*) FILTER (WHERE state = 'compensating') AS compensating,
       count(*) FILTER (WHERE state = 'stuck') AS stuck,
       COALESCE(extract(epoch FROM now() - min(started_at))::float8, 0) AS "oldestSeconds"
     FROM saga.sagas WHERE ended_at IS NULL`,
  );
  return row ?? unknown;
}
