// The client of Kafka alone: what a consumer with an inbox is compared with.
import { Consumer, stringDeserializers } from '@platformatic/kafka';
import { answer, now } from './answer.js';

const [, , kafka, topic] = process.argv;
const consumer = new Consumer({
  clientId: 'bare',
  groupId: 'bare',
  bootstrapBrokers: [kafka.slice('kafka://'.length)],
  deserializers: stringDeserializers,
  autocommit: true,
  // A broker that has just started takes a while to know its groups.
  retries: 60,
  retryDelay: 500,
});
let handled = 0;
let lastAt = 0;

async function consume() {
  for await (const message of await consumer.consume({ topics: [topic], mode: 'earliest' })) {
    if (message.value) handled += 1;
    lastAt = now();
  }
}

consume().catch((error) => {
  console.error(error);
  process.exit(1);
});

answer({ progress: () => ({ handled, lastAt }) });
