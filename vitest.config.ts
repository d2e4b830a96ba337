import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          name: 'packed',
          include: ['test/cli/**/*.test.ts', 'test/pty/**/*.test.ts'],
          globalSetup: ['test/cli/packed-program.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
