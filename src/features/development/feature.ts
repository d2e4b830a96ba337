import { defineFeature } from '../../plan/feature.ts';

export const development = defineFeature({
  id: 'development',
  about: 'everything in one terminal, without Docker, restarted when files change',
  when: () => true,
  contribute: () => ({
    files: [{ folder: 'development/root', into: '' }],
    packages: {
      '': { scripts: { dev: command }, devDependencies: ['pino-pretty'] },
    },
  }),
});

const command = 'node --import ./scripts/dev/compile-cache.js scripts/dev.ts';
