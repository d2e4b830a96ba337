import { runService } from '@app/chassis';
import { service } from './service.ts';

await runService(service);
