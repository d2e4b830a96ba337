import { isReady, type BootCase, commandIn, marker, npm, type Stage } from './boot-case.ts';
import { eventually, interrupt, type Running, start, survivors, terminate } from './processes.ts';

/** Checks and tests the repo of a case, and boots it with nothing but Node.js. */
export const embeddedStages: readonly Stage[] = [
  {
    id: 'check',
    part: 'embedded',
    thorough: false,
    run: (boot) => npm(boot, ['run', 'check'], 120),
  },
  { id: 'test', part: 'embedded', thorough: true, run: (boot) => npm(boot, ['test'], 600) },
  { id: 'dev', part: 'embedded', thorough: false, run: develop },
];

/** Boots, runs the smoke test and ends as Ctrl-C does; boots again and ends as a process manager does. */
async function develop(boot: BootCase): Promise<void> {
  await whileRunning(boot, interrupt, () => npm(boot, ['run', 'smoke'], 120));
  await whileRunning(boot, terminate, async () => undefined);
}

/** Runs `npm run dev` around some work, and holds that nothing is left of it. */
async function whileRunning(
  boot: BootCase,
  end: (running: Running, limitMs: number) => Promise<void>,
  work: () => Promise<void>,
): Promise<void> {
  const running = start(commandIn(boot, 'npm', ['run', 'dev']));
  try {
    await Promise.race([
      eventually('npm run dev answers', 60_000, () => isReady(boot)),
      running.exited.then((code) => Promise.reject(new Error(`npm run dev ended with ${code}`))),
    ]);
    await work();
  } finally {
    await end(running, 30_000);
  }
  const noneLeft = () => survivors(marker, boot.id).length === 0;
  await eventually('every process of npm run dev ends', 15_000, noneLeft);
  if (await isReady(boot)) throw new Error(`port ${boot.port} still answers`);
}
