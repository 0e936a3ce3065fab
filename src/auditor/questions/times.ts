import { sopMinutes } from '../../domain/sop.ts';
import { count, list, PERIOD, type Cell, type Question } from './question.ts';

export const stepsAgainstSop: Question = {
  slug: 'waktu-sop',
  title: 'Langkah mana melewati waktu SOP?',
  help: 'Waktu pengerjaan menurut SOP: sejak petugas yang memutuskan membuka berkas sampai ia memutuskan, dalam jam kerja. Waktu antre tidak dihitung.',
  group: 'Waktu dan jumlah',
  fields: PERIOD,
  needs: [],
  async ask(audit, username, { span }) {
    const { summary, late, cut } = await audit.stepsAgainstSop(username, span);
    return {
      summary:
        `${count(late.length, 'langkah')} melewati waktu SOP dari ${summary.reduce((sum, step) => sum + step.measured, 0)} yang terukur.`.replace(
          /^t/,
          'T',
        ),
      verdict: late.length === 0 ? 'good' : 'alert',
      cut,
      tables: [
        {
          caption: 'Setiap langkah, dalam menit',
          columns: [
            'Langkah',
            'SOP',
            'Dikerjakan',
            'Terukur',
            'Melewati',
            'Median',
            '90 persen',
            'Terlama',
            'Antre (median)',
          ],
          rows: summary.map((step) => [
            `${step.step}. ${step.title}`,
            step.sopMinutes,
            step.visits,
            step.measured,
            step.late,
            rounded(step.median),
            rounded(step.ninetieth),
            rounded(step.longest),
            rounded(step.medianWait),
          ]),
          empty: '',
        },
        {
          caption: 'Yang melewati, terlama di atas',
          columns: ['Berkas', 'Langkah', 'Oleh', 'Selesai', 'Menit', 'Menit SOP'],
          rows: late.map((visit) => [
            { case: visit.applicationNumber },
            visit.step,
            visit.who,
            visit.endedAt,
            rounded(visit.minutes),
            sopMinutes(visit.step),
          ]),
          empty: 'Tidak ada langkah yang melewati waktu SOP.',
        },
      ],
    };
  },
};

export const days: Question = {
  slug: 'jumlah-harian',
  title: 'Berapa masuk, selesai dan menunggu setiap hari?',
  help: 'Permohonan masuk, KK ditandatangani, berkas selesai, ditutup, dibatalkan, dan yang masih terbuka di akhir hari.',
  group: 'Waktu dan jumlah',
  fields: PERIOD,
  needs: [],
  async ask(audit, username, { span }) {
    const counted = await audit.days(username, span);
    const sum = (name: 'submitted' | 'archived') => counted.reduce((total, day) => total + day[name], 0);
    return list(`${sum('submitted')} masuk, ${sum('archived')} selesai, ${counted.at(-1)?.open ?? 0} masih terbuka.`, {
      caption: 'Hari demi hari',
      columns: [
        'Hari',
        'Masuk',
        'Ditandatangani',
        'Selesai diarsipkan',
        'Ditutup',
        'Dibatalkan',
        'Ditolak',
        'Terbuka di akhir hari',
      ],
      rows: counted.map((day): Cell[] => [
        day.day,
        day.submitted,
        day.signed,
        day.archived,
        day.closed,
        day.withdrawn,
        day.refused,
        day.open,
      ]),
      empty: 'Tidak ada hari dalam masa ini.',
    });
  },
};

const rounded = (minutes: number | null): number | null => (minutes === null ? null : Math.round(minutes * 10) / 10);
