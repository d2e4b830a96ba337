import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { inject, onTestFinished } from 'vitest';
import { plainEnvironment } from '../cli/command.ts';

/** What the keys of a keyboard send. */
export const keys = {
  enter: '\r',
  up: '\x1b[A',
  down: '\x1b[B',
  left: '\x1b[D',
  right: '\x1b[C',
  escape: '\x1b',
  ctrlC: '\x03',
  ctrlU: '\x15',
} as const;

/** The packed program in a terminal with a person in front of it. */
export interface PersonsTerminal {
  /** Waits until the whole text so far, scrolled away lines included, holds the words. */
  reads(words: string | RegExp): Promise<void>;
  /** Waits until a question that starts with the words is open and drawn whole. */
  isAsked(words: string): Promise<void>;
  /** Waits for a question, then presses keys. */
  answer(words: string, ...pressed: string[]): Promise<void>;
  press(...pressed: string[]): void;
  /** All lines so far. */
  text(): string;
  /** The lines that are in sight. */
  sight(): string;
  /** Waits for the end of the program, and until all it printed is on the screen. */
  ends(): Promise<{ exitCode: number; cursorIsShown: boolean }>;
}

/** How long a person would look at a screen that does not change, in milliseconds. */
const patience = 15_000;

/** Starts the packed program with the arguments given, in a terminal of 80 columns and 24 rows. */
export function openTerminal(
  argv: readonly string[],
  cwd: string,
  { rows = 24 }: { rows?: number } = {},
): PersonsTerminal {
  const size = { cols: 80, rows };
  const screen = new xterm.Terminal({ ...size, scrollback: 5000, allowProposedApi: true });
  const program = spawn(process.execPath, [inject('program'), ...argv], {
    ...size,
    cwd,
    env: { ...plainEnvironment(cwd), TERM: 'xterm-256color', LANG: 'C.UTF-8' },
  });
  let output = '';
  const watchers = new Set<() => void>();
  const changed = () => {
    for (const watch of watchers) watch();
  };
  program.onData((data) => {
    output += data;
    screen.write(data, changed);
  });
  const ended = new Promise<number>((resolve) => {
    program.onExit(({ exitCode }) => resolve(exitCode));
  });
  let isRunning = true;
  void ended.then(() => {
    isRunning = false;
  });
  onTestFinished(() => {
    if (isRunning) program.kill('SIGKILL');
  });

  const text = () => linesOf(screen, 0);
  const until = (what: string, holds: () => boolean) => waitFor(what, holds, watchers, text);
  const reads = (words: string | RegExp) =>
    until(String(words), () =>
      typeof words === 'string' ? flat(text()).includes(words) : words.test(flat(text())),
    );
  const isAsked = (words: string) =>
    until(`an open question: ${words}`, () => {
      const lines = linesOf(screen, 0).split('\n');
      const head = lines.findLastIndex(
        (line) => /^[◆▲] {2}/.test(line) && line.slice(3).startsWith(words),
      );
      // Its last line is drawn last: before that, the question may be on the screen in part.
      return head >= 0 && lines.slice(head).some((line) => line.startsWith('└'));
    });
  const press = (...pressed: string[]) => {
    for (const key of pressed) program.write(key);
  };
  return {
    reads,
    isAsked,
    press,
    text,
    sight: () => linesOf(screen, screen.buffer.active.baseY),
    async answer(words, ...pressed) {
      await isAsked(words);
      press(...pressed);
    },
    async ends() {
      const exitCode = await ended;
      await new Promise<void>((drawn) => screen.write('', drawn));
      // What was written last is drawn after the end.
      await new Promise<void>((resolve) => screen.write('', resolve));
      const cursorIsShown = output.lastIndexOf('\x1b[?25h') >= output.lastIndexOf('\x1b[?25l');
      return { exitCode, cursorIsShown };
    },
  };
}

function linesOf(screen: InstanceType<typeof xterm.Terminal>, from: number): string {
  const { active } = screen.buffer;
  const lines = Array.from({ length: active.length - from }, (_, index) =>
    active.getLine(from + index)?.translateToString(true),
  );
  return lines.join('\n').trimEnd();
}

/** The text without the frames and breaks that depend on the width. */
function flat(text: string): string {
  return text.replace(/[│├╮╯─]/g, ' ').replace(/\s+/g, ' ');
}

function waitFor(
  what: string,
  holds: () => boolean,
  watchers: Set<() => void>,
  text: () => string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (finish: () => void) => {
      clearTimeout(limit);
      watchers.delete(look);
      finish();
    };
    const look = () => {
      if (holds()) done(resolve);
    };
    const limit = setTimeout(
      () => done(() => reject(new Error(`never read ${what}; the screen is:\n${text()}`))),
      patience,
    );
    watchers.add(look);
    look();
  });
}
