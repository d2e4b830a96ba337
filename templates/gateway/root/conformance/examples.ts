import { randomUUID } from 'node:crypto';
import { type Route, routes } from '../routes.ts';

/** Requests that need no token, one for each rule of the table. */
export const openExamples = routes.flatMap((route) =>
  route.open.map((rule) => {
    const [method = '', path = ''] = rule.split(' ');
    return { route, method, path: path.replaceAll('*', 'one') };
  }),
);

/** A path below a route that no rule opens, another each time. */
export function closedPath(route: Route): string {
  return `${route.prefix}/closed/${randomUUID()}`;
}

/** A path of which answers may be kept, another each time; undefined where the table has none. */
export function keptPath(): { route: Route; path: string } | undefined {
  const kept = openExamples.find(({ route, method }) => method === 'GET' && route.cacheSeconds > 0);
  return kept && { route: kept.route, path: `${kept.path}?public&key=${randomUUID()}` };
}
