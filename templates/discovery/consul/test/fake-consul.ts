import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** What an instance registers. */
export interface Definition {
  readonly ID: string;
  readonly Name: string;
  readonly Address: string;
  readonly Port: number;
  readonly Check: Readonly<Record<string, string>>;
}

/** As much of Consul as is needed, and under the control of a test. */
export class FakeConsul {
  readonly services = new Map<string, Definition>();
  readonly #failing = new Set<string>();
  /** Queries that wait for a change. */
  #waiting: (() => void)[] = [];
  #index = 10;
  #server: Server | undefined;
  #port = 0;

  get url(): string {
    return `consul://127.0.0.1:${this.#port}`;
  }

  /** Starts, at the address where it was before. */
  async start(): Promise<void> {
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#changed();
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  add(service: string, port: number): void {
    const ID = `127.0.0.1:${port}`;
    this.services.set(ID, { ID, Name: service, Address: '127.0.0.1', Port: port, Check: {} });
    this.#changed();
  }

  remove(port: number): void {
    this.services.delete(`127.0.0.1:${port}`);
    this.#changed();
  }

  /** Lets the health check of an instance fail. */
  fail(port: number): void {
    this.#failing.add(`127.0.0.1:${port}`);
    this.#changed();
  }

  /** Forgets all, as a server without a disk does when it starts anew. */
  forget(): void {
    this.services.clear();
    this.#index = 1;
    this.#wake();
  }

  #changed(): void {
    this.#index++;
    this.#wake();
  }

  #wake(): void {
    for (const answer of this.#waiting.splice(0)) answer();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(String(request.url), 'http://consul');
    const name = decodeURIComponent(pathname.split('/').at(-1) ?? '');
    if (pathname.startsWith('/v1/health/service/')) {
      const answer = () => this.#health(name, response);
      if (Number(searchParams.get('index')) === this.#index) this.#waiting.push(answer);
      else answer();
    } else if (pathname === '/v1/agent/service/register') {
      const definition = (await json(request)) as Definition;
      this.services.set(definition.ID, definition);
      this.#changed();
      response.end();
    } else if (pathname.startsWith('/v1/agent/service/deregister/')) {
      this.services.delete(name);
      this.#changed();
      response.end();
    } else {
      response.writeHead(this.services.has(name) ? 200 : 404).end('{}');
    }
  }

  #health(name: string, response: ServerResponse): void {
    const passing = [...this.services.values()].filter(
      (one) => one.Name === name && !this.#failing.has(one.ID),
    );
    const entries = passing.map(({ Address, Port }) => ({
      Node: { Address: '10.0.0.1' },
      Service: { Address, Port },
    }));
    response.setHeader('x-consul-index', this.#index).end(JSON.stringify(entries));
  }
}
