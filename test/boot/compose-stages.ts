import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BootCase, exitCode, isReady, npm, output, type Stage } from './boot-case.ts';

/** Boots the case on Docker, and once on several instances behind the load balancer. */
export const composeStages: readonly Stage[] = [
  { id: 'adapters', part: 'compose', thorough: true, run: adapters },
  { id: 'up', part: 'compose', thorough: true, run: (boot) => up(boot) },
  { id: 'smoke', part: 'compose', thorough: true, run: smoke },
  { id: 'scale', part: 'compose', thorough: true, run: scale },
  { id: 'down', part: 'compose', thorough: true, run: down },
];

/** Removes what a case may have left in Docker, whatever state it is in. */
export async function removeFromDocker(boot: BootCase): Promise<void> {
  for (const kind of ['container', 'network', 'volume', 'image'] as const) {
    const left = await inProject(boot, kind);
    const force = kind === 'network' ? [] : ['--force'];
    if (left.length > 0) await output(boot, 'docker', [kind, 'rm', ...force, ...left]);
  }
}

const instances = 3;

/** The tests that need the real systems, where there is more than one of these. */
async function adapters(boot: BootCase): Promise<void> {
  const { scripts } = JSON.parse(readFileSync(join(boot.repo, 'package.json'), 'utf8'));
  if ('test:adapters' in scripts) await npm(boot, ['run', 'test:adapters'], 300);
}

/** Starts all containers but those whose image cannot be had on this machine, and says which. */
async function up(boot: BootCase, ...args: readonly string[]): Promise<void> {
  const { runnable, missing } = await containersOf(boot);
  const names = missing.length > 0 ? runnable : [];
  if (missing.length > 0) console.log(`without ${missing.join(', ')}: ${boot.label}`);
  const flags = [...args, ...names];
  await npm(boot, ['run', 'up', ...(flags.length > 0 ? ['--', ...flags] : [])], 300);
}

/** The scenario from outside, which takes an entrance. */
async function smoke(boot: BootCase): Promise<void> {
  if (await isReady(boot)) return npm(boot, ['run', 'smoke'], 120);
  const { missing } = await containersOf(boot);
  if (!missing.includes('gateway')) throw new Error(`nothing answers at port ${boot.port}`);
}

/** The compose services of a case, by whether their image is built here, is there, or can be pulled. */
async function containersOf(boot: BootCase): Promise<{ runnable: string[]; missing: string[] }> {
  const printed = await output(boot, 'docker', ['compose', 'config', '--format', 'json']);
  const { services } = JSON.parse(printed) as { services: Record<string, ComposeService> };
  const runnable: string[] = [];
  const missing: string[] = [];
  for (const [name, { image, build }] of Object.entries(services)) {
    const there = build || (await hasImage(boot, image ?? ''));
    (there ? runnable : missing).push(name);
  }
  return { runnable, missing };
}

interface ComposeService {
  readonly image?: string;
  readonly build?: unknown;
}

async function hasImage(boot: BootCase, image: string): Promise<boolean> {
  const inspected = await exitCode(boot, 'docker', ['image', 'inspect', image]);
  return inspected === 0 || (await exitCode(boot, 'docker', ['pull', '--quiet', image])) === 0;
}

async function scale(boot: BootCase): Promise<void> {
  if (!boot.scaled) return;
  await up(boot, '--scale', `${boot.scaled}=${instances}`);
  await smoke(boot);
  const label = `label=com.docker.compose.service=${boot.scaled}`;
  const containers = await inProject(boot, 'container', label);
  if (containers.length !== instances) {
    throw new Error(`${containers.length} instances of ${boot.scaled} run`);
  }
  for (const id of containers) {
    const log = await output(boot, 'docker', ['logs', id]);
    if (!log.includes('/api/')) throw new Error(`the instance ${id} served no request`);
  }
}

async function down(boot: BootCase): Promise<void> {
  await npm(boot, ['run', 'down'], 120);
  for (const kind of ['container', 'network', 'volume'] as const) {
    const left = await inProject(boot, kind);
    if (left.length > 0) throw new Error(`npm run down left ${kind}s: ${left.join(', ')}`);
  }
}

/** Ids of what Docker holds for the compose project of a case. */
async function inProject(
  boot: BootCase,
  kind: 'container' | 'network' | 'volume' | 'image',
  ...more: string[]
): Promise<string[]> {
  const filters = [`label=com.docker.compose.project=${boot.id}`, ...more].flatMap((filter) => {
    return ['--filter', filter];
  });
  const all = kind === 'container' ? ['--all'] : [];
  const printed = await output(boot, 'docker', [kind, 'ls', '--quiet', ...all, ...filters]);
  return [...new Set(printed.split(/\s+/).filter(Boolean))];
}
