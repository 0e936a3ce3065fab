import type { Proof } from '../../cases/audit/prove-signature.ts';
import { eventText } from '../../domain/labels.ts';
import { findingSentence, noteSentence } from '../../cases/verify-journal.ts';
import { count, list, PERIOD, type Question } from './question.ts';
import { detailText } from './detail-text.ts';

const PROOF_LABELS: Record<Proof['code'], string> = {
  DRAFT_INTACT: 'Draf yang tersimpan utuh: sidiknya dihitung ulang dan sama',
  VERIFIED_THIS_DRAFT: 'Langkah 5: Kasi/Kabid menyatakan draf dengan sidik ini valid',
  REDRAWN_FROM_VERIFIED:
    'Langkah 5: Kasi/Kabid menyatakan valid draf dengan data dan tanggal yang sama; hanya baris penanda tangan yang disusun ulang',
  APPROVED_THIS_DRAFT: 'Langkah 7: penanda tangan menyetujui draf dengan sidik ini',
  SIGNED_STARTS_WITH_DRAFT: 'Berkas bertanda tangan dimulai dengan draf itu, huruf demi huruf',
  SIGNED_INTACT: 'KK bertanda tangan yang tersimpan utuh: sidiknya dihitung ulang dan sama',
  SIGNED_AS_JOURNALLED: 'Jurnal mencatat kedua sidik ini saat penandatanganan',
  VERIFIER: 'Pemeriksa tanda tangan menerima berkasnya',
};

export const signature: Question = {
  slug: 'tanda-tangan',
  title: 'Apakah KK yang ditandatangani sama dengan yang diverifikasi?',
  help: 'Menghitung ulang sidik draf dan KK, mencocokkan keputusan, dan menjalankan pemeriksa tanda tangan pada berkas yang tersimpan.',
  group: 'Pembuktian',
  fields: ['berkas'],
  needs: ['berkas'],
  async ask(audit, username, { applicationNumber }) {
    const proof = await audit.proveSignature(username, applicationNumber ?? '');
    const failed = proof.proofs.filter(({ holds }) => !holds);
    return {
      summary:
        failed.length === 0
          ? `Terbukti: KK berkas ${proof.applicationNumber} yang ditandatangani adalah draf yang diverifikasi.`
          : `Tidak terbukti: ${count(failed.length, 'pernyataan')} tidak benar untuk ${proof.applicationNumber}.`,
      verdict: failed.length === 0 ? 'good' : 'alert',
      cut: false,
      tables: [
        {
          caption: 'Pernyataan yang diperiksa',
          columns: ['Pernyataan', 'Hasil'],
          rows: proof.proofs.map(({ code, holds }) => [PROOF_LABELS[code], holds ? 'benar' : 'TIDAK BENAR']),
          empty: '',
        },
        {
          caption: 'Sidik jari digital (SHA-256) dan keputusan',
          columns: ['Apa', 'Sidik jari digital', 'Siapa', 'Waktu', 'Ukuran (bita)'],
          rows: [
            ['Draf yang tersimpan', { hash: proof.draftSha256 }, null, null, proof.draftBytes],
            ...proof.decisions.map((one) => [
              one.step === 5 ? 'Verifikasi (langkah 5)' : 'Persetujuan (langkah 7)',
              { hash: one.draftSha256 ?? '' },
              `${one.who}${one.actingAs === null ? '' : ` (${one.actingAs}.)`}`,
              one.decidedAt,
              null,
            ]),
            [
              'KK bertanda tangan',
              { hash: proof.signedSha256 },
              proof.verification.signerName,
              proof.verification.signedAt,
              proof.signedBytes,
            ],
          ],
          empty: '',
        },
        {
          caption: 'Pemeriksa tanda tangan',
          columns: ['Kode', 'Hasil', 'Pemeriksaan'],
          rows: proof.verification.findings.map(({ code, ok, id }) => [code, ok ? 'lolos' : 'TIDAK LOLOS', id]),
          empty: 'Pemeriksa tidak memberi temuan.',
        },
      ],
    };
  },
};

export const journal: Question = {
  slug: 'jurnal',
  title: 'Apakah jurnal utuh sejak catatan pertama?',
  help: 'Menghitung ulang seluruh rantai dan mencocokkannya dengan setiap penanda di luar basis data.',
  group: 'Pembuktian',
  fields: [],
  needs: [],
  async ask(audit, username) {
    const { length, hash, anchors, findings, notes } = await audit.proveJournal(username);
    const whole = findings.length === 0;
    return list(
      `${whole ? 'Jurnal utuh' : 'JURNAL TIDAK UTUH'}: ${length} catatan, dicocokkan dengan ${anchors} penanda di luar basis data. Ujung rantai ${hash.slice(0, 16)}.`,
      {
        caption: 'Temuan',
        columns: ['Temuan'],
        rows: [...findings.map(findingSentence), ...notes.map(noteSentence)].map((sentence) => [sentence]),
        empty:
          anchors === 0
            ? 'Rantai cocok. Belum ada penanda di luar basis data; rantai yang ditulis ulang seluruhnya tidak akan ketahuan.'
            : 'Tidak ada: setiap catatan cocok dengan catatan sebelumnya dan dengan penandanya.',
      },
      { verdict: whole ? 'good' : 'alert' },
    );
  },
};

