import { setTimeout as wait } from 'node:timers/promises';

/** Waits until a server says that it takes traffic. */
export async function untilReady(url: string): Promise<void> {
  while (!(await answers(`${url}/health/ready`))) await wait(50);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
