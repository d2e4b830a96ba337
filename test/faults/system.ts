import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { execa } from 'execa';
import { installTarball, pack } from '../boot/tarball.ts';
import { userEnvironment, withSystemNode } from '../boot/user-environment.ts';

/** A generated system that runs on Docker. */
export interface System {
  readonly folder: string;
  readonly baseUrl: string;
  readonly adminPassword: string;
  /** Runs `docker compose`; what it prints. Rejects when it fails. */
  compose(...args: readonly string[]): Promise<string>;
  /** Starts so many instances of a service and waits until they are healthy. */
  scale(service: string, instances: number): Promise<void>;
  /** Ids of the running containers of a service. */
  containers(service: string): Promise<string[]>;
  docker(...args: readonly string[]): Promise<string>;
  remove(): Promise<void>;
}

/**
 * Generates a system from the packed tarball and starts it on Docker.
 *
 * @param flags of the program, beside the folder
 * @param port of the entrance on 127.0.0.1
 */
export async function startSystem(flags: readonly string[], port: number): Promise<System> {
  const parent = mkdtempSync(join(tmpdir(), 'faults-'));
  const env = {
    ...withSystemNode(userEnvironment()),
    PORT: String(port),
    // The load of a scenario comes from one address.
    RATE_LIMIT_PER_MINUTE: '0',
    COMPOSE_PROJECT_NAME: `faults-${process.pid}`,
    NO_COLOR: '1',
  };
  const tarball = await pack(join(parent, 'tarball'), userEnvironment());
  const cli = await installTarball(tarball, join(parent, 'installed'), env);
  const folder = join(parent, 'shop');
  await execa(cli, [folder, ...flags, '--yes', '--no-install'], { env, extendEnv: false });
  const options = { cwd: folder, env, extendEnv: false, all: true } as const;
  const run: Run = async (program, ...args) => (await execa(program, args, options)).all;
  await run('npm', 'install', '--prefer-offline');
  const remove = async () => {
    await run('npm', 'run', 'down');
    rmSync(parent, { recursive: true });
  };
  await run('npm', 'run', 'up').catch(async (error: unknown) => {
    await remove();
    throw error;
  });
  const { ADMIN_PASSWORD = '' } = parseEnv(readFileSync(join(folder, '.env'), 'utf8'));
  const baseUrl = `http://127.0.0.1:${port}`;
  return { folder, baseUrl, adminPassword: ADMIN_PASSWORD, ...onDocker(run), remove };
}

/** Runs a program in the folder of a system; what it prints. */
type Run = (program: string, ...args: readonly string[]) => Promise<string>;

function onDocker(run: Run): Pick<System, 'compose' | 'scale' | 'containers' | 'docker'> {
  const docker: System['docker'] = (...args) => run('docker', ...args);
  const compose: System['compose'] = (...args) => docker('compose', ...args);
  return {
    docker,
    compose,
    async scale(service, instances) {
      const start = ['up', '--detach', '--wait', '--no-recreate'];
      await compose(...start, '--scale', `${service}=${instances}`);
    },
    async containers(service) {
      const printed = await compose('ps', '--quiet', service);
      return printed.split(/\s+/).filter(Boolean);
    },
  };
}
