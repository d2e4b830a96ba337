#!/usr/bin/env node
// Plain JavaScript that old versions parse too, so that they can say what is missing.
const oldest = { major: 20, minor: 19 };
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < oldest.major || (major === oldest.major && minor < oldest.minor)) {
  process.stderr.write(
    `create-arch-app needs Node.js ${oldest.major}.${oldest.minor} or newer, and ${process.versions.node} runs here.\n` +
      'Install a newer one from https://nodejs.org and run the same command again.\n',
  );
  process.exitCode = 1;
} else {
  // Node 22 and newer keep the compiled program in the temporary folder of the system.
  const { enableCompileCache } = require('node:module');
  if (process.argv[2] !== '--version' && enableCompileCache) enableCompileCache();
  require('../dist/main.cjs');
}
