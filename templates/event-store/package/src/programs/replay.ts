import { inspect } from 'node:util';
import { readStream } from '../read-stream.ts';
import { partsOf } from '../stream.ts';
import { runProgram } from './program.ts';

/** Prints what happened in a stream, and the state after each event. */
await runProgram(async ({ definitions, pool, args: [stream = ''] }) => {
  const { type, subject } = partsOf(stream);
  const aggregate = definitions.aggregates.find((one) => one.stream.name === type);
  if (!aggregate) {
    const streams = definitions.aggregates.map((one) => `${one.stream.name}-<id>`).join(', ');
    throw new Error(`usage: replay <stream>, where a stream is one of: ${streams}`);
  }
  const events = await readStream(pool, aggregate.stream, subject);
  if (events.length === 0) throw new Error(`there is no stream ${stream}`);
  let state: unknown = aggregate.initial;
  for (const event of events) {
    state = aggregate.evolve(state, event);
    const { version, recordedAt, type, causation } = event;
    const cause = causation ? ` because of ${causation}` : '';
    console.log(`${version}  ${recordedAt.toISOString()}  ${type}${cause}`);
    console.log(indented('data ', event.data));
    console.log(indented('state', state));
  }
});

function indented(label: string, value: unknown): string {
  const text = inspect(value, { depth: null, breakLength: 92, sorted: true });
  return `   ${label} ${text.replaceAll('\n', '\n         ')}`;
}
