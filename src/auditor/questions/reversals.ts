import type { RevocationRecord } from '../../store/revocations.ts';
import type { TakenBackDecision } from '../../store/reversals.ts';
import type { NameOf } from '../../cases/audit/inquire.ts';
import { capitalised } from '../../domain/capitalised.ts';
import { answerText, ROLE_LABELS, STATE_LABELS, TASK_LABELS } from '../../domain/labels.ts';
import { TAKE_BACK_REASON_LABELS } from '../../domain/take-back-reason.ts';
import { count, list, PERIOD, type Cell, type Given, type Question } from './question.ts';

const periodOrCase = ({ applicationNumber, span }: Given) =>
  applicationNumber === null ? span : { applicationNumber };

export const takenBack: Question = {
  slug: 'keputusan-ditarik',
  title: 'Keputusan apa yang ditarik kembali?',
  help: 'Siapa menarik kembali keputusan mana, kapan, mengapa, dan apa yang diputuskan sesudahnya. Isi nomor permohonan untuk satu berkas, atau kosongkan untuk seluruh masa.',
  group: 'Berkas',
  fields: ['berkas', ...PERIOD],
  needs: [],
  async ask(audit, username, given) {
    const { rows, cut, nameOf } = await audit.takenBackDecisions(username, periodOrCase(given));
    return list(
      capitalised(`${count(rows.length, 'keputusan')} ditarik kembali oleh pembuatnya.`),
      {
        caption: 'Menurut waktu penarikan, terbaru di atas',
        columns: ['Ditarik', 'Berkas', 'Tugas', 'Oleh', 'Keputusan semula', 'Alasan', 'Sesudahnya'],
        rows: rows.map((row): Cell[] => [
          row.takenBackAt,
          { case: row.applicationNumber },
          TASK_LABELS[row.element] ?? row.element,
          `${nameOf(row.decidedBy)}${row.actingAs === null ? '' : ` (${row.actingAs}.)`}`,
          answerText(row.answer),
          row.reason === null ? 'tidak ditulis' : TAKE_BACK_REASON_LABELS[row.reason],
          whatCameAfter(row, nameOf),
        ]),
        empty: 'Tidak ada keputusan yang ditarik kembali. Ubah masa atau nomornya bila perlu.',
      },
      { cut },
    );
  },
};

function whatCameAfter({ next, state }: TakenBackDecision, nameOf: NameOf): string {
  if (next === null) return `Belum ada keputusan lagi; berkas: ${STATE_LABELS[state]}`;
  return `${answerText(next.answer)}, langkah ${next.step}, oleh ${nameOf(next.by)}`;
}

const OUTCOMES: Readonly<Record<NonNullable<RevocationRecord['outcome']>, string>> = {
  revoked: 'KK dicabut, tidak berlaku lagi',
  declined: 'Tidak jadi, KK tetap berlaku',
};

export const revokedCards: Question = {
  slug: 'kk-dicabut',
  title: 'KK mana yang dicabut, oleh siapa, mengapa?',
  help: 'Setiap pencabutan KK bertanda tangan: yang meminta, orang kedua yang menyetujui, dan alasannya; juga permintaan yang tidak jadi. Isi nomor permohonan untuk satu berkas, atau kosongkan untuk seluruh masa.',
  group: 'Berkas',
  fields: ['berkas', ...PERIOD],
  needs: [],
  async ask(audit, username, given) {
    const { rows, cut, nameOf } = await audit.cardRevocations(username, periodOrCase(given));
    const revoked = rows.filter(({ outcome }) => outcome === 'revoked').length;
    return list(
      capitalised(`${count(revoked, 'KK')} dicabut dari ${count(rows.length, 'permintaan')}.`),
      {
        caption: 'Permintaan pencabutan, terbaru di atas',
        columns: ['Diminta', 'Berkas', 'Diminta oleh', 'Alasan', 'Hasil', 'Orang kedua', 'Pada'],
        rows: rows.map((row): Cell[] => [
          row.requestedAt,
          { case: row.applicationNumber },
          `${nameOf(row.requestedBy)} (${ROLE_LABELS[row.requestedAs]})`,
          row.reason,
          row.outcome === null ? 'Menunggu orang kedua, KK tetap berlaku' : OUTCOMES[row.outcome],
          secondPerson(row, nameOf),
          row.settledAt,
        ]),
        empty: 'Tidak ada KK yang dicabut. Ubah masa atau nomornya bila perlu.',
      },
      { cut },
    );
  },
};

/** Whoever asked may also take the request back: then there is no second person. */
function secondPerson({ settledBy, requestedBy }: RevocationRecord, nameOf: NameOf): string | null {
  if (settledBy === null) return null;
  return settledBy === requestedBy ? `${nameOf(settledBy)} membatalkan permintaannya` : nameOf(settledBy);
}
