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

/** Each caller has a token of its own, which those that it calls know. */
export function callerTokens(spec: Spec): Tokens {
  const services = processesOf(spec).map(({ name }) => ({ name, calls: callsOf(spec, name) }));
  const callers = services.filter(({ calls }) => calls.length > 0);
  return {
    env: Object.fromEntries(
      callers.map(({ name }) => [
        tokenVariable(name),
        { about: `Proves to other services that ${name} calls.`, generated: 'password' } as const,
      ]),
    ),
    environment: Object.fromEntries(
      services.map(({ name, calls }) => {
        const known = callersOf(spec, name);
        const token = (caller: string) => requiredVariable(tokenVariable(caller));
        return [
          name,
          {
            ...(calls.length > 0 && { SERVICE_TOKEN: token(name) }),
            ...(known.length > 0 && {
              CALLER_TOKENS: known.map((caller) => `${caller}=${token(caller)}`).join(),
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

function tokenVariable(service: string): string {
  return `${environmentName(service)}_SERVICE_TOKEN`;
}
