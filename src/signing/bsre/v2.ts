import { jsonOf } from './answers.ts';
import type { Dialect } from './dialect.ts';
import { joinAndWipe, jsonString } from './secret-bytes.ts';

/**
 * Esign Client Service v2: JSON with base64 both ways. The signature is invisible, because the card already prints QR
 * and words.
 */
export const v2: Dialect = {
  version: 'v2',
  status: (nik) => ({
    method: 'POST',
    path: '/api/v2/user/check/status',
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify({ nik })),
  }),
  sign({ pdf, signerNik, passphrase, reason, location }) {
    const open = JSON.stringify({
      nik: signerNik,
      signatureProperties: [{ tampilan: 'INVISIBLE', reason, location }],
      file: [pdf.toString('base64')],
    });
    const secret = jsonString(passphrase);
    const body = joinAndWipe(
      [Buffer.from(open.slice(0, -1)), Buffer.from(',"passphrase":'), secret, Buffer.from('}')],
      [secret],
    );
    return { method: 'POST', path: '/api/v2/sign/pdf', contentType: 'application/json', body };
  },
  signedPdf({ status, body }) {
    const files: unknown = status === 200 ? jsonOf(body)?.['file'] : undefined;
    const file: unknown = Array.isArray(files) && files.length === 1 ? files[0] : undefined;
    return typeof file === 'string' ? Buffer.from(file, 'base64') : undefined;
  },
  download: () => undefined,
};
