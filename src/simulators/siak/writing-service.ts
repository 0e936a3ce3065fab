import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { timingSafeEqual } from 'node:crypto';
import express from 'express';
import { recordsFromFamily } from '../../siak/dukcapil-record.ts';
import { EntryRequest, type Refusal } from '../../siak/entry-contract.ts';
import { isRefusal } from './apply-entry.ts';
import { cancel, enter, livingEntry, type RegisterState } from './register.ts';

const ajv = new Ajv({ strict: true, strictSchema: false });
addFormats.default(ajv);
export const isEntryRequest = ajv.compile<EntryRequest>(EntryRequest);

/** What SIAK itself may answer to an entry: it does not take it, or it takes none from programs now. */
export const OWN_FAILURES = ['refuse', 'manual'] as const;

/** The simulator's own writing contract (`src/siak/entry-contract.ts`). */
export function writingService(
  kept: { state: RegisterState },
  save: (state: RegisterState) => void,
  account: { readonly user: string; readonly password: string },
  failing: { ownFailure(response: express.Response): string | undefined },
): express.Router {
  const router = express.Router();
  const expected = Buffer.from(`Basic ${Buffer.from(`${account.user}:${account.password}`).toString('base64')}`);
  router.use(['/entri', '/keluarga'], (request, response, next) => {
    const given = Buffer.from(request.get('authorization') ?? '');
    if (given.length === expected.length && timingSafeEqual(given, expected)) return next();
    response.status(401).set('WWW-Authenticate', 'Basic realm="SIAK (simulasi)"').json({ pesan: 'Akun tidak dikenal' });
  });

  router.post('/entri', (request, response) => {
    const body: unknown = request.body;
    const ordered = failing.ownFailure(response);
    if (ordered === 'refuse')
      return void response
        .status(422)
        .json({ kode: 'DATA_DIKUNCI', pesan: 'Data keluarga ini sedang dikunci.' } satisfies Refusal);
    if (ordered === 'manual')
      return void response
        .status(501)
        .json({ kode: 'ENTRI_LEWAT_APLIKASI', pesan: 'Entri hanya lewat aplikasi SIAK.' } satisfies Refusal);
    if (!isEntryRequest(body))
      return void response
        .status(422)
        .json({ kode: 'ISIAN_SALAH', pesan: 'Isian tidak lengkap atau salah bentuk.' } satisfies Refusal);
    const result = enter(kept.state, body);
    if (isRefusal(result))
      return void response.status(result.kode === 'REFERENSI_SUDAH_DIPAKAI' ? 409 : 422).json(result);
    if (result.isNew) save(result.state);
    response.status(result.isNew ? 201 : 200).json(result.receipt);
  });

  router.get('/entri', (request, response) => {
    const { referensi } = request.query;
    const entry = typeof referensi === 'string' ? livingEntry(kept.state, referensi) : undefined;
    if (entry === undefined)
      return void response
        .status(404)
        .json({ kode: 'ENTRI_TIDAK_DIKENAL', pesan: 'Belum ada entri dengan referensi ini.' } satisfies Refusal);
    response.json(entry.receipt);
  });

  router.delete('/entri/:number', (request, response) => {
    const result = cancel(kept.state, request.params.number);
    if (isRefusal(result)) return void response.status(result.kode === 'ENTRI_TIDAK_DIKENAL' ? 404 : 409).json(result);
    if (result !== kept.state) save(result);
    response.json({ pesan: 'Entri dibatalkan' });
  });

  router.get('/keluarga/:kk', (request, response) => {
    const family = /^\d{16}$/.test(request.params.kk) ? kept.state.families[request.params.kk] : undefined;
    if (family === undefined)
      return void response
        .status(404)
        .json({ kode: 'KK_TIDAK_DIKENAL', pesan: 'Nomor KK ini tidak ada di SIAK.' } satisfies Refusal);
    response.json({ content: recordsFromFamily(family) });
  });
  return router;
}
