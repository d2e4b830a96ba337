import { spawn } from '@lydell/node-pty';
import { inject, onTestFinished } from 'vitest';
import { plainEnvironment } from '../cli/command.ts';
import { openScreen, type Size } from './screen.ts';

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

/** Starts the packed program with the arguments given, in a terminal of 80 columns and 24 rows. */
export function openTerminal(
  argv: readonly string[],
  cwd: string,
  { cols = 80, rows = 24 }: Partial<Size> = {},
): PersonsTerminal {
  const screen = openScreen({ cols, rows });
  const program = startProgram(argv, cwd, { cols, rows });
  program.onData(screen.print);
  const press = (...pressed: string[]) => {
    for (const key of pressed) program.write(key);
  };
  const isAsked = (words: string) =>
    screen.until(`an open question: ${words}`, () => isOpen(words, screen.text()));
  return {
    isAsked,
    press,
    text: screen.text,
    sight: screen.sight,
    reads: (words) => screen.until(String(words), () => holds(words, flat(screen.text()))),
    async answer(words, ...pressed) {
      await isAsked(words);
      press(...pressed);
    },
    async ends() {
      const exitCode = await program.ended;
      await screen.isDrawn();
      // What was written last is drawn after the end.
      await screen.isDrawn();
      return { exitCode, cursorIsShown: screen.cursorIsShown() };
    },
  };
}

interface Program {
  onData(hear: (data: string) => void): void;
  write(keys: string): void;
  /** Its exit code, once it ended. */
  readonly ended: Promise<number>;
}

/** Starts the packed program, which the end of the test stops where nothing else did. */
function startProgram(argv: readonly string[], cwd: string, size: Size): Program {
  const program = spawn(process.execPath, [inject('program'), ...argv], {
    ...size,
    cwd,
    env: { ...plainEnvironment(cwd), TERM: 'xterm-256color', LANG: 'C.UTF-8' },
  });
  let isRunning = true;
  const ended = new Promise<number>((resolve) => {
    program.onExit(({ exitCode }) => {
      isRunning = false;
      resolve(exitCode);
    });
  });
  onTestFinished(() => {
    if (isRunning) program.kill('SIGKILL');
  });
  return {
    ended,
    onData: (hear) => void program.onData(hear),
    write: (pressed) => program.write(pressed),
  };
}

/** Whether a question that starts with the words is open, and drawn whole. */
function isOpen(words: string, text: string): boolean {
  const lines = text.split('\n');
  const head = lines.findLastIndex(
    (line) => /^[◆▲] {2}/.test(line) && line.slice(3).startsWith(words),
  );
  // Its last line is drawn last: before that, the question may be on the screen in part.
  return head >= 0 && lines.slice(head).some((line) => line.startsWith('└'));
}

function holds(words: string | RegExp, text: string): boolean {
  return typeof words === 'string' ? text.includes(words) : words.test(text);
}

/** The text without the frames and breaks that depend on the width. */
function flat(text: string): string {
  return text.replace(/[│├╮╯─]/g, ' ').replace(/\s+/g, ' ');
}
