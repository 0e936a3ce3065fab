/** The engine's own expression language knows these beginnings; the model may not use it, only FEEL. */
const JUEL = /[$#]\{/;

/** True when the engine would compute this text instead of taking it as it stands. */
export const isJuel = (text: string): boolean => JUEL.test(text);

/** The value of a FEEL expression, by the host's bean on the same FEEL library as Zeebe's. */
export const feelValue = (feel: string): string => `\${feel.eval(execution, '${quoted(feel)}')}`;

/** A condition: true or false, anything else is an error. */
export const feelCondition = (feel: string): string => `\${feel.test(execution, '${quoted(feel)}')}`;

/** Sets a variable of the case to the value of a FEEL expression. */
export const feelAssignment = (variable: string, feel: string): string =>
  `\${feel.set(execution, '${quoted(variable)}', '${quoted(feel)}')}`;

const quoted = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
