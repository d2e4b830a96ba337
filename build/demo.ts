import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';

const root = new URL('..', import.meta.url).pathname;
const folder = join(root, '.demo', 'shop');
const port = process.env.PORT ?? '8080';

/** Generates a sample with the built program, boots it embedded and says where it answers. */
async function main(): Promise<void> {
  await execa('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  rmSync(folder, { recursive: true, force: true });
  const flags = ['--style', 'monolith', '--node', 'npm', '--yes', '--no-git'];
  const program = join(root, 'bin', 'create-arch-app.js');
  await execa('node', [program, folder, ...flags], { stdio: 'inherit' });
  const dev = execa('npm', ['run', 'dev'], { cwd: folder, stdio: 'inherit', reject: false });
  // Ctrl-C reaches the whole group by itself; a signal to this process alone is passed on.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => dev.kill('SIGTERM'));
  let runs = true;
  void announce(() => runs);
  const { exitCode, signal } = await dev;
  runs = false;
  process.exitCode = exitCode ?? (signal ? 0 : 1);
}

async function announce(runs: () => boolean): Promise<void> {
  const url = `http://127.0.0.1:${port}`;
  while (!(await answers(`${url}/health/ready`))) {
    if (!runs()) return;
    await sleep(250);
  }
  console.log(`
The shop answers on ${url}
  API docs   ${url}/docs
  products   curl ${url}/api/products
  smoke      cd ${folder} && npm run smoke
Ctrl-C stops all.
`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

await main();
