import type { Topic } from '@app/events';
import { assertCompatible, assertDescribed, type Recording } from '@app/events/testing';
import { queues, topics } from '../src/topology.ts';

/** Everything that services tell each other. */
export const channels: readonly Topic[] = [...topics, ...queues];

/** Where the contracts of events are recorded. */
export const folder = `${import.meta.dirname}/../events`;

/** Names of the files of a channel: its contracts, and their description for people and tools. */
export function filesOf({ name }: Topic): readonly [contracts: string, description: string] {
  return [`${name}.json`, `${name}.asyncapi.json`];
}

/**
 * Holds the files of a channel to what is in the code, or writes them.
 *
 * @throws AssertionError on a change that breaks others, also when it is to be recorded
 */
export function assertRecorded(channel: Topic, recording: Recording): void {
  const [contracts, description] = filesOf(channel);
  assertCompatible(`${folder}/${contracts}`, [channel], recording);
  const described = { title: channel.name, version: '1.0.0', topics: [channel] };
  assertDescribed(`${folder}/${description}`, described, recording);
}
