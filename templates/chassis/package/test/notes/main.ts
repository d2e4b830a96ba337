import { runService } from '../../src/index.ts';
import { notes } from './service.ts';

await runService(notes);
