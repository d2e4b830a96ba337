import { Interrupted } from '../disk/disk-error.ts';
import { isInstalled } from '../shell/machine.ts';

/** What is done after the files are written. */
export interface Steps {
  readonly install: boolean;
  readonly git: boolean;
}

/**
 * Asks which of the steps that no flag declined are wanted; all are by default.
 *
 * @throws Interrupted on Ctrl-C
 */
export async function askSteps(offered: Steps): Promise<Steps> {
  const possible = [
    { value: 'install' as const, label: 'Install the dependencies', hint: 'npm install' },
    { value: 'git' as const, label: 'Make a git repository', hint: 'with a first commit' },
  ].filter(({ value }) => offered[value] && isInstalled(value === 'git' ? 'git' : 'npm'));
  if (possible.length === 0) return offered;
  const { isCancel, multiselect } = await import('@clack/prompts');
  const wanted = await multiselect({
    message: 'After the files are written (space switches, Enter goes on)',
    options: possible,
    initialValues: possible.map(({ value }) => value),
    required: false,
  });
  if (isCancel(wanted)) throw new Interrupted('cancelled');
  return { install: wanted.includes('install'), git: wanted.includes('git') };
}
