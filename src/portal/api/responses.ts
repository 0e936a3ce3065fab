import { PROBLEMS, type ProblemCode } from '../middleware/problems.ts';

type Json = Readonly<Record<string, unknown>>;
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** A JSON answer with its schema and an example. */
export function jsonResponse(description: string, schema: string, example?: unknown): Json {
  return {
    description,
    content: { 'application/json': { schema: ref(schema), ...(example === undefined ? {} : { example }) } },
  };
}

export const pdfResponse = (description: string): Json => ({
  description,
  content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
});

/** The refusals of an operation, by status; each code with its own example. */
export function refusals(...codes: readonly ProblemCode[]): Json {
  const all = [...codes, 'TOO_MANY_REQUESTS', 'UNEXPECTED'] as const;
  const statuses = [...new Set(all.map((code) => PROBLEMS[code].status))].sort();
  return Object.fromEntries(
    statuses.map((status) => [String(status), refusal(all.filter((code) => PROBLEMS[code].status === status))]),
  );
}

function refusal(codes: readonly ProblemCode[]): Json {
  const examples = Object.fromEntries(
    codes.map((code) => [
      code,
      {
        value: {
          status: PROBLEMS[code].status,
          error: code,
          title: PROBLEMS[code].title,
          remedy: PROBLEMS[code].remedy,
          ...(FAULTS[code] ?? {}),
        },
      },
    ]),
  );
  const retry =
    codes.includes('TOO_MANY_REQUESTS') || codes.includes('BUSY')
      ? { headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } } }
      : {};
  return {
    description: codes.map((code) => PROBLEMS[code].title).join('; '),
    ...retry,
    content: { 'application/problem+json': { schema: ref('Problem'), examples } },
  };
}

const FAULTS: Partial<Record<ProblemCode, Json>> = {
  APPLICATION_INVALID: {
    faults: [
      { field: '/applicant/nik', title: 'NIK', remedy: 'Tulis 16 angka NIK, tanpa spasi, seperti pada KTP-el.' },
    ],
  },
  FILE_REFUSED: {
    faults: [
      {
        field: '/papers/ijazah/0',
        title: 'Ijazah terakhir',
        remedy: 'Ini bukan foto JPEG, PNG, WebP atau PDF.',
      },
    ],
  },
};

/** The two that together open a case; the PIN travels in a header because addresses are logged and shared. */
export const CASE_PARAMETERS = [
  {
    name: 'number',
    in: 'path',
    required: true,
    description: 'Application number.',
    schema: { type: 'string' },
    example: 'KK-261122-7Q4F2M',
  },
  {
    name: 'X-PIN',
    in: 'header',
    required: true,
    description: 'The six-digit PIN of the receipt.',
    schema: { type: 'string', pattern: '^[0-9]{6}$' },
    example: '493817',
  },
] as const;
