/** Words of FEEL and the functions we use; everything else that is not text or a property is a variable. */
const FEEL_WORDS = new Set([
  'if',
  'then',
  'else',
  'and',
  'or',
  'not',
  'null',
  'true',
  'false',
  'for',
  'in',
  'return',
  'this',
  'duration',
  'get',
  'value',
  'distinct',
  'values',
  'concatenate',
  'list',
  'contains',
]);

/** Variables an expression reads: "=if reminders < 2 then ..." reads `reminders`. A text without "=" is no expression. */
export function variablesIn(expression: string): string[] {
  if (!expression.startsWith('=')) return [];
  const withoutTexts = expression.replaceAll(/"[^"]*"/g, '""');
  const withoutProperties = withoutTexts.replaceAll(/\.\s*[A-Za-z_]\w*/g, '');
  const words = withoutProperties.match(/[A-Za-z_]\w*/g) ?? [];
  return [...new Set(words)].filter((word) => !FEEL_WORDS.has(word));
}

/** Variables of the templates in a form's text: "{{applicationNumber}}", "{{#loop requiredDocuments}}". */
export function variablesInTemplate(text: string): string[] {
  const templates = [...text.matchAll(/\{\{(?:#loop\s+|#if\s+)?([^/#][\s\S]*?)\}\}/g)].map(
    ([, expression = '']) => expression,
  );
  return [...new Set(templates.flatMap((expression) => variablesIn(`=${expression}`)))];
}
