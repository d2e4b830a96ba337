import type { Completable, CompletableFlag } from './completable.ts';

/** The completion script for zsh. */
export function zsh({ verbs, shells, create, recommend }: Completable): string {
  const verbList = Object.entries(verbs).map(([verb, about]) => quoted(`${verb}:${about}`));
  return `#compdef create-arch-app
# create-arch-app completion for zsh: source <(create-arch-app completion zsh)
_create_arch_app() {
  if (( CURRENT > 2 )) && [[ $words[2] == completion ]]; then
    compadd ${shells.join(' ')}
    return
  fi
  if (( CURRENT > 2 )) && [[ $words[2] == recommend ]]; then
    _arguments ${argumentsOf(recommend)} '*: :'
    return
  fi
  if (( CURRENT == 2 )); then
    local -a verbs
    verbs=(${verbList.join(' ')})
    _describe verb verbs
  fi
  _arguments ${argumentsOf(create)} '*:folder:_files -/'
}
compdef _create_arch_app create-arch-app
`;
}

function argumentsOf(flags: readonly CompletableFlag[]): string {
  return flags.map((flag) => quoted(argument(flag))).join(' \\\n    ');
}

function argument({ flag, about, takes }: CompletableFlag): string {
  const words = `[${about.replace(/[[\]:]/g, '\\$&')}]`;
  if (takes === 'nothing') return flag + words;
  // With the =, the value may be in the same word or in the next.
  const described = `${flag}=${words}`;
  if (takes === 'file') return `${described}:file:_files`;
  return takes === 'text' ? `${described}:text:` : `${described}:value:(${takes.join(' ')})`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
