import { randomUUID } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { execa } from 'execa';
import { userEnvironment, withSystemNode } from '../../boot/user-environment.ts';
import { median } from '../measure.ts';
import type { Figure } from '../report.ts';
import { type Load, latencyMs, rates } from './load.ts';
import { residentMegabytes, type Server, startServer } from './programs.ts';

const marker = 'ARCH_BENCH_SERVICES';
const gateway = 'http://127.0.0.1:8720';
const products = 'http://127.0.0.1:8722';
const orders = 'http://127.0.0.1:8723';
const minimalPort = 8729;

/**
 * Measures generated microservices on embedded databases beside a hand-written application of one
 * file, in the same run.
 *
 * @param program the installed program that generates
 */
export async function serviceFigures(program: string, scratch: string): Promise<Figure[]> {
  const repo = join(scratch, 'services');
  const user = withSystemNode(userEnvironment());
  const flags = ['--style', 'microservices', '--node', 'npm', '--yes', '--no-git', '--no-install'];
  await execa(process.execPath, [program, repo, ...flags], { env: user, extendEnv: false });
  await execa('npm', ['install', '--prefer-offline'], { cwd: repo, env: user, extendEnv: false });
  for (const file of ['minimal-app.js', 'hello.js']) {
    copyFileSync(new URL(file, import.meta.url), join(repo, file));
  }
  const starts = await startFigures(repo, user);
  const system = await startSystem(repo, user);
  const minimal = await startProgram(repo, user, 'minimal-app.js');
  try {
    const memory = residentMegabytes(marker, 'system');
    return [
      ...starts,
      { what: 'memory of all its processes, databases included', value: memory, unit: 'MB' },
      ...(await throughputFigures(repo, minimal)),
    ];
  } finally {
    await minimal.stop();
    await system.stop();
  }
}

/** From nothing to the first answer through the gateway, migrations aside: they ran before. */
async function startFigures(repo: string, user: Record<string, string>): Promise<Figure[]> {
  await (await startSystem(repo, user)).stop();
  const times = { system: [] as number[], hello: [] as number[] };
  for (let round = 0; round < 3; round += 1) {
    const system = await startSystem(repo, user);
    await system.stop();
    const hello = await startProgram(repo, user, 'hello.js');
    await hello.stop();
    times.system.push(system.startMs);
    times.hello.push(hello.startMs);
  }
  const [system, hello] = [median(times.system), median(times.hello)];
  return [
    { what: '`npm run dev` of microservices', value: system, unit: 'ms', target: 10_000 },
    { what: 'its start to a bare Fastify start', value: system / hello, unit: '×', target: 6 },
  ];
}

async function throughputFigures(repo: string, minimal: Server): Promise<Figure[]> {
  const [, minimalProduct = ''] = /ready (\S+)/.exec(minimal.output()) ?? [];
  const { headers, productId } = await openShop(repo);
  const minimalUrl = `http://127.0.0.1:${minimalPort}`;
  const read = (url: string, id: string): Load => ({
    url: `${url}/api/products/${id}`,
    method: 'GET',
  });
  const place = (url: string, id: string): Load => ({
    url: `${url}/api/orders`,
    method: 'POST',
    headers,
    body: { items: [{ productId: id, quantity: 1 }], paymentToken: 'tok_ok', shipTo },
  });
  const loads = {
    minimalRead: read(minimalUrl, minimalProduct),
    serviceRead: read(products, productId),
    gatewayRead: read(gateway, productId),
    minimalOrder: place(minimalUrl, minimalProduct),
    serviceOrder: place(orders, productId),
    gatewayOrder: place(gateway, productId),
  };
  const rate = await rates(loads);
  const latency = {
    minimalOrder: await latencyMs(loads.minimalOrder),
    serviceOrder: await latencyMs(loads.serviceOrder),
    gatewayOrder: await latencyMs(loads.gatewayOrder),
  };
  const ratio = (what: string, value: number, atLeast?: number): Figure => ({
    what,
    value,
    unit: '×',
    ...(atLeast !== undefined && { atLeast }),
  });
  return [
    { what: 'a minimal Fastify and pg app, GET a product', value: rate.minimalRead, unit: '/s' },
    ratio('the products service alone to it', rate.serviceRead / rate.minimalRead, 0.8),
    ratio('through the gateway and its cache to it', rate.gatewayRead / rate.minimalRead),
    { what: 'the minimal app, POST an order', value: rate.minimalOrder, unit: '/s' },
    ratio(
      'the orders service, which calls two others, to it',
      rate.serviceOrder / rate.minimalOrder,
    ),
    ratio('the whole path, gateway included, to it', rate.gatewayOrder / rate.minimalOrder),
    { what: 'one order at a time: the minimal app', value: latency.minimalOrder, unit: 'ms' },
    { what: 'the orders service and those it calls', value: latency.serviceOrder, unit: 'ms' },
    { what: 'the whole path', value: latency.gatewayOrder, unit: 'ms' },
  ];
}

const shipTo = {
  name: 'Ada Lovelace',
  line1: '12 St James Square',
  city: 'London',
  postcode: 'SW1Y 4JH',
  country: 'GB',
};

/** An administrator's session and a product that does not run out. */
async function openShop(repo: string) {
  const { ADMIN_PASSWORD } = parseEnv(readFileSync(join(repo, '.env'), 'utf8'));
  const credentials = { email: 'admin@example.com', password: ADMIN_PASSWORD };
  const token = await post('/api/auth/token', credentials);
  const headers = { authorization: `Bearer ${token.access_token}` };
  const price = { amount: 250, currency: 'EUR' };
  const product = { sku: `BENCH-${randomUUID().slice(0, 8).toUpperCase()}`, name: 'Mug', price };
  const added = await post('/api/products', { ...product, stock: 1_000_000 }, headers);
  return { headers, productId: added.id ?? '' };
}

async function post(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Record<string, string>> {
  const response = await fetch(`${gateway}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Record<string, string>;
}

function startSystem(repo: string, user: Record<string, string>): Promise<Server> {
  const ports = { PORT: '8720', USERS_PORT: '8721', PRODUCTS_PORT: '8722', ORDERS_PORT: '8723' };
  const env = { ...user, ...ports, PAYMENTS_PORT: '8724', [marker]: 'system' };
  return startServer({
    args: ['npm', 'run', 'dev'],
    cwd: repo,
    env: { ...env, RATE_LIMIT_PER_MINUTE: '0', LOG_LEVEL: 'warn' },
    url: `${gateway}/health/ready`,
  });
}

async function startProgram(
  repo: string,
  user: Record<string, string>,
  file: string,
): Promise<Server> {
  return startServer({
    args: [join(repo, 'node_modules/.bin/node'), file],
    cwd: repo,
    env: { ...user, PORT: String(minimalPort) },
    url: `http://127.0.0.1:${minimalPort}/`,
  });
}
