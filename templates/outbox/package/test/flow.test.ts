import { createTestDatabase } from '@app/chassis/testing';
import { prepareEventLog } from '@app/event-log';
import { arrivesOnce } from './flow.ts';

arrivesOnce(async () => {
  const { url, ownerUrl, close } = await createTestDatabase();
  await prepareEventLog({ url, ownerUrl, log: () => undefined });
  return { url, close };
});
