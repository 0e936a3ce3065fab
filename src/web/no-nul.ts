import type { RequestHandler } from 'express';

/**
 * PostgreSQL keeps no NUL, and nobody can type one: an address that holds one leads nowhere. For officers' pages; the
 * portal names the field (src/portal/middleware/read-json.ts).
 */
export const refuseNulInAddress: RequestHandler = (request, response, next) => {
  if (!request.originalUrl.includes('%00')) return next();
  response.status(400).type('text').send('Alamat halaman ini tidak terbaca. Mulailah dari halaman awal Anda.\n');
};

type Verify = (request: unknown, response: unknown, body: Buffer) => void;

/** The same for a body, as `verify` of the body parser: refused before anything reads it. */
export const refuseNulInForm: Verify = (_request, _response, body) => refuse(body, ['%00', '\0']);
export const refuseNulInJson: Verify = (_request, _response, body) => refuse(body, ['\\u0000', '\0']);

/** Throws as the body parsers do: with the `status` that the pages answer. */
function refuse(body: Buffer, signs: readonly string[]): void {
  if (signs.some((sign) => body.includes(sign))) throw Object.assign(new Error('a NUL was sent'), { status: 400 });
}
