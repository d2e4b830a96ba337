import { type Admin, findErrorBy } from '@platformatic/kafka';
import type { Topic } from '../event-log.ts';

/** Makes topics, and gives those that exist their retention and more partitions. */
export async function declare(admin: Admin, topics: readonly Topic[]): Promise<void> {
  for (const { name, partitions, retentionMs } of topics) {
    const configs = [{ name: 'retention.ms', value: String(retentionMs) }];
    if (await create(admin, { name, partitions, configs })) continue;
    await admin.incrementalAlterConfigs({
      resources: [
        {
          resourceType: topicResource,
          resourceName: name,
          configs: configs.map((config) => ({ ...config, configOperation: set })),
        },
      ],
    });
    await grow(admin, name, partitions);
  }
}

/** Makes the topics through which the dead letters of a group go, where they are missing. */
export async function declareDeadLetters(
  admin: Admin,
  names: { readonly deadLetters: string; readonly redrive: string },
): Promise<void> {
  await create(admin, {
    name: names.deadLetters,
    partitions: 1,
    configs: [
      // The newest record of a key counts; one without content says that the letter was redriven.
      { name: 'cleanup.policy', value: 'compact' },
      // A message that fits into its topic fits here with its reason, too.
      { name: 'max.message.bytes', value: String(2 * 1024 * 1024) },
    ],
  });
  const retention = { name: 'retention.ms', value: String(redriveRetentionMs) };
  await create(admin, { name: names.redrive, partitions: 1, configs: [retention] });
}

/** Whether it says that a topic was made a moment ago: not every part of the broker knows it yet. */
export function isNewTopic(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Unknown topic');
}

/** Ninety days. */
const redriveRetentionMs = 90 * 24 * 3_600_000;

interface NewTopic {
  readonly name: string;
  readonly partitions: number;
  readonly configs: { name: string; value: string }[];
}

/** @returns whether the topic is new */
async function create(admin: Admin, { name, partitions, configs }: NewTopic): Promise<boolean> {
  try {
    await admin.createTopics({ topics: [name], partitions, replicas: byBroker, configs });
    return true;
  } catch (error) {
    if (findErrorBy(Object(error), 'apiId', 'TOPIC_ALREADY_EXISTS')) return false;
    throw error;
  }
}

async function grow(admin: Admin, name: string, count: number): Promise<void> {
  const { topics } = await admin.metadata({ topics: [name], forceUpdate: true });
  if ((topics.get(name)?.partitionsCount ?? count) >= count) return;
  await admin.createPartitions({ topics: [{ name, count }] }).catch((error: unknown) => {
    // Another instance was faster.
    if (!findErrorBy(Object(error), 'apiId', 'INVALID_PARTITIONS')) throw error;
  });
}

/** As many copies as the broker makes by default. */
const byBroker = -1;

/** Of the Kafka protocol: a resource that is a topic, and the operation that sets a value. */
const topicResource = 2;
const set = 0;
