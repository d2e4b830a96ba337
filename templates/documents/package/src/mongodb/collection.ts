import { type Collection as MongoCollection, UUID } from 'mongodb';
import { adjustments } from '../adjustments.ts';
import type { Collection, Document } from '../collection.ts';
import { adjustmentStatements } from './adjustments.ts';
import { isDuplicate, type Run } from './run.ts';
import { limited, type Stored } from './stored.ts';

/** Documents in a collection of MongoDB: each method is one command on one document, or one query. */
export function mongoCollection<Content extends object>(
  run: Run,
  collection: MongoCollection<Stored>,
): Collection<Content> {
  const { forget, ...statements } = adjustmentStatements<Content>(run, collection);
  return {
    ...adjustments<Content>(statements),
    forget,
    async insert(id, content) {
      const stored = { _id: new UUID(id), version: 1, content: { ...content } };
      try {
        await run(() => collection.insertOne(stored));
        return toDocument<Content>(stored);
      } catch (error) {
        if (isDuplicate(error)) return undefined;
        throw error;
      }
    },
    async find(id) {
      const filter = { _id: new UUID(id) };
      const found = await run(() => collection.findOne(filter, contentOnly));
      return found ? toDocument<Content>(found) : undefined;
    },
    async findMany(ids) {
      const filter = { _id: { $in: ids.map((id) => new UUID(id)) } };
      const found = await run(() => collection.find(filter, contentOnly).toArray());
      return found.map(toDocument<Content>);
    },
    async list({ after, limit }) {
      const filter = after === undefined ? {} : { _id: { $gt: new UUID(after) } };
      const cursor = collection.find(filter, contentOnly).sort({ _id: 1 }).limit(limit);
      return (await run(() => cursor.toArray())).map(toDocument<Content>);
    },
    async update(id, change, versions) {
      const update = { $set: membersOf(change), $inc: { version: 1 } };
      const options = { ...contentOnly, returnDocument: 'after' } as const;
      const found = await run(() =>
        collection.findOneAndUpdate(inVersion(id, versions), update, options),
      );
      return found ? toDocument<Content>(found) : undefined;
    },
    async delete(id, versions) {
      const { deletedCount } = await run(() =>
        collection.deleteOne(inVersion(id, versions), limited),
      );
      return deletedCount === 1;
    },
  };
}

const contentOnly = { ...limited, projection: { operations: 0, horizon: 0 } } as const;

function inVersion(id: string, versions: readonly number[] | undefined) {
  return { _id: new UUID(id), ...(versions && { version: { $in: [...versions] } }) };
}

/** The members of a change by their path; one that is undefined is left out, as in JSON. */
function membersOf(change: object): Record<`content.${string}`, unknown> {
  const members = Object.entries(change).filter(([, value]) => value !== undefined);
  return Object.fromEntries(members.map(([name, value]) => [`content.${name}`, value]));
}

function toDocument<Content>({ _id, version, content }: Stored): Document<Content> {
  return { ...(content as Content), id: _id.toString(), version };
}
