import type { Pool } from '@app/database';
import { adjustments } from '../adjustments.ts';
import type { Collection, Document } from '../collection.ts';
import { adjustmentStatements } from './adjustments.ts';

/** Documents in a table of Postgres: each method is one statement. */
export function postgresCollection<Content extends object>(
  pool: Pool,
  table: string,
  name: string,
): Collection<Content> {
  const { forget, ...statements } = adjustmentStatements<Content>(pool, table, name);
  const query = async (sql: string, values: readonly unknown[]) =>
    (await pool.query<Row<Content>>(sql, [name, ...values])).map(toDocument);
  return {
    ...adjustments<Content>(statements),
    forget,
    async insert(id, content) {
      const [inserted] = await query(
        `INSERT INTO ${table} (collection, id, content) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING RETURNING ${columns}`,
        [id, JSON.stringify(content)],
      );
      return inserted;
    },
    async find(id) {
      const sql = `SELECT ${columns} FROM ${table} WHERE collection = $1 AND id = $2`;
      return (await query(sql, [id]))[0];
    },
    findMany(ids) {
      const sql = `SELECT ${columns} FROM ${table} WHERE collection = $1 AND id = ANY ($2::uuid[])`;
      return query(sql, [ids]);
    },
    list({ after, limit }) {
      return query(
        `SELECT ${columns} FROM ${table}
         WHERE collection = $1 AND ($2::uuid IS NULL OR id > $2)
         ORDER BY id LIMIT $3`,
        [after, limit],
      );
    },
    async update(id, change, versions) {
      const [updated] = await query(
        `UPDATE ${table} SET content = content || $3, version = version + 1
         WHERE ${inVersion('$4')} RETURNING ${columns}`,
        [id, JSON.stringify(change), versions],
      );
      return updated;
    },
    async delete(id, versions) {
      const sql = `DELETE FROM ${table} WHERE ${inVersion('$3')} RETURNING ${columns}`;
      return (await query(sql, [id, versions])).length === 1;
    },
  };
}

const columns = 'id, version, content';

const inVersion = (versions: string) =>
  `collection = $1 AND id = $2
   AND (${versions}::integer[] IS NULL OR version = ANY (${versions}))`;

interface Row<Content> {
  id: string;
  version: number;
  content: Content;
}

function toDocument<Content>({ id, version, content }: Row<Content>): Document<Content> {
  return { ...content, id, version };
}
