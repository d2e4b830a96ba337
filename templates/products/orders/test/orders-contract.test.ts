import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { ordersOnProducts } from '@app/contracts/callers/orders';
import { replay } from '@app/contracts/testing';
import { openStockRoom, type StockRoom } from './stock-room.ts';

let room: StockRoom;

before(async () => {
  room = await openStockRoom();
});

after(() => room.close());

for (const interaction of ordersOnProducts) {
  test(`orders relies on this: ${interaction.title}`, async () => {
    await replay(interaction, {
      arrange: async ({ stock }) => ({
        orderId: randomUUID(),
        productId: stock === undefined ? randomUUID() : await room.productWith(stock),
      }),
      send: room.send,
      observe: async ({ productId }) => ({ stock: await room.stockOf(productId) }),
    });
  });
}
