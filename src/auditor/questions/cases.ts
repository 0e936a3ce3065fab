import type { ReturnKind } from '../../cases/audit/list-returns.ts';
import { REASON_LABELS } from '../../domain/application.ts';
import { documentLabel } from '../../domain/document-kinds.ts';
import { failureText, MESSAGE_LABELS, MESSAGE_STATUS_LABELS, STATE_LABELS } from '../../domain/labels.ts';
import { count, list, PERIOD, type Question } from './question.ts';

export const findCases: Question = {
  slug: 'berkas',
  title: 'Berkas seorang petugas, sehari, atau satu alasan',
  help: 'Tanpa petugas: berkas yang diajukan dalam masa itu. Dengan petugas: berkas yang ia putuskan dalam masa itu atau ia pegang.',
  group: 'Berkas',
  fields: ['petugas', 'alasan', ...PERIOD],
  needs: [],
  async ask(audit, username, { officer, reason, span }) {
    const { rows, cut, nameOf } = await audit.findCases(username, { officer, reason, ...span });
    return list(
      `Ditemukan ${count(rows.length, 'berkas')}${officer === null ? '' : ` yang dikerjakan ${nameOf(officer)}`}.`,
      {
        caption: 'Berkas, terbaru di atas',
        columns: ['Berkas', 'Alasan', 'Diajukan', 'Status', 'Pemegang', 'Keputusan', 'Ditandatangani'],
        rows: rows.map((row) => [
          { case: row.applicationNumber },
          REASON_LABELS[row.reason],
          row.submittedAt,
          STATE_LABELS[row.state],
          row.entryOfficer === null ? null : nameOf(row.entryOfficer),
          row.decisions.map(({ step, by }) => `langkah ${step}: ${nameOf(by)}`).join(', '),
          row.signed ? 'ya' : 'belum',
        ]),
        empty: 'Tidak ada berkas seperti itu. Ubah masa, petugas atau alasannya.',
      },
      { cut },
    );
  },
};

const RETURN_LABELS: Record<ReturnKind, string> = {
  incomplete: 'Belum lengkap: kembali ke pemohon',
  invalid: 'Data tidak valid: kembali ke pemohon',
  rejected: 'Draf dikembalikan Kepala Dinas',
  refused: 'Ditolak: tidak dapat dipenuhi',
  closed: 'Ditutup karena lewat batas waktu',
  withdrawn: 'Dibatalkan pemohon',
  'came-back': 'Kembali ke petugas',
  'signing-failed': 'Tanda tangan gagal',
};

export const returns: Question = {
  slug: 'dikembalikan',
  title: 'Mengapa dikembalikan, ditolak atau ditutup?',
  help: 'Alasan yang ditulis petugas, dokumen yang diminta, dan yang dikembalikan sistem, dengan jumlah setiap alasan.',
  group: 'Berkas',
  fields: PERIOD,
  needs: [],
  async ask(audit, username, { span }) {
    const { rows, cut } = await audit.returns(username, span);
    const kinds = Object.entries(RETURN_LABELS)
      .map(([kind, label]) => [label, rows.filter((row) => row.kind === kind).length] as const)
      .filter(([, length]) => length > 0);
    return {
      summary: `Dalam masa ini ${count(rows.length, 'kejadian')}.`,
      verdict: 'plain',
      cut,
      tables: [
        { caption: 'Jumlah menurut alasan', columns: ['Alasan', 'Jumlah'], rows: kinds, empty: 'Tidak ada.' },
        {
          caption: 'Satu per satu, terbaru di atas',
          columns: ['Waktu', 'Berkas', 'Langkah', 'Oleh', 'Alasan', 'Catatan petugas', 'Dokumen diminta', 'Penjelasan'],
          rows: rows.map((row) => [
            row.at,
            { case: row.applicationNumber },
            row.step,
            row.who,
            RETURN_LABELS[row.kind],
            row.note,
            row.missing.map((kind) => documentLabel(kind)).join(', '),
            row.code === null ? null : failureText(row.code),
          ]),
          empty: 'Tidak ada yang dikembalikan, ditolak atau ditutup.',
        },
      ],
    };
  },
};

export const messages: Question = {
  slug: 'pesan',
  title: 'Apa yang dikirim, kapan sampai, kapan dibaca?',
  help: 'Pesan WhatsApp kepada pemohon menurut kabar WhatsApp sendiri. Isi nomor permohonan untuk satu berkas, atau kosongkan untuk seluruh masa.',
  group: 'Berkas',
  fields: ['berkas', ...PERIOD],
  needs: [],
  async ask(audit, username, { applicationNumber, span }) {
    const { rows, cut } =
      applicationNumber === null
        ? await audit.messages(username, span)
        : await audit.messagesOfCase(username, applicationNumber);
    const read = rows.filter(({ readAt, status }) => readAt !== null || status === 'read').length;
    const failed = rows.filter(({ status }) => status === 'failed' || status === 'undelivered').length;
    return list(
      `${count(rows.length, 'pesan')}: ${read} dibaca, ${failed} tidak sampai.`.replace(/^t/, 'T'),
      {
        caption: 'Pesan, terbaru di atas',
        columns: [
          'Diserahkan ke WhatsApp',
          'Berkas',
          'Pesan',
          'Status',
          'Terkirim',
          'Sampai',
          'Dibaca',
          'Gagal',
          'Kode',
          'SID',
        ],
        rows: rows.map((row) => [
          row.at,
          { case: row.applicationNumber },
          MESSAGE_LABELS[row.purpose] ?? row.purpose,
          MESSAGE_STATUS_LABELS[row.status] ?? row.status,
          row.sentAt,
          row.deliveredAt,
          row.readAt,
          row.failedAt,
          row.errorCode,
          row.sid,
        ]),
        empty: 'Tidak ada pesan.',
      },
      { cut },
    );
  },
};
