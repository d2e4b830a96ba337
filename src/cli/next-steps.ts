import { relative } from 'node:path';
import { generatedNodeMajor, type Machine } from '../spec/resolve.ts';
import type { Spec } from '../spec/spec.ts';

/** What is known when the files are written. */
export interface Situation {
  readonly folder: string;
  readonly cwd: string;
  readonly spec: Spec;
  readonly machine: Machine;
  readonly docker: boolean;
  /** Whether the dependencies are in place. */
  readonly installed: boolean;
}

export interface NextStep {
  readonly command: string;
  readonly about: string;
}

/** The commands to type next, in order, and what on this machine stands in their way. */
export function nextSteps(situation: Situation): {
  readonly steps: readonly NextStep[];
  readonly notes: readonly string[];
} {
  const { docker, installed, folder, cwd } = situation;
  const place = relative(cwd, folder);
  return {
    steps: [
      ...(place === '' ? [] : [{ command: `cd ${quoted(place)}`, about: '' }]),
      ...(installed ? [] : [{ command: 'npm install', about: '' }]),
      { command: 'npm run dev', about: 'http://127.0.0.1:8080/docs, with nothing else installed' },
      { command: 'npm run smoke', about: 'a scenario from outside, in another terminal' },
      ...(docker
        ? [{ command: 'npm run up', about: 'the same in Docker, once npm run dev is stopped' }]
        : []),
    ],
    notes: [...nodeNotes(situation), ...(docker ? [] : [withoutDocker])],
  };
}

const withoutDocker =
  'Docker is not installed here: npm run dev does without it, npm run up needs it.';

function nodeNotes({ spec, machine }: Situation): string[] {
  if (machine.nodeMajor >= generatedNodeMajor) return [];
  const running = `Node.js ${machine.nodeMajor} runs here, and the repo needs ${generatedNodeMajor}`;
  return spec.node === 'npm'
    ? [`${running}: npm installs one for it, and every npm run uses that.`]
    : [`${running}: install it first, or generate again with --node npm.`];
}

/** Quoted where a shell would split or expand it. */
function quoted(path: string): string {
  if (/^[\w./\\:-]+$/.test(path)) return path;
  return process.platform === 'win32' ? `"${path}"` : `'${path.replaceAll("'", "'\\''")}'`;
}
