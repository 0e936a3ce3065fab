import { expect } from 'chai';
import { DEFAULT_OFFICE_RULES } from '../../src/domain/events/office-rules.ts';
import { questionsIn } from '../../src/portal/events/describe-events.ts';
import { formIn } from '../../src/portal/api/form-description.ts';
import { MARKED, markedLanguages, unmarked } from './marked-language.ts';

/** Values of the law's lists, in capitals: they are sent and printed as they are. */
const isValue = (text: string) => text === text.toUpperCase();
const TEXTS = ['label', 'title', 'tile', 'question', 'text', 'says'];

/** Every text of the form, wherever it stands in its description. */
function textsOf(value: unknown, isText = false): string[] {
  if (typeof value === 'string') return isText ? [value] : [];
  // The words of an event are one text, divided by semicolons.
  if (Array.isArray(value) && isText) return [value.join('; ')];
  if (Array.isArray(value)) return value.flatMap((item) => textsOf(item));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => textsOf(part, TEXTS.includes(key)));
}

describe('The questions of the form in another language', () => {
  const language = markedLanguages().of(MARKED);
  for (const [what, description] of [
    ['events', questionsIn(language, DEFAULT_OFFICE_RULES)],
    ['reasons, elements and papers', formIn(language)],
  ] as const)
    it(`of ${what} have no text that is not of its folder`, () => {
      const texts = textsOf(description).filter((text) => !isValue(text));
      expect(texts.length).to.be.greaterThan(30);
      expect([...new Set(texts.flatMap(unmarked))]).to.deep.equal([]);
    });
});
