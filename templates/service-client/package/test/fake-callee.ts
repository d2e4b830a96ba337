import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Instance } from '@app/discovery';

export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** A callee whose behaviour the test decides, on a real socket. */
export interface FakeCallee {
  readonly instance: Instance;
  /** What it received, oldest first. */
  readonly requests: IncomingMessage[];
  behaveAs(behaviour: Behaviour): void;
  stop(): Promise<void>;
}

export async function startFakeCallee(first: Behaviour): Promise<FakeCallee> {
  let behaviour = first;
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    behaviour(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    instance: { host: '127.0.0.1', port },
    requests,
    behaveAs(next) {
      behaviour = next;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function answers(status: number, body: unknown): Behaviour {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

export const hangs: Behaviour = () => undefined;

export const breaksOff: Behaviour = (request) => request.socket.destroy();
