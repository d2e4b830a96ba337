import { Type } from 'typebox';

/**
 * The envelope of an event, in structured mode:
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md
 */
export const Envelope = Type.Object({
  specversion: Type.Literal('1.0'),
  id: Type.String({ format: 'uuid' }),
  type: Type.String({ minLength: 1 }),
  source: Type.String({ minLength: 1 }),
  subject: Type.String({ minLength: 1 }),
  time: Type.String({ format: 'date-time' }),
  datacontenttype: Type.Literal('application/json'),
  /** Names the version of the data. */
  dataschema: Type.String({ minLength: 1 }),
  /** https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/extensions/distributed-tracing.md */
  traceparent: Type.Optional(Type.String({ pattern: '^[0-9a-f]{2}(-[0-9a-f]+){3}$' })),
  data: Type.Unknown(),
});

/** The media type of a body that is such an envelope. */
export const contentType = 'application/cloudevents+json; charset=UTF-8';
