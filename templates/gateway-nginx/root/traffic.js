// Run by njs inside of NGINX.

/** Counts a request of a client, in windows of a minute; says whether it is one too many. */
function overLimit(r) {
  const limit = Number(process.env.RATE_LIMIT_PER_MINUTE);
  if (limit === 0) return '';
  const seconds = Math.floor(Date.now() / 1000);
  const used = ngx.shared.requests.incr(`${Math.floor(seconds / 60)} ${r.remoteAddress}`, 1, 0);
  r.variables.limit = String(limit);
  r.variables.remaining = String(Math.max(0, limit - used));
  r.variables.reset = String(60 - (seconds % 60));
  return used > limit ? '1' : '';
}

/** How many changes there were under the prefix of the route. */
function changes(r) {
  return String(ngx.shared.changes.get(r.variables.prefix) || 0);
}

/** How old an answer is that was kept, in seconds (RFC 9111, section 5.1). */
function age(r) {
  if (r.variables.upstream_cache_status !== 'HIT') return '';
  const since = Date.parse(r.variables.upstream_http_date);
  return String(Math.max(0, Math.floor((Date.now() - since) / 1000)));
}

/** Removes what is meant for other services, and notes that a change was made (section 4.4). */
function finish(r) {
  for (const name in r.headersOut) {
    if (/^x-(internal|user)-/i.test(name)) delete r.headersOut[name];
  }
  const reads = ['GET', 'HEAD', 'OPTIONS'].includes(r.method);
  if (!reads && r.status < 400 && r.variables.prefix) {
    ngx.shared.changes.incr(r.variables.prefix, 1, 0);
  }
}

export default { overLimit, changes, age, finish };
