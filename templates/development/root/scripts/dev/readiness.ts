import { setTimeout as wait } from 'node:timers/promises';

// `fetch`, and what an `import` of `node:http` brings, take as long to load as a server to start.
const { get } = process.getBuiltinModule('node:http');

/** Waits until a server says that it takes traffic. */
export async function untilReady(url: string): Promise<void> {
  while (!(await answers(`${url}/health/ready`))) await wait(50);
}

function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, (response) => resolve(response.resume().statusCode === 200)).once('error', () =>
      resolve(false),
    );
  });
}
