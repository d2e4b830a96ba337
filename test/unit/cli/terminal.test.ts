import { describe, expect, test } from 'vitest';
import { reportError } from '../../../src/cli/errors.ts';
import { type TerminalOptions, terminalFor } from '../../../src/cli/terminal.ts';
import { DiskError, Interrupted } from '../../../src/disk/disk-error.ts';
import { type Origin, SpecError, type SpecProblem } from '../../../src/spec/spec.ts';

function terminal(environment: NodeJS.ProcessEnv, options: TerminalOptions = {}, isTTY = true) {
  const printed = { stdout: '', stderr: '' };
  const stream = (name: keyof typeof printed) => ({
    isTTY,
    write: (text: string) => {
      printed[name] += text;
    },
  });
  const surroundings = {
    stdin: { isTTY },
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    environment,
  };
  return { printed, terminal: terminalFor(surroundings, options) };
}

function badKeys(count: number, origin?: Origin): SpecProblem[] {
  return Array.from({ length: count }, () => ({ message: 'bad key', hint: undefined, origin }));
}

describe('a person is asked', () => {
  test('at a terminal', () => {
    expect(terminal({}).terminal.interactive).toBe(true);
  });

  test.each<[string, NodeJS.ProcessEnv, TerminalOptions, boolean]>([
    ['without a terminal', {}, {}, false],
    ['in CI', { CI: 'true' }, {}, true],
    ['with CREATE_ARCH_NO_INTERACTIVE=1', { CREATE_ARCH_NO_INTERACTIVE: '1' }, {}, true],
    ['with --no-interactive', {}, { interactive: false }, true],
    ['with --json', {}, { json: true }, true],
  ])('but not %s', (_name, environment, options, isTTY) => {
    expect(terminal(environment, options, isTTY).terminal.interactive).toBe(false);
  });

  test('where CI is switched off', () => {
    expect(terminal({ CI: 'false' }).terminal.interactive).toBe(true);
  });
});

describe('colour', () => {
  test('is used at a terminal', () => {
    expect(terminal({}).terminal.red('x')).toBe('\u001b[31mx\u001b[39m');
  });

  test.each<[string, NodeJS.ProcessEnv, boolean]>([
    ['into a pipe', {}, false],
    ['with NO_COLOR', { NO_COLOR: '1' }, true],
    ['on a dumb terminal', { TERM: 'dumb' }, true],
  ])('is left out %s', (_name, environment, isTTY) => {
    expect(terminal(environment, {}, isTTY).terminal.red('x')).toBe('x');
  });
});

describe('an error', () => {
  test.each([
    ['bad input', new SpecError([]), 2],
    ['a target that is refused', new DiskError('refused', 'no'), 2],
    ['a disk that fails', new DiskError('failed', 'no'), 1],
    ['a fault of ours', new TypeError('no'), 1],
    ['a stop', new Interrupted('no'), 130],
  ])('of the kind "%s" has its exit code', (_name, error, code) => {
    expect(reportError(error, terminal({}).terminal, false)).toBe(code);
  });

  test('of ours hints at --debug, which shows the stack and its cause', () => {
    const fault = new Error('boom', { cause: new Error('the root') });
    const plain = terminal({});
    reportError(fault, plain.terminal, false);
    expect(plain.printed.stderr).toContain('--debug');
    expect(plain.printed.stderr).not.toContain('    at ');
    const debug = terminal({});
    reportError(fault, debug.terminal, true);
    expect(debug.printed.stderr).toMatch(/Error: boom\n +at [\s\S]*caused by Error: the root/);
  });

  test('cannot steer the terminal with what a spec holds', () => {
    const { printed, terminal: quiet } = terminal({ NO_COLOR: '1' });
    const origin = {
      kind: 'file',
      file: 'a\u001b[2J.yaml',
      line: 1,
      column: 8,
      text: 'name: \u001b[31mx',
    } as const;
    reportError(
      new SpecError([{ message: 'bad \u0007\u202e', hint: '\u009b', origin }]),
      quiet,
      false,
    );
    expect(printed.stderr.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });

  test('are shown up to twenty at once', () => {
    const { printed, terminal: plain } = terminal({ NO_COLOR: '1' });
    reportError(new SpecError(badKeys(25)), plain, false);
    expect(printed.stderr.trim().split('\n')).toHaveLength(21);
    expect(printed.stderr).toMatch(/\nand 5 more\n$/);
  });

  test('are bounded, and counted, for machines and for --debug too', () => {
    const { printed, terminal: machine } = terminal({}, { json: true });
    const text = 'bad: 1, '.repeat(10_000);
    const origin = { kind: 'file', file: 'arch.yaml', line: 1, column: 307, text } as const;
    reportError(new SpecError(badKeys(50_000, origin)), machine, true);
    const result = JSON.parse(printed.stdout);
    expect(result.problemCount).toBe(50_000);
    expect(result.problems).toHaveLength(20);
    expect(result.problems[0].origin).toMatchObject({ line: 1, column: 307 });
    expect(printed.stdout.length).toBeLessThan(10_000);
    expect(printed.stderr.length).toBeLessThan(10_000);
  });

  test('in a long line shows the part around its place', () => {
    const { printed, terminal: plain } = terminal({ NO_COLOR: '1' });
    const text = `name: ${'x'.repeat(300)}y${'z'.repeat(300)}`;
    const origin = { kind: 'file', file: 'arch.yaml', line: 1, column: 307, text } as const;
    reportError(new SpecError([{ message: 'bad', hint: undefined, origin }]), plain, false);
    const [, source = '', caret = ''] = printed.stderr.split('\n');
    expect(source.length).toBeLessThan(110);
    expect(source[caret.indexOf('^')]).toBe('y');
  });
});
