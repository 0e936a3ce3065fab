import { randomUUID } from 'node:crypto';
import type { BsreAnswer } from './connection.ts';
import type { Dialect } from './dialect.ts';
import { joinAndWipe } from './secret-bytes.ts';

/**
 * Esign Client Service v1: multipart in, PDF out. The signature is invisible, because the card already prints QR and
 * words.
 */
export const v1: Dialect = {
  version: 'v1',
  status: (nik) => ({ method: 'GET', path: `/api/user/status/${encodeURIComponent(nik)}` }),
  sign({ pdf, signerNik, passphrase, reason, location }) {
    const boundary = `kk-${randomUUID()}`;
    const fields: readonly (readonly [string, string | Buffer])[] = [
      ['nik', signerNik],
      ['passphrase', passphrase],
      ['tampilan', 'invisible'],
      ['reason', reason],
      ['location', location],
    ];
    const part = (disposition: string, content: Buffer) =>
      Buffer.concat([
        Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
        content,
        Buffer.from('\r\n'),
      ]);
    const parts = [
      part('name="file"; filename="kk.pdf"\r\nContent-Type: application/pdf', pdf),
      ...fields.map(([name, value]) => part(`name="${name}"`, typeof value === 'string' ? Buffer.from(value) : value)),
      Buffer.from(`--${boundary}--\r\n`),
    ];
    return {
      method: 'POST',
      path: '/api/sign/pdf',
      contentType: `multipart/form-data; boundary=${boundary}`,
      body: joinAndWipe(parts, parts.slice(1)),
    };
  },
  // The service has been seen to answer 200 with an error in JSON: a PDF is known by its own beginning.
  signedPdf: ({ status, body }) => (status === 200 && body?.[0] !== 0x7b ? body : undefined),
  download(answer) {
    const id = answer.status === 200 && answer.body === undefined ? documentId(answer) : null;
    return id === null ? undefined : { method: 'GET', path: `/api/sign/download/${encodeURIComponent(id)}` };
  },
};

function documentId({ headers }: BsreAnswer): string | null {
  return headers.get('id_dokumen') ?? headers.get('id-dokumen');
}
