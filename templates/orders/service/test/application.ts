import { startTestService, type TestService } from '@app/chassis/testing';
import type { Pool } from '@app/database';
import { CalleeUnavailable, type ServiceClient } from '@app/service-client';
import { service } from '../service.ts';
import { type PaymentsStandIn, paymentsStandIn } from './payments-stand-in.ts';
import { type ProductsStandIn, productsStandIn } from './products-stand-in.ts';

/** The service as its tests see it, with stand-ins for the services that it calls. */
export interface TestApplication extends TestService<Pool> {
  readonly pool: Pool;
  readonly products: ProductsStandIn;
  readonly payments: PaymentsStandIn;
  /** Names of the services that do not answer now. */
  readonly away: Set<string>;
  /** The client for a stand-in. */
  connect(callee: string): ServiceClient;
}

/** The whole service on a database of its own, and beside it the public API of those that it calls. */
export async function startApplication(): Promise<TestApplication> {
  const products = productsStandIn();
  const payments = paymentsStandIn();
  const away = new Set<string>();
  const clients = { products: products.client, payments: payments.client };
  const callees = Object.fromEntries(
    Object.entries(clients).map(([name, client]) => [name, unless(() => away.has(name), client)]),
  );
  const surrounded: typeof service = {
    ...service,
    create: (parts) => ({
      mounts: {
        ...service.create(parts).mounts,
        '/api/products': products.routes,
        '/api/payments': payments.routes,
      },
    }),
  };
  const started = await startTestService(surrounded, { callees });
  const connect = (callee: string) => callees[callee] as ServiceClient;
  return { ...started, pool: started.store, products, payments, away, connect };
}

function unless(away: () => boolean, client: ServiceClient): ServiceClient {
  return {
    async send(endpoint, call) {
      if (away()) throw new CalleeUnavailable(endpoint.callee, 'no-instance');
      return client.send(endpoint, call);
    },
  };
}
