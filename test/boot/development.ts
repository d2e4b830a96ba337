import { type BootCase, commandIn, isReady, marker } from './boot-case.ts';
import { eventually, type Running, start, survivors } from './processes.ts';

/** Runs `npm run dev` around some work, and holds that nothing is left of it. */
export async function whileDeveloping(
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
