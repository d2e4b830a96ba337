import { compose, requireDocker } from './docker.ts';
import { ensureEnv } from './env.ts';

const keep = '--keep-data';
const args = process.argv.slice(2);

requireDocker();
ensureEnv();
process.exitCode = compose(
  'down',
  '--remove-orphans',
  '--rmi=local',
  ...(args.includes(keep) ? [] : ['--volumes']),
  ...args.filter((arg) => arg !== keep),
);
