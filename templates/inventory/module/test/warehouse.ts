import { randomUUID } from 'node:crypto';
import { productAdded, productEvents, stockSet } from '@app/contracts/product-events';
import type { Pool } from '@app/database';
import { newMessage } from '@app/events';
import type { Message } from '@app/messages';
import { type Published, published } from '@app/messaging/testing';
import { startApplication, type TestApplication } from '#test/application';
import { handleMessages } from '../handle-messages.ts';
import { findStock } from '../infrastructure/stock-store.ts';
import { orderTopic } from '../order-reactions.ts';

/** An inventory, and what it says. */
export interface Warehouse extends TestApplication {
  /** Delivers messages about orders, one after the other. */
  deliver(...messages: readonly Message[]): Promise<void>;
  /** Handles a message, and dies before the transaction commits. */
  crashOn(message: Message): Promise<void>;
  /** A new product with so many pieces. */
  stockUp(quantity: number): Promise<string>;
  setStock(productId: string, quantity: number, count?: number): Promise<void>;
  levelOf(productId: string): Promise<{ available: number; reserved: number }>;
  /** What was told of an order or a product. */
  toldOf(subject: string): Promise<readonly Published[]>;
  /** Types of what was told of an order, without the name of the service. */
  answersTo(orderId: string): Promise<string[]>;
}

export async function openWarehouse(): Promise<Warehouse> {
  const app = await startApplication();
  const { store } = app;
  const deliverTo = (through: Pool, topic: string, message: Message) =>
    handleMessages(through)(message, { topic });
  const toldOf = async (subject: string) =>
    (await published(store)).filter((event) => event.subject === subject);
  return {
    ...app,
    async deliver(...messages) {
      for (const message of messages) await deliverTo(store, orderTopic.name, message);
    },
    async crashOn(message) {
      await deliverTo(mortal(store), orderTopic.name, message).catch((error: unknown) => {
        if (!(error instanceof Crashed)) throw error;
      });
    },
    async stockUp(stock) {
      const subject = randomUUID();
      const price = { amount: 100, currency: 'EUR' };
      const data = { sku: randomUUID(), name: 'Mug', price, stock, version: 1 };
      const message = newMessage(productEvents, productAdded, { subject, data });
      await deliverTo(store, productEvents.name, message);
      return subject;
    },
    async setStock(subject, stock, count = 2) {
      const message = newMessage(productEvents, stockSet, { subject, data: { stock, count } });
      await deliverTo(store, productEvents.name, message);
    },
    async levelOf(productId) {
      const { available = 0, reserved = 0 } = (await findStock(store, productId)) ?? {};
      return { available, reserved };
    },
    toldOf,
    answersTo: async (orderId) =>
      (await toldOf(orderId)).map(({ type }) => type.replace('inventory.', '')),
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
