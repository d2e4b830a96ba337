// A hand-written shop in one file, as the yardstick: Fastify and pg, and nothing that is not asked for.
import { randomUUID } from 'node:crypto';
import { startEmbedded } from '@app/database/embedded';
import fastify from 'fastify';
import pg from 'pg';

// In a folder, so that commits wait for the disk. The system that is measured uses the same server.
const database = await startEmbedded({ folder: '.data/minimal' });
const pool = new pg.Pool({ connectionString: database.url, max: 10 });
await pool.query(`
  CREATE TABLE products (
    id uuid PRIMARY KEY, sku text, name text, price_amount integer, price_currency text,
    stock integer, version integer
  );
  CREATE TABLE orders (id uuid PRIMARY KEY, items jsonb, total integer, ship_to jsonb);
  CREATE TABLE payments (id uuid PRIMARY KEY, order_id uuid, amount integer, status text);
`);
const product = randomUUID();
await pool.query(
  "INSERT INTO products VALUES ($1, 'MUG-BLUE', 'Blue mug', 250, 'EUR', 1000000, 1)",
  [product],
);

const app = fastify();

app.get('/', async () => ({}));

app.get('/api/products/:id', async (request, reply) => {
  const { rows } = await pool.query('SELECT * FROM products WHERE id = $1', [request.params.id]);
  if (!rows[0]) return reply.code(404).send({ title: 'Not found' });
  const { price_amount: amount, price_currency: currency, ...rest } = rows[0];
  return { ...rest, price: { amount, currency } };
});

app.post('/api/orders', async (request, reply) => {
  const { items, shipTo } = request.body;
  const id = randomUUID();
  const client = await pool.connect();
  let total = 0;
  try {
    await client.query('BEGIN');
    for (const { productId, quantity } of items) {
      const { rows } = await client.query(
        'UPDATE products SET stock = stock - $2 WHERE id = $1 AND stock >= $2 RETURNING price_amount',
        [productId, quantity],
      );
      total += rows[0].price_amount * quantity;
    }
    await client.query('INSERT INTO orders VALUES ($1, $2, $3, $4)', [
      id,
      JSON.stringify(items),
      total,
      JSON.stringify(shipTo),
    ]);
    await client.query("INSERT INTO payments VALUES ($1, $2, $3, 'captured')", [
      randomUUID(),
      id,
      total,
    ]);
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  return reply.code(201).send({ id, items, total });
});

/** How many transactions the other databases of the server have committed so far. */
app.get('/transactions', async () => {
  const { rows } = await pool.query(
    'SELECT sum(xact_commit)::integer AS count FROM pg_stat_database WHERE datname <> current_database()',
  );
  return rows[0];
});

await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
console.log(`ready ${product} ${database.url}`);

process.once('SIGTERM', async () => {
  await app.close();
  await pool.end();
  await database.stop();
});
