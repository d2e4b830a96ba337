import { randomUUID } from 'node:crypto';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { execa } from 'execa';
import { userEnvironment, withSystemNode } from '../../boot/user-environment.ts';
import { median } from '../measure.ts';
import type { Figure } from '../report.ts';
import { type Load, latencyMs, rates } from './load.ts';
import { orderTimeFigures } from './order-time.ts';
import { type Server, startServer } from './programs.ts';
import { shipTo } from '../../ship-to.ts';

const gateway = 'http://127.0.0.1:8720';
const products = 'http://127.0.0.1:8722';
const orders = 'http://127.0.0.1:8723';
const minimalPort = 8729;
const minimalUrl = `http://127.0.0.1:${minimalPort}`;

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
  const minimal = await startProgram(repo, user, 'minimal-app.js');
  const [, product = '', databaseServer = ''] = /ready (\S+) (\S+)/.exec(minimal.output()) ?? [];
  const system = await startSystem(repo, { ...user, POSTGRES_URL: databaseServer });
  try {
    return [...starts, ...(await throughputFigures(repo, product))];
  } finally {
    await system.stop();
    await minimal.stop();
  }
}

/** From nothing to the first answer through the gateway, migrations aside: they ran before. Memory, too. */
async function startFigures(repo: string, user: Record<string, string>): Promise<Figure[]> {
  await (await startSystem(repo, user)).stop();
  const times = { system: [] as number[], hello: [] as number[], hellos: [] as number[] };
  let memory = 0;
  for (let round = 0; round < 3; round += 1) {
    const system = await startSystem(repo, user);
    memory = system.residentMegabytes();
    await system.stop();
    times.system.push(system.startMs);
    times.hello.push(await startHellos(repo, user, 1));
    times.hellos.push(await startHellos(repo, user, 6));
  }
  const hello = median(times.hello);
  const toHello = (measured: readonly number[]) => median(measured) / hello;
  return [
    {
      what: '`npm run dev` of microservices',
      value: median(times.system),
      unit: 'ms',
      target: 10_000,
    },
    {
      what: 'its start to a bare Fastify start',
      value: toHello(times.system),
      unit: '×',
      target: 6,
    },
    { what: 'six bare Fastify starts at once to one', value: toHello(times.hellos), unit: '×' },
    { what: 'memory of all its processes, databases included', value: memory, unit: 'MB' },
  ];
}

/** Milliseconds until so many bare servers, started at once, all answer. */
async function startHellos(
  repo: string,
  user: Record<string, string>,
  count: number,
): Promise<number> {
  const servers = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      startProgram(repo, user, 'hello.js', minimalPort + index),
    ),
  );
  await Promise.all(servers.map((server) => server.stop()));
  return Math.max(...servers.map(({ startMs }) => startMs));
}

async function throughputFigures(repo: string, minimalProduct: string): Promise<Figure[]> {
  const loads = await loadsOf(repo, minimalProduct);
  const rate = await rates(loads);
  const ms = {
    minimal: await latencyMs(loads.minimalOrder),
    service: await latencyMs(loads.serviceOrder),
    gateway: await latencyMs(loads.gatewayOrder),
  };
  const read = (measured: number) => ({ value: measured / rate.minimalRead, unit: '×' }) as const;
  const order = (measured: number) => ({ value: measured / rate.minimalOrder, unit: '×' }) as const;
  return [
    { what: 'a minimal Fastify and pg app, GET a product', value: rate.minimalRead, unit: '/s' },
    { what: 'the products service alone to it', ...read(rate.serviceRead), atLeast: 0.8 },
    { what: 'through the gateway and its cache to it', ...read(rate.gatewayRead) },
    { what: 'the minimal app, POST an order', value: rate.minimalOrder, unit: '/s' },
    { what: 'the orders service, which calls two others, to it', ...order(rate.serviceOrder) },
    { what: 'the whole path, gateway included, to it', ...order(rate.gatewayOrder) },
    { what: 'one order at a time: the minimal app', value: ms.minimal, unit: 'ms' },
    { what: 'the orders service and those it calls', value: ms.service, unit: 'ms' },
    { what: 'the whole path', value: ms.gateway, unit: 'ms' },
    ...(await orderTimeFigures(loads.serviceOrder, orders, minimalUrl)),
  ];
}

/** The same two requests, to the minimal app, to a service, and to the gateway. */
async function loadsOf(repo: string, minimalProduct: string) {
  const { headers, productId } = await openShop(repo);
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
  return {
    minimalRead: read(minimalUrl, minimalProduct),
    serviceRead: read(products, productId),
    gatewayRead: read(gateway, productId),
    minimalOrder: place(minimalUrl, minimalProduct),
    serviceOrder: place(orders, productId),
    gatewayOrder: place(gateway, productId),
  };
}

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
  const env = { ...user, ...ports, PAYMENTS_PORT: '8724' };
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
  port = minimalPort,
): Promise<Server> {
  return startServer({
    args: [join(repo, 'node_modules/.bin/node'), file],
    cwd: repo,
    env: { ...user, PORT: String(port) },
    url: `http://127.0.0.1:${port}/`,
  });
}
