import type { NamedDecision } from '../../cases/audit/check-eyes.ts';
import type { Listed } from '../../cases/audit/inquire.ts';
import type { JournalledAct } from '../../cases/audit/list-refusals.ts';
import { eventText } from '../../domain/labels.ts';
import { detailText } from './detail-text.ts';
import { count, list, PERIOD, type Question, type Sheet } from './question.ts';

export const refusals: Question = {
  slug: 'upaya-ditolak',
  title: 'Siapa mencoba yang bukan wewenangnya?',
  help: 'Upaya melihat, bertindak, memutuskan dan masuk yang ditolak, dengan alasannya.',
  group: 'Orang',
  fields: PERIOD,
  needs: [],
  ask: async (audit, username, { span }) => acts('upaya yang ditolak', await audit.refusals(username, span)),
};

export const logIns: Question = {
  slug: 'masuk',
  title: 'Siapa masuk, dan apa yang berubah pada akun?',
  help: 'Masuk, keluar, kata sandi, petugas yang ditambah, diubah, dikunci.',
  group: 'Orang',
  fields: ['petugas', ...PERIOD],
  needs: [],
  ask: async (audit, username, { span, officer }) =>
    acts('kejadian', await audit.logIns(username, { ...span, officer })),
};

function acts(noun: string, { rows, cut }: Listed<JournalledAct>): Sheet {
  return list(
    `Dalam masa ini ${count(rows.length, noun)}.`,
    {
      caption: 'Terbaru di atas',
      columns: ['Waktu', 'Siapa', 'Apa', 'Berkas', 'Langkah', 'Rincian'],
      rows: rows.map((row) => [
        row.at,
        row.who,
        eventText(row.event),
        row.applicationNumber === null ? null : { case: row.applicationNumber },
        row.step,
        detailText(row.detail),
      ]),
      empty: `Tidak ada ${noun}.`,
    },
    { cut },
  );
}

export const fourEyes: Question = {
  slug: 'empat-mata',
  title: 'Adakah satu orang memutuskan dua langkah?',
  help: 'Pemeriksaan (3), verifikasi (5) dan tanda tangan (7) harus oleh orang yang berbeda.',
  group: 'Orang',
  fields: PERIOD,
  needs: [],
  async ask(audit, username, { span }) {
    const { rows, cut } = await audit.fourEyes(username, span);
    return list(
      rows.length === 0
        ? 'Tidak ada: setiap berkas diperiksa, diverifikasi dan ditandatangani orang yang berbeda.'
        : `${rows.length} berkas diputuskan satu orang dalam dua langkah atau lebih.`,
      {
        caption: 'Berkas',
        columns: ['Berkas', 'Siapa', 'Langkah'],
        rows: rows.map((row) => [{ case: row.applicationNumber }, row.who, row.steps.join(', ')]),
        empty: 'Tidak ada.',
      },
      { cut, verdict: rows.length === 0 ? 'good' : 'alert' },
    );
  },
};

export const unseen: Question = {
  slug: 'tanpa-dilihat',
  title: 'Adakah draf diputuskan tanpa dibuka?',
  help: 'Verifikasi (5) dan tanda tangan (7) yang pemutusnya tidak membuka draf itu dalam ukuran terbaca sebelumnya.',
  group: 'Orang',
  fields: PERIOD,
  needs: [],
  async ask(audit, username, { span }) {
    const { rows, cut } = await audit.unseenDecisions(username, span);
    return list(
      rows.length === 0
        ? 'Tidak ada: setiap draf yang diputuskan telah dibuka pemutusnya.'
        : `${rows.length} keputusan tanpa draf dibuka.`,
      decisionTable(rows),
      { cut, verdict: rows.length === 0 ? 'good' : 'alert' },
    );
  },
};

export const acting: Question = {
  slug: 'plh',
  title: 'Apa yang diputuskan Plh atau Plt?',
  help: 'Setiap keputusan yang diambil dengan surat penunjukan.',
  group: 'Orang',
  fields: PERIOD,
  needs: [],
  async ask(audit, username, { span }) {
    const { rows, cut } = await audit.actingDecisions(username, span);
    return list(`Dalam masa ini ${count(rows.length, 'keputusan')} dengan surat penunjukan.`, decisionTable(rows), {
      cut,
    });
  },
};

function decisionTable(rows: readonly NamedDecision[]) {
  return {
    caption: 'Keputusan, terbaru di atas',
    columns: ['Waktu', 'Berkas', 'Langkah', 'Siapa', 'Sebagai', 'Draf'],
    rows: rows.map((row) => [
      row.decidedAt,
      { case: row.applicationNumber },
      row.step,
      row.who,
      row.actingAs,
      row.draftSha256 === null ? null : { hash: row.draftSha256 },
    ]),
    empty: 'Tidak ada.',
  };
}
