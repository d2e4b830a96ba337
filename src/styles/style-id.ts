/** Every architectural style the decision matrix knows, in the order of the source's table. */
export const styleIds = [
  'monolith',
  'microservices',
  'event-driven',
  'cqrs',
  'serverless',
] as const;

export type StyleId = (typeof styleIds)[number];
