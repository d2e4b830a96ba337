import { get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** Waits until a server says that it takes traffic. */
export async function untilReady(url: string): Promise<void> {
  while (!(await answers(`${url}/health/ready`))) await wait(50);
}

/** With `node:http`: `fetch` takes longer to load than a server to start. */
function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, (response) => resolve(response.resume().statusCode === 200)).once('error', () =>
      resolve(false),
    );
  });
}
