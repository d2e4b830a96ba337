import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** Stands in front of a broker, so that a test can take the way to it away and give it back. */
export interface Relay {
  open(): Promise<void>;
  /** Breaks all connections and takes no more. */
  cut(): Promise<void>;
}

interface Address {
  readonly host: string;
  readonly port: number;
}

/**
 * A relay between two addresses, closed at first.
 *
 * @param alter changes what the broker sends
 */
export function relay(from: Address, to: Address, alter = (data: Buffer): Buffer => data): Relay {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    const upstream = connect(to.port, to.host);
    for (const end of [socket, upstream]) {
      sockets.add(end);
      end.on('error', () => undefined).on('close', () => sockets.delete(end));
    }
    socket.pipe(upstream);
    upstream.on('data', (data) => socket.write(alter(data))).on('end', () => socket.end());
  });
  return {
    open: async () => void (await once(server.listen(from.port, from.host), 'listening')),
    async cut() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
