import { parseExpression, parseUnaryTests } from 'feelin';

/** The dialect of FEEL that Camunda's modeler writes: names in backticks. */
const DIALECT = 'camunda';
/** Names of process variables; FEEL itself would allow blanks and signs, our engines' names would not. */
const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** Names that FEEL itself brings, wherever the parser takes them for a variable; `?` is the cell's own value. */
const OWN_NAMES = new Set(['?', 'null', 'true', 'false', 'item', 'partial']);

type Parse = typeof parseExpression;
type Tree = ReturnType<typeof parseExpression>;

/** What is wrong with a FEEL text. */
export interface FeelFault {
  readonly kind: 'empty' | 'unreadable' | 'odd-name';
  /** The part that cannot be read, or the name; '' where the text ends too early. */
  readonly near: string;
}

/**
 * The first fault of an expression, or undefined. It knows the grammar, not the functions: the engine's own FEEL
 * library reads the text again when it is computed.
 */
export function faultOf(expression: string): FeelFault | undefined {
  return faultIn(expression, parseExpression(expression, {}, DIALECT));
}

/** As `faultOf`, for a cell of a decision table. */
export function faultOfUnaryTests(tests: string): FeelFault | undefined {
  return faultIn(tests, parseUnaryTests(tests, {}, DIALECT));
}

/**
 * Names of the variables that an expression reads, without functions, properties and loops' own. Empty when it cannot be
 * read.
 */
export const variablesOf = (expression: string): ReadonlySet<string> => remembered(expression, parseExpression);

/** As `variablesOf`, for a cell of a decision table. */
export const variablesOfUnaryTests = (tests: string): ReadonlySet<string> => remembered(tests, parseUnaryTests);

/** A model has few formulas, and they are asked many thousand times. */
const known = new Map<Parse, Map<string, ReadonlySet<string>>>([
  [parseExpression, new Map()],
  [parseUnaryTests, new Map()],
]);

function remembered(text: string, parse: Parse): ReadonlySet<string> {
  const names = known.get(parse)?.get(text) ?? new Set(namesIn(text, parse(text, {}, DIALECT)));
  known.get(parse)?.set(text, names);
  return names;
}

/** True when FEEL and both engines read this as one name. */
export const isPlainName = (name: string): boolean => PLAIN_NAME.test(name);

/** A text as FEEL writes it. */
export const feelText = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;

function faultIn(text: string, tree: Tree): FeelFault | undefined {
  if (text.trim() === '') return { kind: 'empty', near: '' };
  let fault: FeelFault | undefined;
  tree.iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) fault ??= { kind: 'unreadable', near: text.slice(from, Math.max(to, from + 12)).trim() };
    },
  });
  // "a b" is one name in FEEL; here it is a sign that something between the two was forgotten.
  const odd = namesIn(text, tree).find((name) => !isPlainName(name));
  return fault ?? (odd === undefined ? undefined : { kind: 'odd-name', near: odd });
}

function namesIn(text: string, tree: Tree): string[] {
  const names: string[] = [];
  const ofLoops = new Set<string>();
  tree.iterate({
    enter: ({ name, from, to, node }) => {
      const word = text.slice(from, to);
      if (name === 'Name' && node.parent?.name === 'InExpression') ofLoops.add(word);
      if (name !== 'VariableName') return;
      const isFunction = node.parent?.name === 'FunctionInvocation' && node.prevSibling === null;
      if (!isFunction && !OWN_NAMES.has(word)) names.push(word);
    },
  });
  return names.filter((name) => !ofLoops.has(name));
}
