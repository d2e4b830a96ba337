import { createTestDatabase } from '@app/chassis/testing';
import { prepareEventLog } from '../src/index.ts';
import { keepsTheContract } from './contract.ts';
import type { TestLog } from './test-log.ts';

async function createLog(): Promise<TestLog> {
  const { url, ownerUrl, close } = await createTestDatabase();
  const prepare = () => prepareEventLog({ url, ownerUrl, log: () => undefined });
  await Promise.all([prepare(), prepare(), prepare()]);
  return { url, close };
}

keepsTheContract(createLog);
