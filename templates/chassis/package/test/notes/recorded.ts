import type { Discovery } from '@app/discovery';
import { runService } from '../../src/index.ts';
import { notes } from './service.ts';

/** Tells the test what happens, and how ready the service says it is at that time. */
const discovery: Discovery = {
  instancesOf: async () => [],
  register(self) {
    void readiness().then((ready) => process.send?.({ registered: self, ready }));
  },
  async deregister() {
    process.send?.({ deregistered: true, ready: await readiness() });
  },
  close() {
    process.send?.({ closed: true });
    process.disconnect?.();
  },
};

async function readiness(): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`);
  const { status } = (await response.json()) as { status: string };
  return status;
}

await runService(notes, { discovery });
