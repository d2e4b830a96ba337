import { runMigration } from '@app/chassis';
import { service } from './service.ts';

await runMigration(service);
