import { after, before } from 'node:test';
import { newKeyPair } from '@app/chassis/testing';
import { type Stub, startStub } from '../conformance/stub-service.ts';
import { conformance } from '../conformance/suite.ts';
import { type Target, twofold } from '../conformance/target.ts';
import { readConfig } from '../embedded/config.ts';
import { createGateway, type Gateway } from '../embedded/gateway.ts';
import { routes } from '../routes.ts';

const limit = 5;
const keys = newKeyPair();
const stubs: Stub[] = [];
const gateways: Gateway[] = [];
let target: Target;

before(async () => {
  const services = [...new Set(routes.map(({ service }) => service)), twofold];
  const upstreams: string[] = [];
  for (const [index, service] of services.entries()) {
    const stub = await startStub(service, index < services.length - 1 ? 'a' : 'b');
    stubs.push(stub);
    upstreams.push(`${service}=127.0.0.1:${stub.port}`);
  }
  target = {
    ...keys,
    url: await listen(upstreams.join(), 0),
    limitedUrl: await listen(upstreams.join(), limit),
    limit,
    seen: async (id) => stubs.reduce((total, stub) => total + stub.seen(id), 0),
    streaming: async (id) => stubs.reduce((total, stub) => total + stub.streaming(id), 0),
  };
});

after(async () => {
  for (const { server, close } of gateways) {
    await server.close();
    await close();
  }
  await Promise.all(stubs.map((stub) => stub.close()));
});

conformance(() => target);

async function listen(upstreams: string, rateLimit: number): Promise<string> {
  const gateway = await createGateway(
    readConfig({
      UPSTREAMS: upstreams,
      JWT_PUBLIC_KEY: keys.publicKey,
      RATE_LIMIT_PER_MINUTE: String(rateLimit),
    }),
    false,
    // A machine that runs tests may be busy.
    { maxEventLoopDelayMs: Number.POSITIVE_INFINITY },
  );
  gateways.push(gateway);
  return gateway.server.listen({ host: '127.0.0.1', port: 0 });
}
