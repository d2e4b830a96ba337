import { styleText } from 'node:util';
import { services } from '../services.ts';
import { readable } from './readable.ts';

const colours = ['cyan', 'magenta', 'yellow', 'green', 'blue', 'red'] as const;

const width = Math.max(...services.map(({ name }) => name.length), 'gateway'.length);

/** Prints what a program logs, each line with its name in front, in a colour of its own. */
export function logOf(name: string): (line: string) => void {
  const place = services.findIndex((service) => service.name === name);
  const colour = place < 0 ? 'white' : (colours[place % colours.length] ?? 'white');
  const prefix = styleText(colour, `${name.padEnd(width)} |`);
  return (line) => console.log(`${prefix} ${readable(line).replaceAll('\n', `\n${prefix} `)}`);
}
