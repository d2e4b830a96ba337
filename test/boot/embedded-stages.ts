import { isReady, type BootCase, commandIn, marker, npm, type Stage } from './boot-case.ts';
import { eventually, interrupt, start, survivors } from './processes.ts';

/** Checks and tests the repo of a case, and boots it with nothing but Node.js. */
export const embeddedStages: readonly Stage[] = [
  { id: 'check', part: 'embedded', run: (boot) => npm(boot, ['run', 'check'], 120) },
  { id: 'test', part: 'embedded', run: (boot) => npm(boot, ['test'], 600) },
  { id: 'dev', part: 'embedded', run: develop },
];

async function develop(boot: BootCase): Promise<void> {
  const running = start(commandIn(boot, 'npm', ['run', 'dev']));
  try {
    await Promise.race([
      eventually('npm run dev answers', 60_000, () => isReady(boot)),
      running.exited.then((code) => Promise.reject(new Error(`npm run dev ended with ${code}`))),
    ]);
    await npm(boot, ['run', 'smoke'], 120);
  } finally {
    await interrupt(running, 30_000);
  }
  const noneLeft = () => survivors(marker, boot.id).length === 0;
  await eventually('every process of npm run dev ends', 5_000, noneLeft);
  if (await isReady(boot)) throw new Error(`port ${boot.port} still answers`);
}
