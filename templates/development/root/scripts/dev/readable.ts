import { prettyFactory } from 'pino-pretty';

const format = prettyFactory({ ignore: 'pid,hostname', translateTime: 'HH:MM:ss' });

/** A line of a log for people: JSON on several lines, anything else as it is. */
export function readable(line: string): string {
  return format(line).trimEnd();
}
