/** A value that compose takes from the environment or `.env`, with what holds when it is not set. */
export function variable(name: string, fallback: string): string {
  return `\${${name}:-${fallback}}`;
}

/** A value that must be there before compose starts anything. */
export function requiredVariable(name: string): string {
  return `\${${name}:?npm run up makes .env}`;
}