export const manualActs: Question = {
  slug: 'dengan-tangan',
  title: 'Apa yang dilakukan dengan tangan atau oleh admin?',
  help: 'Perubahan di luar jalan biasa: berkas dimulai lagi, diserahkan, nomor dibetulkan, akun, surat Plh, dan campur tangan pada mesin proses.',
  group: 'Pembuktian',
  fields: ['berkas', ...PERIOD],
  needs: [],
  async ask(audit, username, { applicationNumber, span }) {
    const { rows, cut, engineCases } =
      applicationNumber === null
        ? await audit.manualActs(username, span)
        : await audit.manualActsOfCase(username, applicationNumber);
    return list(
      `${count(rows.length, 'tindakan')}. Catatan mesin proses dibaca untuk ${engineCases} berkas terbaru.`.replace(
        /^t/,
        'T',
      ),
      {
        caption: 'Tindakan, terbaru di atas',
        columns: ['Waktu', 'Berkas', 'Oleh', 'Apa', 'Rincian'],
        rows: rows.map((row) => [
          row.at,
          row.applicationNumber === null ? null : { case: row.applicationNumber },
          row.who,
          row.event === null ? `Pada mesin proses: ${row.what}` : eventText(row.event),
          detailText(row.detail),
        ]),
        empty: 'Tidak ada: semuanya berjalan menurut diagram.',
      },
      { cut },
    );
  },
};

const COPY_STATES = { stored: 'utuh', absent: 'media belum dipasang', damaged: 'rusak', repaired: 'dipulihkan, utuh' };

export const archive: Question = {
  slug: 'arsip',
  title: 'Apakah setiap berkas utuh di setiap lapisan arsip?',
  help: 'Tanpa nomor: keadaan semua salinan menurut pembacaan terakhir. Dengan nomor: setiap salinan berkas itu dibaca penuh sekarang.',
  group: 'Pembuktian',
  fields: ['berkas'],
  needs: [],
  async ask(audit, username, { applicationNumber }) {
    if (applicationNumber !== null) {
      const copies = await audit.copies(username, applicationNumber);
      const faulty = copies.filter(({ faults }) => faults !== null && faults.length > 0);
      return list(
        faulty.length === 0
          ? `${count(copies.length, 'salinan')} berkas ${applicationNumber}; tidak ada yang rusak.`.replace(/^t/, 'T')
          : `${faulty.length} salinan berkas ${applicationNumber} rusak.`,
        {
          caption: 'Salinan, dibaca sekarang',
          columns: ['Lapisan', 'Status', 'Temuan', 'Terakhir diperiksa'],
          rows: copies.map(({ layer, faults, checkedAt }) => [
            layer,
            faults === null ? 'media tidak terpasang' : faults.length === 0 ? 'utuh' : 'RUSAK',
            faults?.join('; ') ?? null,
            checkedAt,
          ]),
          empty: 'Berkas ini belum diarsipkan.',
        },
        { verdict: faulty.length > 0 ? 'alert' : copies.length > 0 ? 'good' : 'plain' },
      );
    }
    const { counts, present, lost } = await audit.archive(username);
    const damaged = counts.filter(({ state }) => state === 'damaged').map(({ layer }) => layer);
    const bad = lost.length > 0 || damaged.length > 0;
    const where = damaged.length === 0 ? '' : ` di lapisan ${damaged.join(', ')}`;
    return {
      summary: bad
        ? `Ada salinan yang rusak${where}; ${count(lost.length, 'berkas')} tanpa salinan utuh. Petugas cetak memasang media yang masih utuh; yang rusak dipulihkan sendiri.`
        : 'Tidak ada salinan yang rusak.',
      verdict: bad ? 'alert' : 'good',
      cut: false,
      tables: [
        {
          caption: 'Salinan menurut lapisan',
          columns: ['Lapisan', 'Media', 'Status', 'Jumlah'],
          rows: counts.map(({ layer, state, count: copies }) => [
            layer,
            present.includes(layer) ? 'terpasang' : 'tidak terpasang',
            COPY_STATES[state],
            copies,
          ]),
          empty: 'Belum ada berkas yang diarsipkan.',
        },
        {
          caption: 'Berkas tanpa satu pun salinan utuh',
          columns: ['Berkas'],
          rows: lost.map((number) => [{ case: number }]),
          empty: 'Tidak ada.',
        },
      ],
    };
  },
};
