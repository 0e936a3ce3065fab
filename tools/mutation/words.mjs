// Loaded by Stryker itself, without the loader for TypeScript.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/**
 * What is said about a verdict is not the verdict: the sentences of a rule (`passed`, `failed`), the reason inside a
 * defect, the remedy inside a refusal and a line of the log are read by people and may be worded anew on any day. So
 * they are not mutated; codes of rules, refusals and failures are, and so is whether there is a refusal at all. That no
 * log line holds personal data is what the canary scenarios test.
 */
const words = {
  shouldIgnore: (place) =>
    isSentenceOfRule(place) || isReasonOfDefect(place) || isRemedy(place) || isLogLine(place) ? 'wording' : undefined,
};

const isText = (place) => place.isStringLiteral() || place.isTemplateLiteral();

/**
 * `new NotNow('...')`, `super('...')` of an error, the message of a plain `new Error('...')`, and the detail for the log
 * in `new Failure('CODE', '...')`.
 */
function isRemedy(place) {
  if (!isText(place)) return false;
  const { type, callee, arguments: given } = place.parent;
  if (type === 'CallExpression') return callee.type === 'Super';
  if (type !== 'NewExpression') return false;
  if (['NotNow', 'Error', 'TypeError', 'RangeError'].includes(callee.name)) return true;
  return ['Failure', 'Refusal'].includes(callee.name) && given[0] !== place.node;
}

/** `logger.warn({ ... }, '...')` and everything in it. */
function isLogLine(place) {
  if (!place.isCallExpression() || place.node.callee.type !== 'MemberExpression') return false;
  const { object, property } = place.node.callee;
  const logger = object.type === 'MemberExpression' ? object.property : object;
  return logger.name === 'logger' && ['debug', 'info', 'warn', 'error'].includes(property.name);
}

function isSentenceOfRule(place) {
  return place.isObjectProperty() && ['passed', 'failed'].includes(place.node.key.name);
}

/** `new DerDefect('...')`, `cursor.defect('...')`, and the name of what a reader expected: `cursor.expect('obj', '...')`. */
function isReasonOfDefect(place) {
  if (!isText(place)) return false;
  const { type, callee, arguments: given } = place.parent;
  if (type === 'NewExpression') return ['DerDefect', 'PdfDefect'].includes(callee.name);
  const method = type === 'CallExpression' ? callee.property?.name : undefined;
  return (
    method === 'defect' ||
    method === 'wholeNumber' ||
    (['expect', 'expectWord'].includes(method) && given[1] === place.node)
  );
}

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'words', words)];
