import type { EnvVariable } from '../plan/feature.ts';
import type { Plan } from '../plan/plan.ts';

/** The text of `.env.example`: a comment on each variable, and how empty ones get their value. */
export function envExample(plan: Plan): string {
  const intro =
    '# Copied to .env, with the secrets filled in, by the first `npm run dev` or `npm run up`.\n';
  return [intro, ...Object.entries(plan.env).map(([name, variable]) => entry(name, variable))].join(
    '\n',
  );
}

function entry(name: string, variable: EnvVariable): string {
  const generated = variable.generated ? `# generated: ${variable.generated}\n` : '';
  return `# ${variable.about}\n${generated}${variable.optional ? '# ' : ''}${name}=${variable.example ?? ''}\n`;
}
