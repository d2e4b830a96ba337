import type { Completable, CompletableFlag } from './completable.ts';

/** The completion script for fish. */
export function fish({ verbs, shells, create, recommend }: Completable): string {
  const none = `not __fish_seen_subcommand_from ${Object.keys(verbs).join(' ')}`;
  const lines = [
    '# create-arch-app completion for fish: create-arch-app completion fish | source',
    ...Object.entries(verbs).map(
      ([verb, about]) =>
        `complete -c create-arch-app -n ${quoted(none)} -a ${verb} -d ${quoted(about)}`,
    ),
    `complete -c create-arch-app -n '__fish_seen_subcommand_from completion' -f -a ${quoted(shells.join(' '))}`,
    ...create.map((flag) => line(flag, none)),
    ...recommend.map((flag) => line(flag, '__fish_seen_subcommand_from recommend')),
  ];
  return `${lines.join('\n')}\n`;
}

function line({ flag, about, takes }: CompletableFlag, when: string): string {
  const start = `complete -c create-arch-app -n ${quoted(when)} -l ${flag.slice(2)} -d ${quoted(about)}`;
  if (takes === 'nothing') return start;
  if (takes === 'file') return `${start} -r -F`;
  return takes === 'text' ? `${start} -x` : `${start} -x -a ${quoted(takes.join(' '))}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
