/** The streams and the environment of one run; tests bring their own. */
export interface Surroundings {
  readonly stdin: { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: NodeJS.ProcessEnv;
}

interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

type Paint = (text: string) => string;

/** Where a verb writes. */
export interface Terminal {
  /** Text for people: stdout, or stderr when stdout carries JSON. */
  say(text: string): void;
  /** Errors and warnings, always on stderr. */
  complain(text: string): void;
  /** The result for machines, on stdout; nothing unless `--json` was given. */
  result(document: unknown): void;
  readonly json: boolean;
  /** Whether questions can be asked and will be answered. */
  readonly interactive: boolean;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
}

export interface TerminalOptions {
  readonly json?: boolean;
  readonly interactive?: boolean;
}

/** Decides once what the streams can do and who is there. */
export function terminalFor(surroundings: Surroundings, options: TerminalOptions): Terminal {
  const { stdin, stdout, stderr, environment } = surroundings;
  const json = options.json ?? false;
  const people = json ? stderr : stdout;
  const coloured = (people.isTTY ?? false) && !isSet(environment.NO_COLOR) && !isDumb(environment);
  const paint =
    ([on, off]: readonly [number, number]): Paint =>
    (text) =>
      coloured ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  return {
    say: (text) => void people.write(`${text}\n`),
    complain: (text) => void stderr.write(`${text}\n`),
    result: (document) => void (json && stdout.write(`${JSON.stringify(document, null, 2)}\n`)),
    json,
    get interactive() {
      return (
        (options.interactive ?? true) &&
        !json &&
        !isOn(environment.CI) &&
        !isOn(environment.CREATE_ARCH_NO_INTERACTIVE) &&
        (stdin.isTTY ?? false) &&
        (stdout.isTTY ?? false)
      );
    },
    bold: paint(styles.bold),
    dim: paint(styles.dim),
    red: paint(styles.red),
    yellow: paint(styles.yellow),
    cyan: paint(styles.cyan),
  };
}

/** The codes that switch a style on and off. Node's own `styleText` costs 7 ms to load. */
const styles = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';

const isOn = (value: string | undefined): boolean =>
  isSet(value) && !['0', 'false'].includes(value?.toLowerCase() ?? '');

const isDumb = (environment: NodeJS.ProcessEnv): boolean => environment.TERM === 'dumb';
