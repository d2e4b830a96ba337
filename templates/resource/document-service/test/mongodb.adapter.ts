// The tests of this service, on the MongoDB of TEST_MONGODB_URL instead of the embedded Postgres.
import assert from 'node:assert/strict';

assert.ok(process.env.TEST_MONGODB_URL, 'TEST_MONGODB_URL is not set');
await import('./entries.test.ts');
