import { startEmbedded } from '../src/embedded/index.ts';

/** Run by `embedded.test.ts` as a process of its own: owns a server until it is told to stop it. */
const server = await startEmbedded({ folder: process.argv[2] });
process.once('message', async () => {
  await server.stop();
  process.disconnect();
});
process.send?.(server.url);
