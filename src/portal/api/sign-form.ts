import type { RequestHandler } from 'express';
import { filledForm, type FilledForm } from '../../cases/own-form.ts';
import type { OfficeRules } from '../../domain/events/office-rules.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import { Problem } from '../middleware/problems.ts';
import { jsonBody, jsonText } from '../middleware/read-json.ts';
import { personal } from '../middleware/security.ts';
import { EXAMPLE_OF_EVENTS } from './example.ts';
import { FORM_PARAMETER, formCode, needless, typedApplication } from './fill-form.ts';
import { jsonResponse, ref, refusals } from './responses.ts';
import type { ApiRoute } from './route.ts';
import { TOKEN_PARAMETER, tokenOf } from './upload-photo.ts';

interface SignFormDeps {
  readonly cases: Pick<ApplicantCases, 'signFormAhead'>;
  readonly officeRules: OfficeRules;
  /** At the head of a form. */
  readonly office: string;
  readonly readGuards: readonly RequestHandler[];
  readonly signGuards: readonly RequestHandler[];
}

/**
 * A form of the law is read on the screen, and signed there before the application is submitted, where the office
 * accepts that (`FORM_SIGNATURE`).
 */
export function signForms({ cases, officeRules, office, readGuards, signGuards }: SignFormDeps): ApiRoute[] {
  return [
    {
      method: 'post',
      path: '/api/forms/{code}/content',
      operation: READ,
      handlers: [
        personal,
        ...readGuards,
        jsonText,
        (request, response) => {
          const code = formCode(request);
          const form = filledForm(code, typedApplication(jsonBody(request)), officeRules, new Date());
          if (form === undefined) throw needless();
          response.json(shownForm(form));
        },
      ],
    },
    {
      method: 'post',
      path: '/api/forms/{code}/signature',
      operation: SIGN,
      handlers: [
        personal,
        ...signGuards,
        jsonText,
        async (request, response) => {
          const code = formCode(request);
          const { signature, ...typed } = bodyOf(jsonBody(request));
          const { seen, strokes } = signatureIn(signature);
          const application = typedApplication(typed);
          const token = tokenOf(request);
          response.json(await cases.signFormAhead({ code, application, token, office, seen, strokes }));
        },
      ],
    },
  ];
}

/** A form as a page shows it. */
export function shownForm({ content, sha256, signer, others, mayBeSignedOnScreen }: FilledForm) {
  return {
    sha256,
    code: content.code,
    title: content.title,
    sections: content.sections.map(({ heading, rows }) => ({
      heading,
      rows: rows.map(([label, value]) => ({ label, value })),
    })),
    statement: content.statement,
    ...{ signer, others, mayBeSignedOnScreen },
  };
}

function bodyOf(sent: unknown): Readonly<Record<string, unknown>> {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) throw new Problem('REQUEST_UNREADABLE');
  return { ...sent };
}

function signatureIn(sent: unknown): { seen: string; strokes: unknown } {
  const { seen, strokes } = bodyOf(sent);
  if (typeof seen !== 'string') throw new Problem('REQUEST_UNREADABLE');
  return { seen, strokes };
}

const REFUSALS = [
  ...(['REQUEST_UNREADABLE', 'FOREIGN_ORIGIN', 'PAGE_NOT_FOUND', 'NOT_NOW'] as const),
  ...(['REQUEST_TOO_LARGE', 'MEDIA_TYPE', 'APPLICATION_INVALID'] as const),
];

const READ = {
  operationId: 'readForm',
  summary: 'What stands on a form that is filled in',
  description: 'As `fillForm`, for a screen, with the fingerprint by which a signature is bound to it. Stores nothing.',
  parameters: [FORM_PARAMETER],
  requestBody: {
    required: true,
    content: { 'application/json': { schema: ref('EventApplication'), example: EXAMPLE_OF_EVENTS } },
  },
  responses: { 200: jsonResponse('The form, line by line.', 'FilledForm'), ...refusals(...REFUSALS) },
} as const;

const SIGN = {
  operationId: 'signForm',
  summary: 'Sign a form on the screen before the submission',
  description:
    'Takes what `readForm` takes, and `signature` beside it: the fingerprint of the form that was read, and the strokes. The signed form becomes an upload under the token, to be named in `uploads` of the submission with the code of the form as its kind. Only where the office accepts it, and only for forms that nobody but the applicant signs; a submission with other answers is refused (SIGNATURE_STALE).',
  parameters: [FORM_PARAMETER, TOKEN_PARAMETER],
  requestBody: { required: true, content: { 'application/json': { schema: ref('SignedForm') } } },
  responses: { 200: jsonResponse('It is kept until the submission.', 'KeptForm'), ...refusals(...REFUSALS) },
} as const;
