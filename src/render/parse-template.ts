import Handlebars from 'handlebars';
import type { Path, Template } from './template.ts';

/**
 * Reads a template in the syntax of Handlebars: holes, `if`, `unless`, `eq` and `each`. Conditions beyond
 * these belong in `src/features`.
 *
 * @throws Error on a mistake, and on what else Handlebars knows
 */
export function parseTemplate(text: string): Template {
  return partsOf(Handlebars.parse(text));
}

type Part = Template[number];

function partsOf(program: hbs.AST.Program | undefined): Template {
  return (program?.body ?? []).filter(({ type }) => type !== 'CommentStatement').map(partOf);
}

function partOf(statement: hbs.AST.Statement): Part {
  switch (statement.type) {
    case 'ContentStatement':
      return (statement as hbs.AST.ContentStatement).value;
    case 'MustacheStatement':
      return holeOf(statement as hbs.AST.MustacheStatement);
    case 'BlockStatement':
      return blockOf(statement as hbs.AST.BlockStatement);
    default:
      throw unknown(statement.type, statement);
  }
}

function holeOf({ path, params }: hbs.AST.MustacheStatement): Part {
  if (params.length > 0) throw unknown('a call in a hole', path);
  return { kind: 'hole', path: pathOf(path) };
}

function blockOf(block: hbs.AST.BlockStatement): Part {
  const [subject] = block.params;
  if (!subject || block.params.length > 1)
    throw unknown('a block of no or of several values', block);
  const [first, second] = [partsOf(block.program), partsOf(block.inverse)];
  switch (block.path.type === 'PathExpression' ? block.path.original : '') {
    case 'if':
      return { kind: 'choice', ...conditionOf(subject), met: first, unmet: second };
    case 'unless':
      return { kind: 'choice', ...conditionOf(subject), met: second, unmet: first };
    case 'each':
      if (second.length > 0) throw unknown('else of each', block);
      return { kind: 'loop', path: pathOf(subject), each: first };
    default:
      throw unknown('this block', block);
  }
}

function conditionOf(subject: hbs.AST.Expression): { path: Path; equals?: string | number } {
  if (subject.type !== 'SubExpression') return { path: pathOf(subject) };
  const { path, params } = subject as hbs.AST.SubExpression;
  const [left, right] = params;
  if ((path as hbs.AST.PathExpression).original !== 'eq' || !left || !right) {
    throw unknown('this condition', subject);
  }
  if (right.type !== 'StringLiteral' && right.type !== 'NumberLiteral') {
    throw unknown('a comparison with anything but a text or a number', right);
  }
  const { value } = right as hbs.AST.StringLiteral | hbs.AST.NumberLiteral;
  return { path: pathOf(left), equals: value };
}

function pathOf(expression: hbs.AST.Node): Path {
  if (expression.type !== 'PathExpression') throw unknown(expression.type, expression);
  const { data, depth, parts, original } = expression as hbs.AST.PathExpression;
  const names = parts.map(String);
  if (data && names[0] === 'root') return { from: 'root', names: names.slice(1) };
  if (data && original === '@last') return { from: 'loop', names };
  if (data || depth > 1) throw unknown(original, expression);
  return { from: depth === 1 ? 'outside' : 'here', names };
}

function unknown(what: string, { loc }: hbs.AST.Node): Error {
  return new Error(`line ${loc.start.line}: templates do not know ${what}`);
}
