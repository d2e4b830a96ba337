import type { Server } from '@app/http-server';
import type { AnyEndpoint, CallTo } from '../endpoint.ts';
import { pathOf } from '../endpoint.ts';

/**
 * Sends a call to a server that listens on no port.
 *
 * @param authorization of the caller
 */
export async function inject(
  server: Server,
  authorization: string,
  endpoint: AnyEndpoint,
  { params, body }: CallTo<AnyEndpoint>,
): Promise<{ status: number; body: unknown }> {
  const response = await server.inject({
    method: endpoint.method,
    url: pathOf(endpoint, params),
    headers: { authorization },
    ...(body === undefined ? {} : { payload: body as object }),
  });
  return {
    status: response.statusCode,
    body: response.body === '' ? null : response.json(),
  };
}
