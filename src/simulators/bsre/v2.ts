import express from 'express';
import type { SignatureArea } from '../../domain/signature-area.ts';
import { documentOf, refuse, text } from './bodies.ts';
import type { Service } from './service.ts';
import { stateOf } from './signers.ts';

/** Esign Client Service v2: JSON with base64 both ways. */
export function v2Routes({ desk, failing, verifier }: Service): express.Router {
  const router = express.Router();
  const json = express.json({ limit: '48mb' });

  router.post('/api/v2/user/check/status', json, (request, response) => {
    const state = stateOf(text(request.body, 'nik'));
    response.json({
      status: state,
      message:
        state === 'ISSUE'
          ? 'User telah terdaftar dan memiliki sertifikat elektronik'
          : 'Sertifikat elektronik tidak dapat dipakai',
    });
  });

  router.post('/api/v2/sign/pdf', json, failing.middleware, async (request, response) => {
    const failure = failing.ownFailure(response);
    const [properties] = listOf(request.body, 'signatureProperties');
    try {
      const signed = await desk.sign(
        {
          nik: text(request.body, 'nik'),
          passphrase: text(request.body, 'passphrase'),
          pdf: documentOf(request),
          reason: text(properties, 'reason'),
          location: text(properties, 'location'),
          place: placeOf(properties),
        },
        failure,
      );
      if (failure === 'cut') {
        response
          .type('application/json')
          .set('Content-Length', '100000')
          .write('{"time":"0","file":["', () => request.socket.resetAndDestroy());
        return;
      }
      response.json({ time: new Date().toISOString(), file: [signed.toString('base64')] });
    } catch (error) {
      refuse(error, response, failure);
    }
  });

  router.post('/api/v2/verify/pdf', json, async (request, response) => {
    const { intact, findings, signerName, signedAt, level } = await verifier.verify(
      Buffer.from(text(request.body, 'file'), 'base64'),
    );
    const broken = findings.filter(({ ok, code }) => !ok && code !== 'SIGNER');
    response.json({
      documentName: 'dokumen.pdf',
      signatureCount: signerName === null ? 0 : 1,
      conclusion: intact ? 'VALID' : 'INVALID',
      description: broken.map(({ id }) => id).join(' '),
      signatureInformations:
        signerName === null
          ? []
          : [
              {
                signerName,
                signatureFormat: level,
                signatureDate: signedAt?.toISOString() ?? null,
                integrityValid: intact,
                certificateTrusted: broken.every(({ code }) => code !== 'CHAIN'),
              },
            ],
    });
  });
  return router;
}

function listOf(body: unknown, key: string): unknown[] {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined;
  return Array.isArray(value) ? value : [];
}

function placeOf(properties: unknown): SignatureArea | undefined {
  if (typeof properties !== 'object' || properties === null || Reflect.get(properties, 'tampilan') !== 'VISIBLE')
    return undefined;
  const number = (key: string, standard: number): number => {
    const value: unknown = Reflect.get(properties, key);
    return typeof value === 'number' && Number.isFinite(value) ? value : standard;
  };
  return {
    page: number('page', 1),
    x: number('originX', 0),
    y: number('originY', 0),
    width: number('width', 0),
    height: number('height', 0),
  };
}
