import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type BootCase, marker } from './boot-case.ts';
import {
  type Combination,
  covering,
  everyCombination,
  label,
  type Strength,
} from './combinations.ts';
import { userEnvironment, withSystemNode } from './user-environment.ts';

/** The combinations that the matrix boots, derived from the catalogue. */
export function selectedCombinations(strength: Strength, only: string): Combination[] {
  return covering(everyCombination(), strength).filter((found) => label(found).includes(only));
}

/**
 * Gives each combination a folder, a free port and a compose project of its own.
 *
 * @param folder parent of the case folders
 * @param cli the installed program
 */
export async function makeCases(
  combinations: readonly Combination[],
  folder: string,
  cli: string,
): Promise<BootCase[]> {
  const scaling = combinations.find((found) => found.loadBalancer === 'nginx');
  const cases: BootCase[] = [];
  for (const [index, combination] of combinations.entries()) {
    const id = `boot-${process.pid}-${index + 1}`;
    const own = join(folder, id);
    mkdirSync(own, { recursive: true });
    const port = await freePort();
    cases.push({
      label: label(combination),
      combination,
      id,
      repo: join(own, 'shop'),
      log: join(own, 'output.log'),
      port,
      env: environmentOf(combination, id, port),
      cli,
      scales: combination === scaling,
    });
  }
  return cases;
}

function environmentOf(combination: Combination, id: string, port: number): BootCase['env'] {
  const user = userEnvironment();
  const env = combination.node === 'npm' ? withSystemNode(user) : user;
  const own = { PORT: String(port), COMPOSE_PROJECT_NAME: id, [marker]: id };
  return { ...env, ...own, NO_COLOR: '1' };
}

const firstPort = 8600;
let lastPort = firstPort - 1;

/** The next port of this range that nothing listens on. */
async function freePort(): Promise<number> {
  lastPort += 1;
  return (await canListen(lastPort)) ? lastPort : freePort();
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
