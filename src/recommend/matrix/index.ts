import { type StyleId, styleIds } from '../../styles/style-id.ts';
import { cqrs } from './cqrs.ts';
import { eventDriven } from './event-driven.ts';
import { microservices } from './microservices.ts';
import { monolith } from './monolith.ts';
import type { Line, Rule } from './rule.ts';
import { serverless } from './serverless.ts';

const tables: Readonly<Record<StyleId, readonly Line[]>> = {
  monolith,
  microservices,
  'event-driven': eventDriven,
  cqrs,
  serverless,
};

/** The decision matrix: what speaks for and against each style, as data. */
export const matrix: readonly Rule[] = styleIds.flatMap((style) =>
  tables[style].map((line) => ({ ...line, style })),
);
