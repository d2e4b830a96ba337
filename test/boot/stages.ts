import { dirname } from 'node:path';
import { catalogue } from '../../src/catalogue/catalogue.ts';
import { type BootCase, commandIn, npm, output, type Stage } from './boot-case.ts';
import { text } from './combinations.ts';
import { composeStages } from './compose-stages.ts';
import { embeddedStages } from './embedded-stages.ts';
import { run } from './processes.ts';

/** What each case goes through, in order; the first failure ends the case. */
export const stages: readonly Stage[] = [
  { id: 'generate', part: 'both', thorough: false, run: generate },
  { id: 'install', part: 'both', thorough: false, run: install },
  ...embeddedStages,
  ...composeStages,
  { id: 'clean', part: 'both', thorough: false, run: leavesWorkTreeClean },
];

function install(boot: BootCase): Promise<void> {
  return npm(boot, ['install', '--prefer-offline'], 300);
}

async function generate(boot: BootCase): Promise<void> {
  const flags = catalogue
    .filter(({ id }) => id !== 'name' && id in boot.combination)
    .flatMap(({ id, flag }) => [`--${flag}`, text(boot.combination[id])]);
  const args = [boot.repo, ...flags, '--yes', '--no-install'];
  await run({ ...commandIn(boot, boot.cli, args), cwd: dirname(boot.repo) }, 60_000);
}

/** Whatever the commands of the repo wrote is ignored by git; the lock file is npm's. */
async function leavesWorkTreeClean(boot: BootCase): Promise<void> {
  const printed = await output(boot, 'git', ['status', '--porcelain']);
  const changed = printed.split('\n').filter((line) => line && line !== '?? package-lock.json');
  if (changed.length > 0) throw new Error(`git status is not clean:\n${changed.join('\n')}`);
}
