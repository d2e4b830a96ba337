import { type BootCase, npm, output, type Stage } from './boot-case.ts';

/** Boots the case on Docker, and once on several instances behind the load balancer. */
export const composeStages: readonly Stage[] = [
  { id: 'up', part: 'compose', run: (boot) => npm(boot, ['run', 'up'], 300) },
  { id: 'smoke', part: 'compose', run: (boot) => npm(boot, ['run', 'smoke'], 120) },
  { id: 'scale', part: 'compose', run: scale },
  { id: 'down', part: 'compose', run: down },
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

async function scale(boot: BootCase): Promise<void> {
  if (!boot.scales) return;
  await npm(boot, ['run', 'up', '--', '--scale', `app=${instances}`], 300);
  await npm(boot, ['run', 'smoke'], 120);
  const app = await inProject(boot, 'container', 'label=com.docker.compose.service=app');
  if (app.length !== instances) throw new Error(`${app.length} instances of app run`);
  for (const id of app) {
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
