// Run by njs inside of NGINX, which wants constants before the functions that use them.

const problems = {
  400: ['bad-request', 'The request is not valid HTTP.'],
  401: ['unauthorized', 'Send a valid access token: Authorization: Bearer <token>.'],
  404: ['not-found', 'Nothing is served at this path.'],
  405: ['method-not-allowed', 'This method is not served.'],
  408: ['request-timeout', 'The request did not arrive in time.'],
  413: ['content-too-large', 'The body is larger than 64 KiB.'],
  414: ['uri-too-long', 'The URL is too long.'],
  429: ['too-many-requests', 'Too many requests in this minute.'],
  431: ['headers-too-large', 'A header is larger than 8 KiB.'],
  500: ['internal', 'Something went wrong on our side.'],
  501: ['not-implemented', 'This transfer encoding is not served.'],
  502: ['bad-gateway', 'No instance could answer. Try again in a moment.'],
  503: ['unavailable', 'Try again in a moment.'],
  504: ['gateway-timeout', 'No instance answered in time.'],
};

/** What the gateway itself answers: problem details (RFC 9457) like those of the services. */
function answer(r) {
  const status = Number(r.variables.status);
  const about = problems[status] || problems[500];
  const code = about[0];
  const title = code.charAt(0).toUpperCase() + code.slice(1).replace(/-/g, ' ');
  r.headersOut['Content-Type'] = 'application/problem+json';
  r.headersOut['Cache-Control'] = 'no-store';
  if (status === 401) r.headersOut['WWW-Authenticate'] = r.variables.challenge;
  const wait = status === 429 ? r.variables.reset : status >= 502 ? '1' : undefined;
  if (wait) r.headersOut['Retry-After'] = wait;
  const type = `urn:problem:${code}`;
  const instance = `urn:request:${r.variables.accepted_request_id}`;
  r.return(status, JSON.stringify({ type, title, status, detail: about[1], instance }));
}

export default { answer };
