const PLACEHOLDER = /\{\{(\w+)\}\}/g;

/** Names of the values in a text, in the order in which they are met first. */
export const namesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(PLACEHOLDER)].map(([, name]) => name!)),
];

/** Puts values in; a brace in a value stays a brace. */
export const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(PLACEHOLDER, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for ${name}`);
    return value;
  });
