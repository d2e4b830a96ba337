import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import { catalogue } from '../catalogue/catalogue.ts';
import { forces } from '../recommend/forces.ts';
import { nearest } from './nearest.ts';
import {
  type Answer,
  type Answers,
  type Origin,
  schemaVersion,
  SpecError,
  type SpecProblem,
} from './spec.ts';

/** Largest spec that is read, in characters; far above any real one, far below a memory problem. */
const maxCharacters = 1_000_000;

/**
 * Reads the text of an `arch.yaml` into raw answers that remember their line and column.
 *
 * @param file the name shown in errors
 * @throws SpecError on YAML syntax errors, unknown keys, and a schema version this CLI cannot read
 */
export function parseSpec(text: string, file: string): Answers {
  if (text.length > maxCharacters) {
    throw new SpecError([
      {
        message: `${file} is larger than a spec can be`,
        hint: 'is it the right file?',
        origin: undefined,
      },
    ]);
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: true, prettyErrors: false });
  const lines = text.split('\n');
  const at = (offset: number): Origin => {
    const { line, col } = lineCounter.linePos(offset);
    return { kind: 'file', file, line, column: col, text: lines[line - 1] ?? '' };
  };
  const unreadable = [...syntaxProblems(document, at), ...aliasProblems(document, at)];
  if (unreadable.length > 0) throw new SpecError(unreadable);
  if (!isMap(document.contents)) {
    const message = text.trim() === '' ? `${file} is empty` : `${file} does not hold a mapping`;
    throw new SpecError([{ message, hint: 'start with: name: shop', origin: at(0) }]);
  }
  return readTop(document.contents as YAMLMap<Node, Node | null>, at);
}

type Locate = (offset: number) => Origin;

function syntaxProblems(document: Document, at: Locate): SpecProblem[] {
  return document.errors.map((error) => ({
    message: `not valid YAML: ${error.message.split('\n')[0]}`,
    hint: undefined,
    origin: at(error.pos[0]),
  }));
}

/** Aliases are refused: a spec needs none, and nested ones can expand without bound. */
function aliasProblems(document: Document, at: Locate): SpecProblem[] {
  const problems: SpecProblem[] = [];
  visit(document, (_key, node) => {
    if (!isAlias(node)) return undefined;
    const origin = at(node.range?.[0] ?? 0);
    problems.push({ message: 'aliases are not allowed here', hint: 'write the value out', origin });
    return visit.BREAK;
  });
  return problems;
}

const topKeys = ['schemaVersion', 'forces', 'reasons', ...catalogue.map((choice) => choice.id)];

function readTop(map: YAMLMap<Node, Node | null>, at: Locate): Answers {
  const answers: Record<string, Answer> = {};
  const problems: SpecProblem[] = [];
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const where = at((value ?? key).range?.[0] ?? 0);
    if (!topKeys.includes(name)) {
      problems.push(unknownKey(name, topKeys, at(key.range?.[0] ?? 0)));
    } else if (name === 'schemaVersion') {
      if (plain(value) !== schemaVersion) problems.push(wrongVersion(where));
    } else if (name === 'forces') {
      readSection(
        name,
        value,
        forces.map((force) => force.id),
        at,
        answers,
        problems,
      );
    } else if (name === 'reasons') {
      readSection(
        name,
        value,
        catalogue.map((choice) => choice.id),
        at,
        answers,
        problems,
      );
    } else {
      answers[name] = { value: plain(value), origin: where };
    }
  }
  if (problems.length > 0) throw new SpecError(problems);
  return answers;
}

function readSection(
  section: string,
  node: Node | null,
  keys: readonly string[],
  at: Locate,
  answers: Record<string, Answer>,
  problems: SpecProblem[],
): void {
  if (!isMap<Node, Node | null>(node)) {
    const hint = `one of ${keys.join(', ')}, each with a value`;
    const origin = at(node?.range?.[0] ?? 0);
    problems.push({ message: `${section} is not a mapping`, hint, origin });
    return;
  }
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const origin = at((value ?? key).range?.[0] ?? 0);
    if (!keys.includes(name)) problems.push(unknownKey(name, keys, at(key.range?.[0] ?? 0)));
    else if (typeof plain(value) !== 'string') {
      problems.push({ message: `${section}.${name} is not text`, hint: 'write a text', origin });
    } else answers[`${section}.${name}`] = { value: plain(value), origin };
  }
}

/** The plain value of a node. Aliases were refused before, so the document is not needed. */
function plain(node: Node | null): unknown {
  if (isScalar(node)) return node.value;
  if (isMap<Node, Node | null>(node)) {
    return Object.fromEntries(
      node.items.map((pair) => [String(plain(pair.key)), plain(pair.value)]),
    );
  }
  return isSeq<Node>(node) ? node.items.map(plain) : null;
}

function unknownKey(name: string, keys: readonly string[], origin: Origin): SpecProblem {
  const close = nearest(name, keys);
  const known = `known keys: ${keys.join(', ')}`;
  return {
    message: `unknown key ${JSON.stringify(name)}`,
    hint: close ? `did you mean ${close}? ${known}` : known,
    origin,
  };
}

function wrongVersion(origin: Origin): SpecProblem {
  return {
    message: 'schemaVersion is not one that this version reads',
    hint: `write schemaVersion: ${schemaVersion}, or use the version that wrote the file`,
    origin,
  };
}
