import type { Contribution } from '../../plan/feature.ts';
import type { Spec } from '../../spec/spec.ts';
import { requiredVariable } from '../compose-variables.ts';
import { callersOf, callsOf } from '../contexts.ts';
import { processesOf } from '../processes.ts';
import { environmentName } from './environment-name.ts';

type Tokens = Required<Pick<Contribution, 'env' | 'c4Relations'>> & {
  /** For compose, by service. */
  readonly environment: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

/** Each pair of caller and callee has a token of its own: a callee cannot pass for its caller elsewhere. */
export function callerTokens(spec: Spec): Tokens {
  const services = processesOf(spec).map(({ name }) => ({ name, calls: callsOf(spec, name) }));
  const callers = services.filter(({ calls }) => calls.length > 0);
  return {
    env: Object.fromEntries(
      callers.flatMap(({ name, calls }) =>
        calls.map((callee) => [
          tokenVariable(name, callee),
          { about: `Proves to ${callee} that ${name} calls.`, generated: 'password' } as const,
        ]),
      ),
    ),
    environment: Object.fromEntries(
      services.map(({ name, calls }) => {
        const known = callersOf(spec, name);
        const token = (caller: string, callee: string) =>
          requiredVariable(tokenVariable(caller, callee));
        return [
          name,
          {
            ...(calls.length > 0 && {
              CALLEE_TOKENS: calls.map((callee) => `${callee}=${token(name, callee)}`).join(),
            }),
            ...(known.length > 0 && {
              CALLER_TOKENS: known.map((caller) => `${caller}=${token(caller, name)}`).join(),
            }),
          },
        ];
      }),
    ),
    c4Relations: callers.flatMap(({ name, calls }) =>
      calls.map((callee) => ({ from: name, to: callee, about: 'HTTP, JSON' })),
    ),
  };
}

function tokenVariable(caller: string, callee: string): string {
  return `${environmentName(caller)}_TO_${environmentName(callee)}_TOKEN`;
}
