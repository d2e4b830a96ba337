import { defineEvent, defineTopic } from '@app/events';
import { Type } from 'typebox';

export const noted = defineEvent(
  'authors.noted',
  'Somebody wrote something down',
  Type.Object({ text: Type.String() }),
);

export const noteEvents = defineTopic({
  name: 'note-events',
  about: 'What is written down; the subject is the note.',
  events: [noted],
});

export const print = defineEvent(
  'printer.print',
  'Print a note',
  Type.Object({ text: Type.String() }),
);

export const printQueue = defineTopic({
  name: 'print-queue',
  about: 'Notes to print.',
  events: [print],
});
