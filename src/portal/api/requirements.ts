import { fill } from '../../domain/language/placeholders.ts';
import { INDONESIAN } from '../../domain/language/indonesian.ts';
import type { Request, RequestHandler } from 'express';
import { REASONS, type Reason } from '../../domain/application.ts';
import type { FieldFault } from '../../domain/check-application.ts';
import { documentLabel, paperLabel } from '../../domain/document-kinds.ts';
import { ELEMENT_CODES, type ElementCode } from '../../domain/elements.ts';
import type { ApplicantCases } from '../applicant-cases.ts';
import { languageOf } from '../middleware/language.ts';
import { Problem } from '../middleware/problems.ts';
import { jsonResponse, refusals } from './responses.ts';
import type { ApiRoute } from './route.ts';

/** Which papers a reason and its elements need, by the very table the process uses. */
export function requirements(cases: Pick<ApplicantCases, 'requirements'>, guards: readonly RequestHandler[]): ApiRoute {
  return {
    method: 'get',
    path: '/api/requirements',
    operation: {
      operationId: 'askRequirements',
      summary: 'Which papers an application needs',
      parameters: [
        {
          name: 'reason',
          in: 'query',
          required: true,
          schema: { type: 'string', enum: REASONS },
          example: 'perubahan-data',
        },
        {
          name: 'elements',
          in: 'query',
          required: false,
          style: 'form',
          explode: false,
          description: 'Codes of the changed elements, separated by commas.',
          schema: { type: 'array', items: { type: 'string', enum: ELEMENT_CODES } },
          example: ['pendidikan', 'pekerjaan'],
        },
      ],
      responses: {
        200: jsonResponse('The papers, and whether the KTP-el changes too.', 'Requirements', {
          requiredDocuments: [{ code: 'ijazah', label: documentLabel('ijazah') }],
          ktpAffected: false,
        }),
        ...refusals('QUESTION_INVALID', 'OUT_OF_SERVICE'),
      },
    },
    handlers: [
      ...guards,
      async (request, response) => {
        const { reason, elements } = questionOf(request);
        const { requiredDocuments, ktpAffected } = await cases.requirements(reason, elements);
        const { papers } = languageOf(response);
        response.set('Cache-Control', 'no-cache').json({
          requiredDocuments: requiredDocuments.map((code) => ({ code, label: paperLabel(papers, code) })),
          ktpAffected,
        });
      },
    ],
  };
}

function questionOf({ query }: Request): { reason: Reason; elements: ElementCode[] } {
  const faults: FieldFault[] = [];
  const reason = REASONS.find((known) => known === query['reason']);
  if (reason === undefined)
    faults.push({
      field: '/reason',
      title: INDONESIAN.fields['alasan-permohonan'],
      remedy: fill(INDONESIAN.refusals['choose-one-of'], { list: REASONS.join(', ') }),
    });
  const asked = [query['elements'] ?? []]
    .flat()
    .flatMap((text) => (typeof text === 'string' ? text.split(',') : []))
    .filter((code) => code !== '');
  const elements = ELEMENT_CODES.filter((code) => asked.includes(code));
  if (asked.some((code) => !(ELEMENT_CODES as readonly string[]).includes(code)))
    faults.push({
      field: '/elements',
      title: INDONESIAN.fields['elemen-data'],
      remedy: INDONESIAN.refusals['gunakan-kode-elemen-dari'],
    });
  if (reason === undefined || faults.length > 0) throw new Problem('QUESTION_INVALID', { faults });
  return { reason, elements };
}
