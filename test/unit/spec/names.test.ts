import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkName, longestName, type NameKind } from '../../../src/spec/names.ts';

const kinds: readonly NameKind[] = ['project', 'context'];

describe('a name is refused, with the reason:', () => {
  test.each<[string, NameKind, string]>([
    ['', 'project', 'is empty'],
    ['../x', 'project', 'is a path'],
    ['a\\b', 'project', 'is a path'],
    ['..', 'project', 'is a path'],
    ['CON', 'project', 'device name'],
    ['com1', 'project', 'device name'],
    ['a b', 'project', 'other characters'],
    ['node_modules', 'project', 'reserved by npm'],
    ['fs', 'project', 'reserved by npm'],
    ['x'.repeat(300), 'project', '300 characters'],
    ['🚀', 'project', 'other characters'],
    ['Shop', 'project', 'capital letters'],
    ['1shop', 'project', 'does not start with a letter'],
    ['shop-', 'project', 'ends with a hyphen'],
    ['my--shop', 'project', 'two hyphens'],
    ['__proto__', 'project', 'other characters'],
    ['gateway', 'context', 'part of every generated system'],
    ['class', 'context', 'reserved word'],
    ['constructor', 'context', 'reserved word'],
    ['select', 'context', 'reserved word'],
    ['left', 'context', 'reserved word'],
    ['current-user', 'context', 'reserved word'],
    ['pg-stats', 'context', 'Postgres keeps for itself'],
    ['infrastructure', 'context', 'part of every generated system'],
  ])('%s as a %s', (name, kind, why) => {
    expect(checkName(name, kind)?.why).toContain(why);
  });
});

test.each(kinds)('any text that is taken as a %s is safe everywhere at once', (kind) => {
  const mostlyNames = fc.oneof(
    fc.string(),
    fc.stringMatching(/^[a-zA-Z0-9-]{1,45}$/),
    fc.stringMatching(/^[a-z]+(-[a-z0-9]+){0,3}$/),
  );
  fc.assert(
    fc.property(mostlyNames, (name) => {
      if (checkName(name, kind)) return;
      expect(name).toMatch(/^[a-z]([a-z0-9-]*[a-z0-9])?$/);
      expect(name.length).toBeLessThanOrEqual(longestName[kind]);
      expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/);
    }),
    { numRuns: 2000 },
  );
});

test.each(kinds)('what is suggested in place of a %s is taken itself', (kind) => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.constantFrom('Con', 'fs', 'class', 'gateway', 'My Shop', 'x--y', '..', 'x/fs'),
      ),
      (name) => {
        const problem = checkName(name, kind);
        if (problem?.instead !== undefined)
          expect(checkName(problem.instead, kind)).toBeUndefined();
      },
    ),
    { numRuns: 2000 },
  );
});
