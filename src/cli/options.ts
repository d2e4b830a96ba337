import { Option } from 'commander';
import { catalogue, defaultsOf } from '../catalogue/catalogue.ts';
import { applicability, type Choice, type SelectChoice, type Value } from '../catalogue/choice.ts';
import { offeredValues } from '../catalogue/offered-values.ts';
import { type Force, forces } from '../recommend/forces.ts';
import { styleIds } from '../styles/style-id.ts';

/** Flags that are no choice: how the run behaves. Values as commander parses them. */
export interface RunOptions {
  readonly yes?: boolean;
  readonly spec?: string;
  readonly reason?: readonly string[];
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly git: boolean;
  readonly install: boolean;
  readonly force?: boolean;
  readonly interactive: boolean;
  readonly verbose?: boolean;
  readonly debug?: boolean;
}

/** What commander found: run options, and the flags of choices and forces as text, in camelCase. */
export type ParsedOptions = RunOptions & Readonly<Record<string, unknown>>;

/** The flags of every choice, under the heading of its group; other spellings are not listed. */
export function choiceOptions(): Option[] {
  return (catalogue as readonly Choice[]).flatMap((choice) => {
    const listed = new Option(`--${choice.flag} <${placeholder(choice)}>`, about(choice));
    const others = (choice.aliases ?? []).map((alias) =>
      new Option(`--${alias} <${placeholder(choice)}>`).hideHelp(),
    );
    return [listed.helpGroup(`${choice.group}:`), ...others];
  });
}

/** The flags of the forces that the recommendation weighs. */
export function forceOptions(heading: string): Option[] {
  return (forces as readonly Force[]).map((force) => {
    const ids = force.values.map(({ id }) => id).join(', ');
    const option = new Option(
      `--${force.flag} <answer>`,
      `${force.question} ${ids} (${force.default})`,
    );
    return option.helpGroup(heading);
  });
}

/** The style that a recommendation is compared with. */
export function wishOption(): Option {
  const about = `The style you have in mind, to be warned of what speaks against it: ${styleIds.join(', ')}`;
  return new Option('--style <style>', about).helpGroup('Your situation:');
}

/** How a verb talks: the same flags everywhere. */
export function talkOptions(): Option[] {
  return [
    new Option('--json', 'the result as JSON on stdout; text for people goes to stderr'),
    new Option('--no-interactive', 'never ask; a missing answer is an error that names its flag'),
    new Option('--verbose', 'show what npm prints'),
    new Option('--debug', 'show where a fault comes from; includes --verbose'),
  ].map((option) => option.helpGroup('Output:'));
}

/** Where answers come from besides the flags of the choices. */
export function sourceOptions(): Option[] {
  return [
    new Option('-y, --yes', 'take the default for every choice that is not given'),
    new Option('--spec <file>', 'take the choices from an arch.yaml; - reads it from stdin'),
    new Option(
      '--reason <choice=text>',
      'why a choice was made, for its decision record; repeatable',
    ).argParser((text: string, before: string[] | undefined) => [...(before ?? []), text]),
  ].map((option) => option.helpGroup('Answers:'));
}

/** What is done to the disk and after. */
export function generationOptions(): Option[] {
  return [
    new Option('--dry-run', 'print what would be written and run, and write nothing'),
    new Option('--force', 'replace files that are in the way in an existing folder'),
    new Option('--no-git', 'make no git repository and no first commit'),
    new Option('--no-install', 'do not run npm install'),
  ].map((option) => option.helpGroup('Generation:'));
}

function placeholder(choice: Choice): string {
  switch (choice.kind) {
    case 'name':
      return 'name';
    case 'select':
      return choice.flag;
    case 'count':
      return 'number';
    case 'contexts':
      return 'names';
  }
}

/** What a choice is, and when it is one. */
function about(choice: Choice): string {
  const when = applicability(choice);
  return when ? `${describe(choice)}; only when ${when}` : describe(choice);
}

function describe(choice: Choice): string {
  switch (choice.kind) {
    case 'name':
      return 'what the system is called; the name of its folder when not given';
    case 'select':
      return `${choice.question} ${valuesOf(choice)} (${defaultIn(choice)})`;
    case 'count':
      return `${choice.question} ${choice.min} to ${choice.max} (${defaultIn(choice)})`;
    case 'contexts':
      return [
        `${choice.question} Separated by commas (${defaultIn(choice)})`,
        'users joins a list without it',
        'a service may be name:mongodb and name:calls=other',
        `other names of the flag: ${(choice.aliases ?? []).map((alias) => `--${alias}`).join(', ')}`,
      ].join('; ');
  }
}

function defaultIn(choice: Parameters<typeof defaultsOf>[0]): string {
  const { value, byStyle } = defaultsOf(choice);
  return [value, ...byStyle.map(({ style, value }) => `${style}: ${value}`)].join('; ');
}

function valuesOf(choice: SelectChoice): string {
  const offered = offeredValues(choice);
  const idsOf = (values: readonly Value[]) => values.map(({ id }) => id).join(', ');
  const notYet = idsOf(choice.values.filter((value) => !offered.includes(value)));
  return notYet === '' ? idsOf(offered) : `${idsOf(offered)}; not built yet: ${notYet}`;
}
