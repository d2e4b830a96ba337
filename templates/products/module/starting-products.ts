import type { Catalogue } from './domain/catalogue.ts';

/** Adds a dozen products with stock; those that are there stay as they are. */
export async function addStartingProducts(catalogue: Catalogue): Promise<void> {
  for (const [sku, name, amount, stock] of dozen) {
    await catalogue.add({ sku, name, price: { amount, currency: 'EUR' }, stock });
  }
}

/** SKU, name, price in cents, stock. */
const dozen: readonly (readonly [string, string, number, number])[] = [
  ['MUG-BLUE', 'Blue stoneware mug', 1490, 120],
  ['MUG-WHITE', 'White stoneware mug', 1490, 80],
  ['TEAPOT-1L', 'Cast iron teapot, 1 litre', 5900, 25],
  ['TEA-ASSAM', 'Assam tea, 250 g', 1250, 300],
  ['TEA-SENCHA', 'Sencha tea, 100 g', 1150, 200],
  ['COFFEE-HOUSE', 'House blend coffee, 500 g', 1390, 250],
  ['GRINDER-HAND', 'Hand coffee grinder', 7900, 40],
  ['PRESS-08', 'French press, 0.8 litre', 3490, 60],
  ['FILTER-100', 'Paper filters, 100 pieces', 450, 1000],
  ['KETTLE-GOOSE', 'Gooseneck kettle', 8900, 30],
  ['SCALE-01', 'Kitchen scale, 0.1 g', 4200, 45],
  ['TRAY-OAK', 'Oak serving tray', 3900, 15],
];
