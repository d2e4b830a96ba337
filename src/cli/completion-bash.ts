import type { Completable, CompletableFlag } from './completable.ts';

/** The completion script for bash 3.2 or newer. */
export function bash({ verbs, shells, create, recommend }: Completable): string {
  return `# create-arch-app completion for bash: source <(create-arch-app completion bash)
_create_arch_app() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local flags="${words(create)}"
  # --flag=value is three words here, since = breaks words; in bash 3.2 it is one.
  if [ "$current" = "=" ]; then
    current=""
  elif [ "$previous" = "=" ]; then
    previous="\${COMP_WORDS[COMP_CWORD-2]}"
  elif [[ "$current" == --*=* ]]; then
    previous="\${current%%=*}" current="\${current#*=}"
  fi
  case "\${COMP_WORDS[1]}" in
    recommend) flags="${words(recommend)}"
      case "$previous" in
${recommend.flatMap(valueCase).join('\n')}
      esac ;;
    *)
      case "$previous" in
${create.flatMap(valueCase).join('\n')}
        completion) COMPREPLY=($(compgen -W "${shells.join(' ')}" -- "$current")); return ;;
      esac ;;
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$current")) ;;
    *) COMPREPLY=($([ "$COMP_CWORD" -eq 1 ] && compgen -W "${Object.keys(verbs).join(' ')}" -- "$current"; compgen -d -- "$current")) ;;
  esac
}
complete -F _create_arch_app create-arch-app
`;
}

function words(flags: readonly CompletableFlag[]): string {
  return flags.map(({ flag }) => flag).join(' ');
}

function valueCase({ flag, takes }: CompletableFlag): string[] {
  if (takes === 'nothing') return [];
  const reply =
    takes === 'file'
      ? '$(compgen -f -- "$current")'
      : takes === 'text'
        ? ''
        : `$(compgen -W "${takes.join(' ')}" -- "$current")`;
  return [`        ${flag}) COMPREPLY=(${reply}); return ;;`];
}
