import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import { catalogue, recordedChoices } from '../catalogue/catalogue.ts';
import { forces } from '../recommend/forces.ts';
import { suggestion } from './nearest.ts';
import { quote } from './quote.ts';
import { wrongValues } from './resolve.ts';
import {
  type Answer,
  type Answers,
  type Origin,
  schemaVersion,
  SpecError,
  type SpecProblem,
} from './spec.ts';

/** Largest spec that is read, in bytes; far above any real one, far below a memory problem. */
export const mostBytes = 1_000_000;

/** The refusal of what cannot be a spec because of its size. */
export function tooLarge(file: string): SpecError {
  const message = `${file} is larger than a spec can be`;
  return new SpecError([{ message, hint: 'is it the right file?', origin: undefined }]);
}

/**
 * Reads the text of an `arch.yaml` into raw answers that remember their line and column.
 *
 * @param file the name shown in errors
 * @throws SpecError on YAML syntax errors; on unknown keys and a schema version this CLI cannot read,
 *   and then on wrong values too, so that all is told at once
 */
export function parseSpec(text: string, file: string): Answers {
  if (text.length > mostBytes) throw tooLarge(file);
  const lineCounter = new LineCounter();
  // Its own search for repeated keys compares each with each: seconds for a file full of keys.
  const document = parseDocument(text, { lineCounter, uniqueKeys: false, prettyErrors: false });
  const lines = text.split('\n');
  const at = (offset: number): Origin => {
    const { line, col } = lineCounter.linePos(offset);
    return { kind: 'file', file, line, column: col, text: lines[line - 1] ?? '' };
  };
  const broken = syntaxProblems(document, at);
  if (broken.length > 0) throw new SpecError(broken);
  const refused = refusedNodes(document, at);
  if (refused.length > 0) throw new SpecError(refused);
  if (!isMap(document.contents)) {
    const message = text.trim() === '' ? `${file} is empty` : `${file} does not hold a mapping`;
    throw new SpecError([{ message, hint: 'start with: name: shop', origin: at(0) }]);
  }
  return readTop(document.contents as YAMLMap<Node, Node | null>, at);
}

type Locate = (offset: number) => Origin;

/** Warnings are problems too: they are about tags that would be passed over. */
function syntaxProblems({ errors, warnings }: Document, at: Locate): SpecProblem[] {
  return [...errors, ...warnings].map(({ code, message, pos }) => ({
    message:
      code === 'MULTIPLE_DOCS'
        ? 'a spec is one YAML document'
        : `not valid YAML: ${message.split('\n')[0]}`,
    hint: undefined,
    origin: at(pos[0]),
  }));
}

/** Aliases are refused: a spec needs none, and nested ones can expand without bound. Repeated keys, too. */
function refusedNodes(document: Document, at: Locate): SpecProblem[] {
  const problems: SpecProblem[] = [];
  const refuse = (node: unknown, message: string, hint: string) => {
    problems.push({ message, hint, origin: at((node as Node).range?.[0] ?? 0) });
  };
  visit(document, {
    Alias(_key, node) {
      refuse(node, 'aliases are not allowed here', 'write the value out');
      return visit.BREAK;
    },
    Map(_key, { items }) {
      const keys = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? key.value : key;
        if (keys.has(name))
          refuse(key, `the key ${quote(String(name))} is there twice`, 'keep one of them');
        keys.add(name);
      }
    },
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
        recordedChoices.map((choice) => choice.id),
        at,
        answers,
        problems,
      );
    } else {
      answers[name] = { value: plain(value), origin: where };
    }
  }
  if (problems.length > 0) throw new SpecError([...problems, ...wrongValues(answers)]);
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
  const hint = suggestion(name, keys, 'known keys');
  return { message: `unknown key ${quote(name)}`, hint, origin };
}

function wrongVersion(origin: Origin): SpecProblem {
  return {
    message: 'schemaVersion is not one that this version reads',
    hint: `write schemaVersion: ${schemaVersion}, or use the version that wrote the file`,
    origin,
  };
}
