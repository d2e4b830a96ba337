import { defineFeature } from '../../plan/feature.ts';

export const npmNode = defineFeature({
  id: 'npm-node',
  about: 'Node.js from npm, for machines whose own is older',
  when: (spec) => spec.node === 'npm',
  contribute: () => ({
    packages: { '': { devDependencies: ['node'] } },
    allowScripts: { node: true },
  }),
});
