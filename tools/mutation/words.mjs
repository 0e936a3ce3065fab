// Loaded by Stryker itself, without the loader for TypeScript.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

/**
 * What is said about a verdict is not the verdict: the sentences of a rule (`passed`, `failed`) and the reason inside a defect are
 * read by people and may be worded anew on any day. So they are not mutated; the codes of the rules are.
 */
const words = {
  shouldIgnore: (place) => (isSentenceOfRule(place) || isReasonOfDefect(place) ? 'wording' : undefined),
};

function isSentenceOfRule(place) {
  return place.isObjectProperty() && ['passed', 'failed'].includes(place.node.key.name);
}

/** `new DerDefect('...')`, `cursor.defect('...')`, and the name of what a reader expected: `cursor.expect('obj', '...')`. */
function isReasonOfDefect(place) {
  if (!place.isStringLiteral() && !place.isTemplateLiteral()) return false;
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
