import { prettyFactory } from 'pino-pretty';

const format = prettyFactory({
  ignore: 'pid,hostname',
  translateTime: 'HH:MM:ss',
  singleLine: true,
});

/** A line of a log for people: JSON as one line, with stacks below it; anything else as it is. */
export function readable(line: string): string {
  return format(line).trimEnd();
}
