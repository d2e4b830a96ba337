import assert from 'node:assert/strict';
import { keepsTheContract } from './contract.ts';

const url = process.env.TEST_KAFKA_URL ?? '';
assert.ok(url, 'TEST_KAFKA_URL is the URL of a Kafka, such as kafka://127.0.0.1:9092');

keepsTheContract(async () => ({ url, close: async () => undefined }));
