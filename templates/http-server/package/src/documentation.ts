import swagger, { type SwaggerTransformObject } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { ProblemSchema } from './problem.ts';
import type { Server } from './server.ts';

/**
 * Serves `/openapi.json`, made of the schemas that validate, and a page to try them at `/docs`.
 * Must be registered before the routes it describes.
 */
export async function registerDocumentation(server: Server, title: string): Promise<void> {
  server.addSchema(ProblemSchema);
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title, version: '1' },
      components: {
        securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      },
    },
    refResolver: { buildLocalReference: (schema) => String(schema.$id) },
    transformObject: nameProblemType,
  });
  await server.register(swaggerUi, { routePrefix: '/docs' });
  server.get('/openapi.json', { schema: { hide: true } }, async () => server.swagger());
}

/** Failures are sent as problem documents, which the response schemas cannot say. */
const nameProblemType: SwaggerTransformObject = (document) => {
  if (!('openapiObject' in document)) return document.swaggerObject;
  const { openapiObject } = document;
  const operations = Object.values(openapiObject.paths ?? {}).flatMap((path) =>
    Object.values(path ?? {}),
  );
  for (const operation of operations) {
    for (const [status, response] of Object.entries(responsesOf(operation))) {
      const { 'application/json': json, ...others } = response.content ?? {};
      if (status < '400' || !json || !isProblem(json)) continue;
      response.content = { ...others, 'application/problem+json': json };
    }
  }
  return openapiObject;
};

interface Response {
  content?: Record<string, unknown>;
}

function responsesOf(operation: unknown): Record<string, Response> {
  return (operation as { responses?: Record<string, Response> }).responses ?? {};
}

function isProblem(media: unknown): boolean {
  return (media as { schema?: { $ref?: string } }).schema?.$ref === '#/components/schemas/Problem';
}
