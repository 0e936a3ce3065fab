import { REASONS, REASON_LABELS } from '../../domain/application.ts';
import { SHDK, listForElement } from '../../domain/code-lists.ts';
import { DOCUMENT_KINDS } from '../../domain/document-kinds.ts';
import { ELEMENTS } from '../../domain/elements.ts';
import { KALURAHAN } from '../../domain/kalurahan.ts';
import type { Language } from '../../domain/language/language.ts';
import { translateUnder } from '../../domain/language/translator.ts';
import { UPLOAD_LIMITS } from '../../documents/documents.ts';
import { jsonResponse, refusals } from './responses.ts';
import type { ApiRoute } from './route.ts';

/** Everything a form needs to offer the right choices. */
export const FORM_DESCRIPTION = {
  reasons: REASONS.map((code) => ({ code, label: REASON_LABELS[code] })),
  elements: ELEMENTS.map(({ code, label, law }) => {
    const values = listForElement(code);
    return {
      code,
      label,
      law,
      ...(values === undefined ? { input: code === 'tanggal-lahir' ? 'date' : 'text' } : { input: 'list', values }),
    };
  }),
  shdk: SHDK,
  kalurahan: KALURAHAN,
  documentKinds: DOCUMENT_KINDS,
  limits: UPLOAD_LIMITS,
} as const;

/** The same with its labels in the language of a visitor; codes and values stay. */
export const formIn = ({ translate }: Pick<Language, 'translate'>) =>
  translateUnder(FORM_DESCRIPTION, ['label'], translate);

export const formDescription: ApiRoute = {
  method: 'get',
  path: '/api/form.json',
  operation: {
    operationId: 'describeForm',
    summary: 'Choices and limits of the form',
    responses: {
      200: jsonResponse(
        'Reasons, elements with their code lists, kalurahan, kinds of papers, limits of uploads.',
        'FormDescription',
      ),
      ...refusals(),
    },
  },
  handlers: [(_request, response) => void response.set('Cache-Control', 'no-cache').json(FORM_DESCRIPTION)],
};
