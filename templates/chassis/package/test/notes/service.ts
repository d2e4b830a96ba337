import { setTimeout as wait } from 'node:timers/promises';
import { endpoint } from '@app/contracts';
import type { Pool } from '@app/database';
import type { Routes } from '@app/http-server';
import { Type } from 'typebox';
import { defineService, type Platform, sqlStorage } from '../../src/index.ts';

/** What the service `notes` relies on. */
export const translate = endpoint({
  callee: 'translator',
  summary: 'Translate a text',
  method: 'POST',
  path: '/internal/translations',
  params: Type.Object({}),
  body: Type.Object({ text: Type.String() }),
  responses: { 200: Type.Object({ text: Type.String() }) },
  repeatable: true,
});

/** A small service with a database, a callee, and a path for other services. */
export const notes = defineService({
  name: 'notes',
  settings: Type.Object({ GREETING: Type.String({ default: 'hello' }) }),
  storage: sqlStorage({ schema: 'notes', migrations: `${import.meta.dirname}/migrations` }),
  calls: ['translator'],
  async seed(pool) {
    await pool.query(`INSERT INTO notes.notes VALUES (1, 'a seed') ON CONFLICT DO NOTHING`);
  },
  create: ({ platform, store, settings }) => ({
    mounts: {
      '/api/notes': routes(platform, store, settings.GREETING),
      '/internal': internal(platform),
    },
  }),
});

function routes(platform: Platform, pool: Pool, greeting: string): Routes {
  const translator = platform.connect('translator');
  return async (server) => {
    server.get('/', async () => pool.query('SELECT text FROM notes.notes ORDER BY id'));
    server.get('/slow', async () => {
      process.send?.('in flight');
      await wait(300);
      return pool.query('SELECT 1 AS one');
    });
    server.post('/greeting', async () => {
      const { body } = await translator.send(translate, { params: {}, body: { text: greeting } });
      return body;
    });
  };
}

function internal(platform: Platform): Routes {
  return async (server) => {
    const onRequest = platform.requireCaller('reader', 'archive');
    server.get('/notes', { onRequest }, async () => 'for services only');
  };
}
