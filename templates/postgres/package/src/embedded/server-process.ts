import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { binaries } from './binaries.ts';
import { clusterOf } from './data-folder.ts';
import { ownerFile } from './orphans.ts';
import { unprivileged } from './unprivileged.ts';

interface Launch {
  readonly folder: string;
  readonly port: number;
  /** Whether committed data must survive a crash of the machine. */
  readonly durable: boolean;
}

/** Starts the server on a folder that is initialised, and waits until it takes connections. */
export async function launch(options: Launch): Promise<{ stop(): Promise<void> }> {
  await writeFile(ownerFile(options.folder), String(process.pid));
  const { file, args } = unprivileged(binaries().postgres, settings(options));
  // In a process group of its own: Ctrl-C reaches the application first, which then stops the server.
  const server = spawn(file, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const stopWithUs = () => server.kill('SIGINT');
  process.once('exit', stopWithUs);
  await untilReady(server);
  return {
    async stop() {
      process.off('exit', stopWithUs);
      if (server.exitCode !== null || server.signalCode !== null) return;
      // SIGINT is Postgres's fast shutdown: it ends sessions and leaves a clean folder.
      server.kill('SIGINT');
      await once(server, 'exit');
    },
  };
}

function settings({ folder, port, durable }: Launch): string[] {
  const given = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    ...(!durable && { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const flags = Object.entries(given).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', clusterOf(folder), '-p', String(port), ...flags];
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      if (log.includes(ready)) return;
      log += chunk;
      if (log.includes(ready)) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`the embedded PostgreSQL did not start:\n${log}`)));
  });
}

const ready = 'database system is ready to accept connections';
