import type { Looks } from '../../cases/audit/who-saw.ts';
import { maskNik } from '../../domain/nik.ts';
import { count, type Question, type Sheet } from './question.ts';

/** Who saw the data of a person, or a case. */
export const whoSaw: Question = {
  slug: 'siapa-melihat',
  title: 'Siapa melihat data ini?',
  help: 'Setiap orang yang membuka data seseorang (NIK) atau satu berkas: kapan, apa, sebagai apa, dan upaya yang ditolak.',
  group: 'Data pribadi',
  fields: ['nik', 'berkas'],
  needs: ['nik', 'berkas'],
  async ask(audit, username, { nik, applicationNumber }) {
    if (nik !== null) return sheet(`NIK ${maskNik(nik)}`, await audit.whoSawPerson(username, nik));
    return sheet(`berkas ${applicationNumber}`, await audit.whoSawCase(username, applicationNumber ?? ''));
  },
};

function sheet(subject: string, { cases, views }: Looks): Sheet {
  const seen = views.filter(({ refused }) => refused === null);
  const people = new Set(seen.map((view) => view.username)).size;
  return {
    summary:
      cases.length === 0
        ? `Tidak ada berkas yang memuat ${subject}.`
        : `Data ${subject}: ${seen.length} kali dilihat oleh ${people} orang dalam ${count(cases.length, 'berkas')}, ${count(views.length - seen.length, 'upaya ditolak')}.`,
    verdict: 'plain',
    tables: [
      {
        caption: 'Siapa melihat, terlama di atas',
        columns: ['Waktu', 'Siapa', 'Nama pengguna', 'Berkas', 'Apa', 'Sebagai', 'Ditolak karena'],
        rows: views.map((view) => [
          new Date(view.at),
          view.officer,
          view.username,
          { case: view.applicationNumber },
          view.what,
          view.ground,
          view.refused,
        ]),
        empty: 'Belum ada yang melihat.',
      },
    ],
    cut: false,
  };
}
