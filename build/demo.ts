import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, '.demo', 'shop');

/** Generates a sample with the built program and runs it until Ctrl-C; it says where it answers. */
async function main(): Promise<void> {
  await execa('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  rmSync(folder, { recursive: true, force: true });
  const program = join(root, 'bin', 'create-arch-app.cjs');
  const flags = ['--style', 'monolith', '--node', 'npm', '--yes', '--no-git'];
  console.log('Generating a shop into .demo/shop, and installing its dependencies…');
  // What to type next is done here already; warnings and errors are on stderr.
  await execa('node', [program, folder, ...flags], { stdout: 'ignore', stderr: 'inherit' });
  const dev = execa('npm', ['run', 'dev'], { cwd: folder, stdio: 'inherit', reject: false });
  // Ctrl-C reaches the whole group by itself; a signal to this process alone is passed on.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => dev.kill('SIGTERM'));
  const { exitCode = 1 } = await dev;
  process.exitCode = exitCode;
}

await main();
