import { startTestService, type TestService } from '@app/chassis/testing';
import type { Pool } from '@app/database';
import { service } from '../service.ts';
import { type PaymentsStandIn, paymentsStandIn } from './payments-stand-in.ts';
import { type ProductsStandIn, productsStandIn } from './products-stand-in.ts';

/** The service as its tests see it, with stand-ins for the services that it calls. */
export interface TestApplication extends TestService<Pool> {
  readonly pool: Pool;
  readonly products: ProductsStandIn;
  readonly payments: PaymentsStandIn;
}

/** The whole service on a database of its own, and beside it the public API of those that it calls. */
export async function startApplication(): Promise<TestApplication> {
  const products = productsStandIn();
  const payments = paymentsStandIn();
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
  const callees = { products: products.client, payments: payments.client };
  const started = await startTestService(surrounded, { callees });
  return { ...started, pool: started.store, products, payments };
}
