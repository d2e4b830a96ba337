import { type BootCase, npm, type Stage } from './boot-case.ts';
import { whileDeveloping } from './development.ts';
import { interrupt, terminate } from './processes.ts';
import { lookAtSystem } from './system-page.ts';

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
  { id: 'page', part: 'embedded', thorough: true, run: lookAtSystem },
];

/** Boots, runs the smoke test and ends as Ctrl-C does; boots again and ends as a process manager does. */
async function develop(boot: BootCase): Promise<void> {
  await whileDeveloping(boot, interrupt, () => npm(boot, ['run', 'smoke'], 120));
  await whileDeveloping(boot, terminate, async () => undefined);
}
