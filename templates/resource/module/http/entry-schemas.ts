import { Line, Timestamp, Type, Uuid } from '@app/http-server';
import type { Entry } from '../domain/entry.ts';

export const EntryBody = Type.Object({
  id: Uuid,
  name: Type.String(),
  version: Type.Integer({ minimum: 1 }),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});

export const EntryContent = Type.Object({ name: Line(200) }, { additionalProperties: false });

export const EntryId = Type.Object({ id: Uuid });

export function toBody(entry: Entry) {
  return {
    ...entry,
    createdAt: entry.createdAt.toISOString(),
    updatedAt: entry.updatedAt.toISOString(),
  };
}
