import { execFile } from 'node:child_process';
import { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { newKeyPair } from '@app/chassis/testing';
import { toldAt } from '../conformance/stub-service.ts';
import { conformance } from '../conformance/suite.ts';
import { send, type Target, twofold } from '../conformance/target.ts';
import { routes } from '../routes.ts';

/** Holds the gateway of `npm run up`, in its container, to the suite: needs Docker. */
const folder = `${import.meta.dirname}/../..`;
/** Apart from the containers of `npm run up`, which may run. */
const project = ['--project-name', `conformance-${process.pid}`];
const run = promisify(execFile);
const keys = newKeyPair();
const services = [...new Set(routes.map(({ service }) => service))];
let target: Target;

before(async () => {
  await compose('up', '--detach', '--wait');
  const stubs = await Promise.all([...services, `${twofold}-b`].map(published));
  const urls = { url: await published('gateway'), limitedUrl: await published('gateway-limited') };
  const total = (path: string) => async (id: string) => {
    const answers = await Promise.all(stubs.map((stub) => send(stub, `${path}${id}`)));
    return answers.reduce((sum, { text }) => sum + Number(text), 0);
  };
  const told = { seen: total(toldAt.seen), streaming: total(toldAt.streaming) };
  target = { ...keys, ...urls, limit: 5, ...told };
  await allReachable();
});

after(() => compose('down', '--volumes', '--timeout', '1'));

conformance(() => target);

async function compose(...args: string[]): Promise<string> {
  const files = ['--project-directory', folder, '--file', 'gateway/conformance/compose.yaml'];
  const { stdout } = await run('docker', ['compose', ...project, ...files, ...args], {
    cwd: folder,
    env: { ...process.env, JWT_PUBLIC_KEY: keys.publicKey },
  });
  return stdout.trim();
}

async function published(service: string): Promise<string> {
  return `http://${await compose('port', service, '8080')}`;
}

/** Instances are found within seconds of their start. */
async function allReachable(): Promise<void> {
  for (const service of services) {
    while ((await send(target.url, `/docs/${service}/`)).status !== 200) await sleep(100);
  }
  const found = new Set<string>();
  while (found.size < 2) {
    const { text } = await send(target.url, `/docs/${twofold}/`);
    found.add((JSON.parse(text) as { instance: string }).instance);
  }
}
