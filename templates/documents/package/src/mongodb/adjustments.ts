import { type Filter, type Collection as MongoCollection, type UpdateFilter, UUID } from 'mongodb';
import { type AdjustmentStatements, toldOperations } from '../adjustments.ts';
import type { Collection } from '../collection.ts';
import type { Run } from './run.ts';
import { limited, type Stored } from './stored.ts';

/** Adjustments as commands that change one document, under a condition on the same document. */
export function adjustmentStatements<Content extends object>(
  run: Run,
  collection: MongoCollection<Stored>,
): AdjustmentStatements<Content> & Pick<Collection<Content>, 'forget'> {
  return {
    async apply(id, { operation, field, by, since }) {
      const number = `content.${field}`;
      const filter: Filter<Stored> = {
        _id: new UUID(id),
        'operations.id': { $ne: operation },
        horizon: { $not: { $gte: since } },
        [number]: { $gte: -by },
      };
      const update: UpdateFilter<Stored> = {
        $inc: { [number]: by, version: 1 },
        $push: { operations: { id: operation, since, undone: false } },
      };
      const options = { ...limited, returnDocument: 'after', projection: longest } as const;
      const found = await run(() => collection.findOneAndUpdate(filter, update, options));
      return found?.operations?.map(({ id, since }) => ({ operation: id, since }));
    },
    async trace(id, operation) {
      const projection = { horizon: 1, operations: { $elemMatch: { id: operation } } };
      const filter = { _id: new UUID(id) };
      const found = await run(() => collection.findOne(filter, { ...limited, projection }));
      return found
        ? { undone: found.operations?.[0]?.undone, horizon: found.horizon ?? 0 }
        : undefined;
    },
    async reverse(id, { operation, field, by }) {
      const filter = {
        _id: new UUID(id),
        operations: { $elemMatch: { id: operation, undone: false } },
      };
      const options = { ...limited, arrayFilters: [{ 'entry.id': operation }] };
      const update = {
        $inc: { [`content.${field}`]: -by, version: 1 },
        $set: { 'operations.$[entry].undone': true },
      };
      return (await run(() => collection.updateOne(filter, update, options))).modifiedCount === 1;
    },
    async block(id, { operation, since }) {
      const filter = { _id: new UUID(id), 'operations.id': { $ne: operation } };
      const update = { $push: { operations: { id: operation, since, undone: true } } };
      return (await run(() => collection.updateOne(filter, update, limited))).modifiedCount === 1;
    },
    async forget(id, operations, until) {
      const update = {
        $pull: { operations: { id: { $in: [...operations] } } },
        $max: { horizon: until },
      };
      await run(() => collection.updateOne({ _id: new UUID(id) }, update, limited));
    },
  };
}

const longest = { operations: { $slice: toldOperations } };
