import { describe, expect, test } from 'vitest';
import { resolveSpec } from '../../../src/spec/resolve.ts';
import type { Answers } from '../../../src/spec/spec.ts';

const machine = { nodeMajor: 24 };

function withContexts(contexts: string): Answers {
  const origin = { kind: 'flag', flag: 'contexts' } as const;
  return { name: { value: 'shop', origin }, contexts: { value: contexts, origin } };
}

describe('contexts that would share a name in code are refused', () => {
  test.each(['users,room-1,room1', 'users,reviews,create-reviews', 'users,create-reviews,reviews'])(
    '%s',
    (contexts) => {
      expect(() => resolveSpec(withContexts(contexts), machine)).toThrow('share a name in code');
    },
  );

  test('but not those that only look alike', () => {
    const { contexts } = resolveSpec(withContexts('users,room,rooms,created-rooms'), machine);
    expect(contexts.map(({ name }) => name)).toEqual(['users', 'room', 'rooms', 'created-rooms']);
  });
});
