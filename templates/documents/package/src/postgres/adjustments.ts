import type { Pool } from '@app/database';
import { type AdjustmentStatements, toldOperations } from '../adjustments.ts';
import type { Collection } from '../collection.ts';

/** Adjustments as single updates of one row; a row that changes meanwhile is looked at again. */
export function adjustmentStatements<Content extends object>(
  pool: Pool,
  table: string,
  name: string,
): AdjustmentStatements<Content> & Pick<Collection<Content>, 'forget'> {
  const document = 'collection = $1 AND id = $2';
  const changes = async (sql: string, values: readonly unknown[]) =>
    (await pool.query(`${sql} RETURNING id`, [name, ...values])).length === 1;
  return {
    async apply(id, { operation, field, by, since }) {
      const rows = await pool.query<{ recorded: { id: string; since: number }[] }>(
        `UPDATE ${table}
         SET ${added('$3', '$4')}, ${recorded('$5', '$6', false)}, version = version + 1
         WHERE ${document} AND NOT ${isRecorded('$5')} AND horizon < $6
           AND (content ->> $3)::bigint >= -$4::bigint
         RETURNING jsonb_path_query_array(operations, '$[0 to ${toldOperations - 1}]') AS recorded`,
        [name, id, field, by, operation, since],
      );
      return rows[0]?.recorded.map(({ id, since }) => ({ operation: id, since }));
    },
    async trace(id, operation) {
      const [row] = await pool.query<{ horizon: number; undone: boolean | null }>(
        `SELECT horizon, (
           SELECT (entry ->> 'undone')::boolean FROM jsonb_array_elements(operations) AS entry
           WHERE entry ->> 'id' = $3
         ) AS undone FROM ${table} WHERE ${document}`,
        [name, id, operation],
      );
      return row && { horizon: row.horizon, undone: row.undone ?? undefined };
    },
    reverse(id, { operation, field, by }) {
      return changes(
        `UPDATE ${table}
         SET ${added('$3', '$4')}, version = version + 1, operations = (
           SELECT jsonb_agg(
             CASE entry ->> 'id' WHEN $5 THEN entry || '{"undone": true}' ELSE entry END
             ORDER BY position
           ) FROM jsonb_array_elements(operations) WITH ORDINALITY AS entries (entry, position)
         )
         WHERE ${document}
           AND operations @> jsonb_build_array(jsonb_build_object('id', $5::text, 'undone', false))`,
        [id, field, -by, operation],
      );
    },
    block(id, { operation, since }) {
      const sql = `UPDATE ${table} SET ${recorded('$3', '$4', true)}
        WHERE ${document} AND NOT ${isRecorded('$3')}`;
      return changes(sql, [id, operation, since]);
    },
    async forget(id, operations, until) {
      await changes(
        `UPDATE ${table} SET horizon = greatest(horizon, $4), operations = (
           SELECT coalesce(jsonb_agg(entry ORDER BY position), '[]')
           FROM jsonb_array_elements(operations) WITH ORDINALITY AS entries (entry, position)
           WHERE NOT entry ->> 'id' = ANY ($3::text[])
         ) WHERE ${document}`,
        [id, operations, until],
      );
    },
  };
}

const added = (field: string, by: string) =>
  `content = jsonb_set(content, ARRAY[${field}], to_jsonb((content ->> ${field})::bigint + ${by}))`;

const recorded = (operation: string, since: string, undone: boolean) =>
  `operations = operations || jsonb_build_object(
     'id', ${operation}::text, 'since', ${since}::bigint, 'undone', ${undone})`;

const isRecorded = (operation: string) =>
  `operations @> jsonb_build_array(jsonb_build_object('id', ${operation}::text))`;
