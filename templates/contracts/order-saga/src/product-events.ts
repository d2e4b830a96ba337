import { defineEvent, defineTopic } from '@app/events';
import { Money } from '@app/http-server';
import { Type } from 'typebox';

const pieces = Type.Integer({ minimum: 0 });

/** Counts the changes of the product: what was said of a lower version is older. */
const version = Type.Integer({ minimum: 1 });

/** Which count of the pieces it follows: the first is that with which the product was added. */
const count = Type.Integer({ minimum: 1 });

export const productAdded = defineEvent(
  'products.product-added',
  'A product came into the catalogue',
  Type.Object({ sku: Type.String(), name: Type.String(), price: Money, stock: pieces, version }),
);

export const productChanged = defineEvent(
  'products.product-changed',
  'The name or the price of a product was changed',
  Type.Object({ name: Type.String(), price: Money, version }),
);

export const stockSet = defineEvent(
  'products.stock-set',
  'Somebody counted, and said how many pieces can be sold',
  Type.Object({ stock: pieces, count }),
);

export const stockLevelChanged = defineEvent(
  'inventory.stock-level-changed',
  'How many pieces can be sold has changed; a higher version is newer',
  Type.Object({ available: pieces, count, version: Type.Integer({ minimum: 1 }) }),
);

export const productEvents = defineTopic({
  name: 'product-events',
  about: 'The catalogue, and what is in stock; the subject is the product.',
  events: [productAdded, productChanged, stockSet, stockLevelChanged],
});
