import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Major version of the Node.js that runs this process. */
export function nodeMajor(): number {
  return Number(process.versions.node.split('.')[0]);
}

/** Whether a program is on the PATH. Nothing is started, so the answer costs next to nothing. */
export function isInstalled(
  program: string,
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  const endings = process.platform === 'win32' ? (environment.PATHEXT ?? '.EXE').split(';') : [''];
  return (environment.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .some((folder) => endings.some((ending) => isExecutable(join(folder, program + ending))));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
