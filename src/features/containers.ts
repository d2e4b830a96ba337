/** No more rights than the process has, nothing to write to but what is listed, and logs that end. */
export const confined = {
  read_only: true,
  tmpfs: ['/tmp'],
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
  // Without a bound, a log grows until the disk is full.
  logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '5' } },
} as const;

/** The most that a container may take; the number of processes is above what 200 connections of Postgres are. */
export function limits(cpus: string, memory: string) {
  return { resources: { limits: { cpus, memory, pids: 512 } } };
}

/** A container that serves HTTP on port 8080; it is ready when the process says so. */
export const applicationContainer = {
  restart: 'unless-stopped',
  ...confined,
  healthcheck: {
    test: [
      'CMD',
      'node',
      '-e',
      "fetch('http://127.0.0.1:8080/health/ready').then(({ ok }) => process.exit(ok ? 0 : 1))",
    ],
    interval: '3s',
    timeout: '3s',
    retries: 10,
    // All start at once, on a small machine too: until then a failure says nothing.
    start_period: '60s',
  },
  stop_grace_period: '15s',
  deploy: limits('1', '512M'),
} as const;

/** What the primary and its replicas have in common; a replica must allow as many connections. */
export const postgresContainer = {
  image: 'postgres:18-alpine',
  command: ['postgres', '-c', 'max_connections=200'],
  restart: 'unless-stopped',
  user: 'postgres',
  ...confined,
  tmpfs: ['/tmp', '/var/run/postgresql'],
  shm_size: '128mb',
  // Over TCP: while it sets itself up, the server listens on its socket only, and is not ready.
  healthcheck: {
    test: ['CMD', 'pg_isready', '--host=127.0.0.1', '--username=owner', '--dbname=app'],
    interval: '2s',
    timeout: '2s',
    retries: 30,
  },
  stop_grace_period: '30s',
  networks: ['backend'],
  deploy: limits('1', '512M'),
} as const;
