/**
 * Runs a program that prints how many of its checks passed and failed, which `.ci/run` sums up. One that
 * breaks off says why, and counts as a failure.
 */
export async function runCounted(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error((error as Error).message);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
  }
}
