import type { Route } from '../routes.ts';

/**
 * Says which requests need no access token: the open ones of the table, and preflights, which browsers
 * send without one.
 *
 * @param path without the query, as it was sent: what is written in another way is not open
 */
export function openRequests(route: Route): (method: string, path: string) => boolean {
  const rules = route.open.map(toRule);
  return (method, path) => {
    if (method === 'OPTIONS') return true;
    const asked = method === 'HEAD' ? 'GET' : method;
    return rules.some((rule) => rule.method === asked && rule.path.test(path));
  };
}

function toRule(rule: string): { method: string; path: RegExp } {
  const [method = '', path = ''] = rule.split(' ');
  return { method, path: new RegExp(`^${path.replaceAll('*', '[^/]+')}/?$`) };
}
