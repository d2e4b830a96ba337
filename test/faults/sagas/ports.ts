import { once } from 'node:events';
import { createServer } from 'node:net';

/** Where the first range of ports is looked for; the next one follows it. */
const firstOfAll = 8_700;

/** The first of so many ports of 127.0.0.1, one after the other, of which none is taken. */
export async function freeRange(count: number): Promise<number> {
  for (let first = firstOfAll; first + count < 32_768; first += count) {
    const ports = Array.from({ length: count }, (_, index) => first + index);
    const free = await Promise.all(ports.map(isFree));
    if (!free.includes(false)) return first;
  }
  throw new Error(`there are no ${count} free ports one after the other`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
