import xterm from '@xterm/headless';

/** Columns and rows of a terminal. */
export interface Size {
  readonly cols: number;
  readonly rows: number;
}

/** What a terminal shows of the bytes that a program prints. */
export interface Screen {
  /** Draws what was printed. */
  print(data: string): void;
  /** Waits until all that was printed is drawn. */
  isDrawn(): Promise<void>;
  /** All lines so far, those that scrolled away included. */
  text(): string;
  /** The lines that are in sight. */
  sight(): string;
  /** Waits until something holds of the screen; fails, with `what`, once nobody would wait any more. */
  until(what: string, holds: () => boolean): Promise<void>;
  /** Whether the cursor was left visible. */
  cursorIsShown(): boolean;
}

/** How long a person would look at a screen that does not change, in milliseconds. */
const patience = 15_000;

/** An empty screen. */
export function openScreen(size: Size): Screen {
  const terminal = new xterm.Terminal({ ...size, scrollback: 5000, allowProposedApi: true });
  const watchers = new Set<() => void>();
  let output = '';
  const text = () => linesOf(terminal, 0);
  return {
    text,
    sight: () => linesOf(terminal, terminal.buffer.active.baseY),
    until: (what, holds) => waitFor(what, holds, watchers, text),
    cursorIsShown: () => output.lastIndexOf('\x1b[?25h') >= output.lastIndexOf('\x1b[?25l'),
    isDrawn: () => new Promise((drawn) => terminal.write('', drawn)),
    print(data) {
      output += data;
      terminal.write(data, () => {
        for (const watch of watchers) watch();
      });
    },
  };
}

function linesOf(terminal: InstanceType<typeof xterm.Terminal>, from: number): string {
  const { active } = terminal.buffer;
  const lines = Array.from({ length: active.length - from }, (_, index) =>
    active.getLine(from + index)?.translateToString(true),
  );
  return lines.join('\n').trimEnd();
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
