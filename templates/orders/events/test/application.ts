import { randomUUID } from 'node:crypto';
import { startTestService, type TestService } from '@app/chassis/testing';
import { orderEvents } from '@app/contracts/order-events';
import { productAdded, productChanged, productEvents } from '@app/contracts/product-events';
import { type EventType, newMessage } from '@app/events';
import type { Message } from '@app/messages';
import { published } from '@app/messaging/testing';
import type { Static } from 'typebox';
import type { Platform } from '#platform';
import { handleEvents } from '../handle.ts';
import { createOrderProcess } from '../order-process.ts';
import { service } from '../service.ts';

/** A customer's access token. */
export interface Customer {
  readonly authorization: string;
}

export interface Answer {
  readonly statusCode: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests read any body
  json(): any;
}

type OrderEventType = (typeof orderEvents)['events'][number];

/** The service on a database of its own; the test speaks for all others. */
export interface TestApplication extends TestService<Platform['store']> {
  request(
    customer: Customer,
    method: 'GET' | 'POST',
    url: string,
    options?: { payload?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>;
  /** Orders so many of some products. */
  order(
    customer: Customer,
    quantities: Readonly<Record<string, number>>,
    options?: { paymentToken?: string; key?: string },
  ): Promise<Answer>;
  /** Has products say that it sells something; gives its id. */
  addProduct(product?: { amount?: number; currency?: string }): Promise<string>;
  /** Has products say that a product costs something else, in a version of it. */
  changePrice(productId: string, amount: number, version?: number): Promise<void>;
  /** Has another service say something of an order; gives the message. */
  say<Kind extends OrderEventType>(
    kind: Kind,
    orderId: string,
    data: Static<Kind['data']>,
  ): Promise<Message>;
  /** Delivers a message once more. */
  deliver(message: Message): Promise<void>;
  /** Types of what was put in the outbox of an order, in order. */
  told(orderId: string): Promise<string[]>;
}

export const shipTo = {
  name: 'Ada Lovelace',
  line1: '12 St James Square',
  city: 'London',
  postcode: 'SW1Y 4JH',
  country: 'GB',
};

/** Longer than any test. */
const deadlineMs = 3_600_000;

/** The test carries the messages; what listens for more finds no broker. */
const nowhere = 'postgres://nobody@127.0.0.1:1/nowhere';
const variables = { EVENT_LOG_URL: nowhere, TASK_QUEUE_URL: nowhere };

export async function startApplication(): Promise<TestApplication> {
  let handle: ReturnType<typeof handleEvents> | undefined;
  const observed = {
    ...service,
    create(parts: Parameters<typeof service.create>[0]) {
      const { platform, store } = parts;
      handle = handleEvents(store, createOrderProcess({ ...platform, store, deadlineMs }));
      return service.create(parts);
    },
  };
  const started = await startTestService(observed, { variables });
  const deliverTo = async (topic: string, message: Message) => {
    await handle?.(message, { topic });
  };
  return { ...started, ...customers(started), ...otherServices(started.store, deliverTo) };
}

function customers({ server }: TestService<Platform['store']>) {
  const request: TestApplication['request'] = ({ authorization }, method, url, options = {}) =>
    server.inject({
      method,
      url,
      headers: { authorization, ...options.headers },
      ...(options.payload === undefined ? {} : { payload: options.payload as object }),
    });
  const order: TestApplication['order'] = (customer, quantities, options = {}) => {
    const { paymentToken = 'tok_ok', key = randomUUID() } = options;
    const items = Object.entries(quantities).map(([productId, quantity]) => ({
      productId,
      quantity,
    }));
    const payload = { items, paymentToken, shipTo };
    return request(customer, 'POST', '/api/orders', {
      headers: { 'idempotency-key': key },
      payload,
    });
  };
  return { request, order };
}

function otherServices(
  store: Platform['store'],
  deliverTo: (topic: string, message: Message) => Promise<void>,
) {
  const deliver = (message: Message) => deliverTo(orderEvents.name, message);
  return {
    deliver,
    async say<Kind extends OrderEventType>(
      kind: Kind,
      subject: string,
      data: Static<Kind['data']>,
    ) {
      const message = newMessage(
        orderEvents,
        kind as EventType as never,
        { subject, data } as never,
      );
      await deliver(message);
      return message;
    },
    async addProduct({ amount = 250, currency = 'EUR' } = {}) {
      const subject = randomUUID();
      const price = { amount, currency };
      const data = { sku: 'MUG-1', name: 'Mug', price, stock: 1, version: 1 };
      const message = newMessage(productEvents, productAdded, { subject, data });
      await deliverTo(productEvents.name, message);
      return subject;
    },
    async changePrice(subject: string, amount: number, version = 2) {
      const data = { name: 'Mug', price: { amount, currency: 'EUR' }, version };
      await deliverTo(
        productEvents.name,
        newMessage(productEvents, productChanged, { subject, data }),
      );
    },
    async told(orderId: string) {
      const events = await published(store);
      return events.filter(({ subject }) => subject === orderId).map(({ type }) => type);
    },
  };
}
