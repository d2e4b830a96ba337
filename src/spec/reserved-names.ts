/** Names that npm refuses or that shadow a module of Node.js. */
export const npmReserved: ReadonlySet<string> = words(`
  node_modules favicon.ico node npm test assert buffer child_process cluster console constants
  crypto dgram dns domain events fs http http2 https module net os path perf_hooks process
  punycode querystring readline repl stream string_decoder sys timers tls tty url util v8 vm
  wasi worker_threads zlib sea sqlite
`);

/** Parts of every generated system; a context of the same name would collide with one. */
export const systemParts: ReadonlySet<string> = words(`
  app api auth gateway health metrics docs postgres mongo redis kafka rabbitmq consul nginx kong
  jaeger prometheus grafana migrate load-balancer localhost platform modules main config server
  database telemetry seed public information-schema infrastructure migrations
`);

/** Words that cannot be an identifier in TypeScript, or hide a property that every object has. */
export const typescriptReserved: ReadonlySet<string> = words(`
  await break case catch class const continue debugger default delete do else enum export
  extends false finally for function if implements import in instanceof interface let new null
  package private protected return static super switch this throw true try typeof undefined var
  void while with yield arguments eval async object constructor prototype
`);

/**
 * Words that cannot name a schema in Postgres unless quoted: "reserved" and "reserved (can be function
 * or type)" in https://www.postgresql.org/docs/18/sql-keywords-appendix.html, with a hyphen for `_`.
 */
export const sqlReserved: ReadonlySet<string> = words(`
  all analyse analyze and any array as asc asymmetric authorization binary both cast check
  collate collation column concurrently constraint create cross current-catalog current-date
  current-role current-schema current-time current-timestamp current-user deferrable desc
  distinct end except fetch foreign freeze from full grant group having ilike initially inner
  intersect into is isnull join lateral leading left like limit localtime localtimestamp natural
  not notnull offset on only or order outer overlaps placing primary references returning right
  select session-user similar some symmetric system-user table tablesample then to trailing
  union unique user using variadic verbose when where window
`);

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
