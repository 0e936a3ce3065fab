import { parseExpression, parseUnaryTests } from 'feelin';

/** The dialect of FEEL that Camunda's modeler writes: names in backticks. */
const DIALECT = 'camunda';
/** Names of process variables; FEEL itself would allow blanks and signs, our engines' names would not. */
const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

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

/** Names of the variables that an expression reads, without functions and properties. Empty when it cannot be read. */
export function variablesOf(expression: string): ReadonlySet<string> {
  return new Set(namesIn(expression, parseExpression(expression, {}, DIALECT)));
}

/** As `variablesOf`, for a cell of a decision table. */
export function variablesOfUnaryTests(tests: string): ReadonlySet<string> {
  return new Set(namesIn(tests, parseUnaryTests(tests, {}, DIALECT)));
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
  tree.iterate({
    enter: ({ name, from, to, node }) => {
      if (name !== 'VariableName') return;
      const isFunction = node.parent?.name === 'FunctionInvocation' && node.prevSibling === null;
      const word = text.slice(from, to);
      // `?` is the cell's own value in a decision table.
      if (!isFunction && word !== '?') names.push(word);
    },
  });
  return names;
}
