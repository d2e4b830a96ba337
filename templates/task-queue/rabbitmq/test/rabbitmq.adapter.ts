import assert from 'node:assert/strict';
import { keepsTheContract } from './contract.ts';
import { survivesOutages } from './outage-contract.ts';

const url = process.env.TEST_RABBITMQ_URL;
assert.ok(url, 'TEST_RABBITMQ_URL is the URL of a RabbitMQ, such as amqp://127.0.0.1:5672');
const create = async () => ({ url, close: async () => undefined });

keepsTheContract(create);
survivesOutages(create);
