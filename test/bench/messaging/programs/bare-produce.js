// The client of Kafka alone: what an outbox and its relay are compared with.
import { randomUUID } from 'node:crypto';
import { newMessage } from '@app/events';
import { ProduceAcks, Producer, stringSerializers } from '@platformatic/kafka';
import { answer } from './answer.js';
import { newOrder, placed, topicOf } from './orders.js';

const [, , kafka] = process.argv;
const producer = new Producer({
  clientId: 'bare',
  bootstrapBrokers: [kafka.slice('kafka://'.length)],
  serializers: stringSerializers,
  idempotent: true,
  acks: ProduceAcks.ALL,
});
let records = [];

answer({
  /** Makes what is sent from then on: the same messages as those of a service, each with an id of its own. */
  prepare({ topic, count }) {
    records = Array.from({ length: count }, () => {
      const order = { subject: randomUUID(), data: newOrder() };
      const { id, key, headers, body } = newMessage(topicOf(topic), placed, order);
      return { topic, key, value: body, headers: { ...headers, 'message-id': id } };
    });
  },

  /** Sends so many at a time, and the next once the broker has those before. */
  async send({ batch }) {
    for (let at = 0; at < records.length; at += batch) {
      await producer.send({ messages: records.slice(at, at + batch) });
    }
  },
});
