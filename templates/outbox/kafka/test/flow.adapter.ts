import assert from 'node:assert/strict';
import { arrivesOnce } from './flow.ts';

const url = process.env.TEST_KAFKA_URL ?? '';
assert.match(url, /^kafka:/, 'TEST_KAFKA_URL names the broker');

arrivesOnce(async () => ({ url, close: async () => undefined }));
