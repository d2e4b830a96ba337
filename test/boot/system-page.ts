import { fileURLToPath } from 'node:url';
import { hasContext } from '../../src/features/contexts.ts';
import { isEventDriven } from '../../src/features/processes.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { type BootCase, marker } from './boot-case.ts';
import { whileDeveloping } from './development.ts';
import { interrupt, run, variableAmong } from './processes.ts';

const test = fileURLToPath(new URL('../browser/system-page.ts', import.meta.url));

/** Opens the live page of a case in a browser, where there is one with orders to look at. */
export async function lookAtSystem(boot: BootCase): Promise<void> {
  const spec = boot.combination as unknown as Spec;
  if (!isEventDriven(spec) || !hasContext(spec, 'orders')) return;
  await whileDeveloping(boot, interrupt, () => run(browser(boot), 300_000));
}

function browser({ id, port, repo, log }: BootCase) {
  const eventLog = variableAmong(marker, id, 'EVENT_LOG_URL');
  if (!eventLog) throw new Error('no program of npm run dev knows an event log');
  return {
    program: process.execPath,
    args: [test, `http://127.0.0.1:${port}`, repo],
    cwd: repo,
    env: { ...process.env, EVENT_LOG_URL: eventLog, [marker]: id } as Record<string, string>,
    log,
  };
}
