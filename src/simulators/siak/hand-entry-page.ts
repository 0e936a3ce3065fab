import express from 'express';
import Handlebars from 'handlebars';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SHDK } from '../../domain/code-lists.ts';
import { ELEMENTS } from '../../domain/elements.ts';
import type { FamilyCard } from '../../domain/family-card.ts';
import { KALURAHAN } from '../../domain/kalurahan.ts';
import { maskNumber } from '../../domain/nik.ts';
import { plainDateOf, printedDate } from '../../domain/plain-date.ts';
import { readApplicationNumber } from '../../domain/application-number.ts';
import { isEntryRequest } from './writing-service.ts';
import { isRefusal, personIn } from './apply-entry.ts';
import { cancel, enter, type RegisterState } from './register.ts';

const templates = Handlebars.create();
templates.registerHelper('printedDate', printedDate);
const render = templates.compile(readFileSync(path.join(import.meta.dirname, 'assets', 'page.hbs'), 'utf8'));
const ROWS = 4;

interface Outcome {
  readonly receipt?: {
    readonly nomor: string;
    readonly noKk: string;
    readonly peringatan: readonly string[];
    readonly referensi: string;
  };
  readonly fault?: string;
}

/**
 * `/`: SIAK's screen for the manual way (SIAK_WAY=typed or siak-signed-pdf, for training). The officer looks a family
 * up, types the entry under the application number and copies SIAK's reference into the task. Not part of SIAK's
 * interface and without a login.
 */
export function handEntryPage(kept: { state: RegisterState }, save: (state: RegisterState) => void): express.Router {
  const router = express.Router();
  const form = express.urlencoded({ extended: false, limit: '50kb', parameterLimit: 200 });

  function show(response: express.Response, search: string, outcome: Outcome = {}): void {
    const { state } = kept;
    const family = search === '' ? undefined : lookUp(state, search);
    response.status(outcome.fault === undefined ? 200 : 422).send(
      render({
        search,
        family,
        notFound: search !== '' && family === undefined && outcome.fault === undefined,
        ...outcome,
        families: Object.values(state.families).map(({ kkNumber, headName, kalurahan, members }) => ({
          kkNumber,
          masked: maskNumber(kkNumber),
          headName,
          kalurahan,
          size: members.length,
        })),
        entries: state.entries
          .toReversed()
          .slice(0, 12)
          .map(({ receipt, request, cancelled }) => ({
            ...receipt,
            masked: maskNumber(receipt.noKk),
            referensi: request.referensi,
            changes: request.perubahan.length,
            cancelled,
          })),
        elements: ELEMENTS,
        shdk: SHDK,
        kalurahan: KALURAHAN,
        rows: Array.from({ length: ROWS }, (_, i) => i + 1),
      }),
    );
  }

  router.get('/', (request, response) => {
    const { cari } = request.query;
    show(response, typeof cari === 'string' ? cari.trim().slice(0, 60) : '');
  });

  router.post('/entri-tangan', form, (request, response) => {
    const fields = columns(request.body);
    const search = fields('noKk')[0] ?? '';
    const reference = readApplicationNumber(fields('referensi')[0] ?? '');
    if (reference === undefined)
      return show(response, search, { fault: 'Nomor permohonan belum benar. Contoh: KK-261122-7Q4F2M.' });
    const entry: unknown = {
      referensi: reference,
      alasan: search === '' ? 'baru' : 'perubahan-data',
      noKk: search === '' ? null : search,
      perubahan: fields('nik').flatMap((nik, i) => {
        const [elemen, menjadi] = [fields('elemen')[i], fields('menjadi')[i]?.trim()];
        return nik && elemen && menjadi
          ? [{ nik, elemen, semula: valueNow(kept.state, nik, elemen), menjadi, dasar: null }]
          : [];
      }),
      anggota: fields('anggotaNik').flatMap((nik, i) =>
        nik.trim() === ''
          ? []
          : [{ nik: nik.trim(), nama: fields('anggotaNama')[i]?.trim(), shdk: fields('anggotaShdk')[i] }],
      ),
      alamat: {
        jalan: fields('jalan')[0]?.trim() || '-',
        rt: fields('rt')[0] || '0',
        rw: fields('rw')[0] || '0',
        kalurahan: fields('kalurahan')[0] ?? '',
      },
      tanggal: plainDateOf(new Date()),
    };
    if (!isEntryRequest(entry))
      return show(response, search, { fault: 'Isian belum lengkap. Periksa NIK (16 angka), elemen, dan isinya.' });
    if (entry.noKk !== null && entry.perubahan.length === 0)
      return show(response, search, {
        fault: 'Isi paling sedikit satu perubahan: anggota, elemen, dan data yang benar.',
      });
    const result = enter(kept.state, entry);
    if (isRefusal(result)) return show(response, search, { fault: result.pesan });
    if (result.isNew) save(result.state);
    show(response, result.receipt.noKk, { receipt: { ...result.receipt, referensi: reference } });
  });

  router.post('/batal', form, (request, response) => {
    const result = cancel(kept.state, columns(request.body)('nomor')[0] ?? '');
    if (isRefusal(result)) return show(response, '', { fault: result.pesan });
    save(result);
    response.redirect(303, '/');
  });
  return router;
}

/** By KK number, NIK, or the beginning of the head's name. */
function lookUp(state: RegisterState, search: string): FamilyCard | undefined {
  const digits = search.replace(/[\s.-]/g, '');
  if (/^\d{16}$/.test(digits)) return state.families[digits] ?? personIn(state.families, digits)?.family;
  return Object.values(state.families).find(({ headName }) => headName.startsWith(search.toUpperCase()));
}

function valueNow(state: RegisterState, nik: string, element: string): string {
  const field = ELEMENTS.find(({ code }) => code === element)?.field;
  return field === undefined ? '' : (personIn(state.families, nik)?.member[field] ?? '');
}

/** The columns of a form whose rows repeat the same names. */
function columns(body: unknown): (name: string) => string[] {
  return (name) => {
    const value: unknown =
      typeof body === 'object' && body !== null ? Object.entries(body).find(([key]) => key === name)?.[1] : undefined;
    const list: unknown[] = Array.isArray(value) ? value : [value];
    return list.filter((item) => typeof item === 'string');
  };
}
