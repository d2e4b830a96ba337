import { catalogue, defaultsOf } from '../src/catalogue/catalogue.ts';
import { applicability, type Choice } from '../src/catalogue/choice.ts';
import { forces } from '../src/recommend/forces.ts';
import { styleIds } from '../src/styles/style-id.ts';
import { styles } from '../src/styles/styles.ts';

/**
 * A README with its tables made anew from the catalogue. A table stands between `<!-- name -->` and
 * `<!-- /name -->`.
 *
 * @throws Error when the README has no place for one of the tables
 */
export function withTables(readme: string): string {
  return Object.entries(tables).reduce((text, [name, table]) => {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const place = new RegExp(`${open}[^]*${close}`);
    if (!place.test(text)) throw new Error(`README.md has no place for the table ${name}`);
    return text.replace(place, () => `${open}\n\n${table()}\n\n${close}`);
  }, readme);
}

const tables: Readonly<Record<string, () => string>> = {
  styles: styleTable,
  choices: choiceTables,
  forces: forceTable,
};

function styleTable(): string {
  const rows = styleIds.map((id) => {
    const { label, hint, available, link } = styles[id];
    return [`\`${id}\``, `[${label}](${link})`, hint, available ? 'available' : 'not built yet'];
  });
  return markdown(['`--style`', 'style', 'what it is', 'in this version'], rows);
}

function choiceTables(): string {
  const shown = (catalogue as readonly Choice[]).filter(({ id }) => id !== 'style');
  const groups = [...new Set(shown.map(({ group }) => group))];
  return groups
    .map((group) => {
      const rows = shown.filter((choice) => choice.group === group).map(choiceRow);
      return `**${group}**\n\n${markdown(['flag', 'values', 'default', 'why'], rows)}`;
    })
    .join('\n\n');
}

function choiceRow(choice: Choice): string[] {
  const names = [choice.flag, ...(choice.aliases ?? [])].map((flag) => `\`--${flag}\``);
  const [values, standard] = valuesAndDefault(choice);
  const when = applicability(choice);
  return [
    names.join(', '),
    values,
    standard,
    when ? `${choice.why} Only when ${when}.` : choice.why,
  ];
}

function valuesAndDefault(choice: Choice): [values: string, standard: string] {
  switch (choice.kind) {
    case 'name':
      return ['a name', 'the folder’s name'];
    case 'contexts':
      return ['names, with commas', defaultIn(choice)];
    case 'count':
      return [`${choice.min} to ${choice.max}`, defaultIn(choice)];
    case 'select':
      return [choice.values.map(({ id }) => `\`${id}\``).join(', '), defaultIn(choice)];
  }
}

function defaultIn(choice: Parameters<typeof defaultsOf>[0]): string {
  const { value, byStyle } = defaultsOf(choice);
  const others = byStyle.map(({ style, value }) => `${style}: \`${value}\``);
  return [`\`${value}\``, ...others].join('; ');
}

function forceTable(): string {
  const rows = forces.map(({ flag, question, values, default: standard }) => [
    `\`--${flag}\``,
    question,
    values.map(({ id, label }) => `\`${id}\` (${label})`).join(', '),
    `\`${standard}\``,
  ]);
  return markdown(['flag', 'question', 'values', 'default'], rows);
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
