import { randomUUID } from 'node:crypto';
import express from 'express';
import multer from 'multer';
import type { Verification } from '../../signing/signing.ts';
import { documentOf, refuse, text } from './bodies.ts';
import type { Service } from './service.ts';
import { stateOf } from './signers.ts';

const MEGABYTE = 1024 * 1024;
/** Signed files wait for their one download; the oldest go first. */
const MAX_KEPT = 50;

/** Esign Client Service v1: multipart in, PDF out. */
export function v1Routes({ desk, failing, verifier }: Service): express.Router {
  const router = express.Router();
  const upload = multer({
    storage: multer.memoryStorage(),
    limits: { fileSize: 32 * MEGABYTE, files: 2, fields: 30, fieldSize: 64 * 1024 },
  });
  const kept = new Map<string, Buffer>();

  router.get('/api/user/status/:nik', (request, response) => {
    const state = stateOf(request.params.nik);
    if (state === 'NOT_REGISTERED')
      return void response.status(400).json({ status_code: 2011, error: 'Penandatangan tidak terdaftar' });
    const code = state === 'ISSUE' ? 1111 : 2021;
    response.json({
      status_code: code,
      status: state,
      message:
        state === 'ISSUE'
          ? 'User telah terdaftar dan memiliki sertifikat elektronik'
          : 'Sertifikat elektronik tidak dapat dipakai',
    });
  });

  router.post(
    '/api/sign/pdf',
    upload.fields([
      { name: 'file', maxCount: 1 },
      { name: 'imageTTD', maxCount: 1 },
    ]),
    failing.middleware,
    async (request, response) => {
      const failure = failing.ownFailure(response);
      const field = (name: string) => text(request.body, name);
      try {
        const signed = await desk.sign(
          {
            nik: field('nik'),
            passphrase: field('passphrase'),
            pdf: documentOf(request),
            reason: field('reason'),
            location: field('location'),
            place: placeOf(field),
          },
          failure,
        );
        const id = randomUUID();
        kept.set(id, signed);
        for (const oldest of kept.keys()) if (kept.size > MAX_KEPT) kept.delete(oldest);
        response.set({ id_dokumen: id, signing_time: String(Date.now()) }).type('application/pdf');
        if (failure === 'cut') {
          response
            .set('Content-Length', String(signed.length))
            .write(signed.subarray(0, signed.length / 2), () => request.socket.resetAndDestroy());
          return;
        }
        response.send(signed);
      } catch (error) {
        refuse(error, response, failure);
      }
    },
  );

  router.get('/api/sign/download/:id', (request, response) => {
    const signed = kept.get(request.params.id);
    kept.delete(request.params.id);
    if (signed === undefined)
      return void response
        .status(400)
        .json({ status_code: 4044, error: 'File tidak tersedia, pastikan bahwa dokumen belum di download' });
    response.type('application/pdf').send(signed);
  });

  router.post('/api/sign/verify', upload.single('signed_file'), async (request, response) => {
    response.json(verdict(await verifier.verify(request.file?.buffer ?? Buffer.alloc(0))));
  });
  return router;
}

function placeOf(field: (name: string) => string) {
  if (field('tampilan').toLowerCase() !== 'visible') return undefined;
  const [page, x, y, width, height] = ['page', 'xAxis', 'yAxis', 'width', 'height'].map((name) => Number(field(name)));
  return { page: page || 1, x: x || 0, y: y || 0, width: width || 0, height: height || 0 };
}

function verdict({ intact, findings, signerName, signedAt }: Verification) {
  const broken = findings.filter(({ ok, code }) => !ok && code !== 'SIGNER');
  return {
    nama_dokumen: 'dokumen.pdf',
    jumlah_signature: signerName === null ? 0 : 1,
    summary: intact ? 'VALID' : 'INVALID',
    notes: broken.map(({ id }) => id).join(' '),
    details:
      signerName === null
        ? []
        : [
            {
              info_signer: { signer_name: signerName, cert_user_certified: false },
              signature_document: { signed_in: signedAt?.toISOString() ?? null, document_integrity: intact },
            },
          ],
  };
}
