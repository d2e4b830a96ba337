/** A consumer and the topics that it reads. */
interface Member {
  readonly id: string;
  readonly topics: readonly string[];
}

/**
 * The partitions that are due to a member. All members reckon the same, from the same list of members:
 * no two find the same partition due to them, and none is left out.
 *
 * @param members in the same order for all
 */
export function shareOf<Partition extends { readonly topic: string; readonly partition: number }>(
  member: string,
  members: readonly Member[],
  partitions: readonly Partition[],
): readonly Partition[] {
  return partitions.filter(({ topic, partition }) => {
    const readers = members.filter(({ topics }) => topics.includes(topic));
    // Each topic begins with another member, or the first would have the first partition of them all.
    return readers[(startOf(topic) + partition) % readers.length]?.id === member;
  });
}

function startOf(topic: string): number {
  let sum = 0;
  for (const letter of topic) sum += letter.codePointAt(0) ?? 0;
  return sum;
}
