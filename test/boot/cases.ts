import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { environmentName } from '../../src/features/microservices/environment-name.ts';
import { busiestProcess, hasServices, processesOf } from '../../src/features/processes.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { type StyleId, styleIds } from '../../src/styles/style-id.ts';
import { type BootCase, marker } from './boot-case.ts';
import {
  type Combination,
  covering,
  everyCombination,
  label,
  meetingPairs,
  type Strength,
} from './combinations.ts';
import { userEnvironment, withSystemNode } from './user-environment.ts';

/** A combination to boot, and how. */
export interface Selected {
  readonly combination: Combination;
  readonly brief: boolean;
}

/** What the matrix boots, derived from the catalogue: the combinations whose name holds a text. */
export function selectedCombinations(strength: Strength, only: string): Selected[] {
  const all = everyCombination();
  const thorough = covering(all, strength);
  return [
    ...thorough.map((combination) => ({ combination, brief: false })),
    ...meetingPairs(all, thorough).map((combination) => ({ combination, brief: true })),
  ].filter(({ combination }) => label(combination).includes(only));
}

/**
 * Gives each combination a folder, a free port and a compose project of its own.
 *
 * @param folder parent of the case folders
 * @param cli the installed program
 */
export async function makeCases(
  selected: readonly Selected[],
  folder: string,
  cli: string,
): Promise<BootCase[]> {
  const thorough = selected.filter(({ brief }) => !brief).map(({ combination }) => combination);
  const scaling = new Set(styleIds.map((style) => scalingCombination(thorough, style)));
  const cases: BootCase[] = [];
  for (const [index, { combination, brief }] of selected.entries()) {
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
      env: { ...environmentOf(combination, id, port), ...(await ownPorts(combination)) },
      cli,
      brief,
      scaled: scaling.has(combination) ? scaledProcess(combination) : undefined,
    });
  }
  return cases;
}

/** The first combination of a style that can run several instances of a process. */
function scalingCombination(
  combinations: readonly Combination[],
  style: StyleId,
): Combination | undefined {
  return combinations.find(
    (found) => found.style === style && found.loadBalancer !== 'none' && found.gateway !== 'kong',
  );
}

/** One that takes part in the scenario from outside, so that each instance has something to do. */
function scaledProcess(combination: Combination): string | undefined {
  return busiestProcess(combination as unknown as Spec)?.name;
}

function environmentOf(combination: Combination, id: string, port: number): BootCase['env'] {
  const user = userEnvironment();
  const env = combination.node === 'npm' ? withSystemNode(user) : user;
  const own = { PORT: String(port), COMPOSE_PROJECT_NAME: id, [marker]: id };
  return { ...env, ...own, NO_COLOR: '1' };
}

/** Ports of what listens beside the entrance during development: cases start at the same moment. */
async function ownPorts(combination: Combination): Promise<Record<string, string>> {
  const spec = combination as unknown as Spec;
  if (!hasServices(spec)) return {};
  const names = [...processesOf(spec).map(({ name }) => environmentName(name)), 'SYSTEM_PAGE'];
  const ports: Record<string, string> = {};
  for (const name of names) ports[`${name}_PORT`] = String(await freePort());
  return ports;
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
