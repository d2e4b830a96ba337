import { runMigration } from '../../src/index.ts';
import { notes } from './service.ts';

await runMigration(notes);
