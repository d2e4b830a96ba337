import { randomUUID } from 'node:crypto';
import type { Pool } from '@app/database';
import type { Message } from '@app/messages';
import { type Published, published } from '@app/messaging/testing';
import { startApplication, type TestApplication } from '#test/application';
import type { Consignment } from '../domain/shipment.ts';
import { handleMessages } from '../handle-messages.ts';

type Answer = Awaited<ReturnType<TestApplication['server']['inject']>>;

/** Shipping, and what it says. */
export interface DispatchRoom extends TestApplication {
  /** Delivers messages, one after the other. */
  deliver(...messages: readonly Message[]): Promise<void>;
  /** Handles a message, and dies before the transaction commits. */
  crashOn(message: Message): Promise<void>;
  toldOf(orderId: string): Promise<readonly Published[]>;
  /** Types of what was told of an order, without the name of the service. */
  answersTo(orderId: string): Promise<string[]>;
  /** Shipments as their user sees them. */
  list(query: string, authorization: string): Promise<Answer>;
  /** Where the one shipment of an order stands; undefined when there is none. */
  statusOf(orderId: string): Promise<string | undefined>;
}

/** What a new customer wants to have, or one who is known. */
export function consignment(userId: string = randomUUID(), postcode = 'SW1Y 4JH'): Consignment {
  const shipTo = { name: 'Ada', line1: '12 St James Square', city: 'London', country: 'GB' };
  return { userId, shipTo: { ...shipTo, postcode } };
}

export async function openDispatchRoom(): Promise<DispatchRoom> {
  const app = await startApplication();
  const { store } = app;
  const toldOf = async (subject: string) =>
    (await published(store)).filter((event) => event.subject === subject);
  return {
    ...app,
    async deliver(...messages) {
      for (const message of messages) await handleMessages(store)(message);
    },
    async crashOn(message) {
      await handleMessages(mortal(store))(message).catch((error: unknown) => {
        if (!(error instanceof Crashed)) throw error;
      });
    },
    toldOf,
    answersTo: async (orderId) =>
      (await toldOf(orderId)).map(({ type }) => type.replace('shipping.', '')),
    list: async (query, authorization) =>
      app.server.inject({ url: `/api/shipments${query}`, headers: { authorization } }),
    async statusOf(orderId) {
      const [shipment] = await store.query<{ status: string }>(
        'SELECT status FROM shipping.shipments WHERE order_id = $1',
        [orderId],
      );
      return shipment?.status;
    },
  };
}

class Crashed extends Error {}

/** A store whose process dies before it commits. */
function mortal(store: Pool): Pool {
  return {
    ...store,
    transaction: (work) =>
      store.transaction(async (transaction) => {
        await work(transaction);
        throw new Crashed();
      }),
  };
}
