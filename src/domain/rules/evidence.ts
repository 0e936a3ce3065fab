import { ruleText } from './rule-text.ts';
import { sameName } from '../card/names.ts';
import { memberOf } from '../card/register.ts';
import { documentName, type Paper } from '../events/documents.ts';
import { touchesBelief } from '../events/agama-kepercayaan.ts';
import { isOutsideBantul } from '../events/outside-bantul.ts';
import { isReprint } from '../events/penulisan-lama.ts';
import { toPlainDate } from '../plain-date.ts';
import { plainNumber } from '../events/read-application.ts';
import { cardOf } from '../card/register.ts';
import { touchedCards } from '../events/common-evidence.ts';
import type { PlainDate } from '../family-card.ts';
import { eventsNamed, factsOf, hasPaper, type Hit, type Rule, type RuleContext } from './rule.ts';

/** Rules about papers, about other applications, and about what belongs elsewhere. */
const DATED: Partial<Record<Paper['document'], (c: RuleContext) => readonly (PlainDate | undefined)[]>> = {
  'buku-nikah': weddingDates,
  'akta-perkawinan': weddingDates,
  'f-1-05-perkawinan': weddingDates,
  'akta-cerai': (c) => factsOf(c, 'divorce').map(({ date }) => date),
  'akta-perceraian': (c) => factsOf(c, 'divorce').map(({ date }) => date),
  'f-1-05-perceraian': (c) => factsOf(c, 'divorce').map(({ date }) => date),
  'akta-kematian': (c) => factsOf(c, 'death').map(({ date }) => date),
  'akta-kelahiran': birthDates,
  'surat-kelahiran': birthDates,
};

function weddingDates(c: RuleContext): readonly (PlainDate | undefined)[] {
  return [
    ...factsOf(c, 'wedding').map(({ date }) => date),
    ...eventsNamed(c, 'penulisan-lama').map(({ date }) => date),
  ];
}

function birthDates(c: RuleContext): readonly (PlainDate | undefined)[] {
  const born = eventsNamed(c, 'bayi-lahir').flatMap(({ children }) =>
    children.map(({ birthDate }) => toPlainDate(birthDate ?? '')),
  );
  const corrected = factsOf(c, 'change')
    .filter(({ change }) => change.element === 'tanggal-lahir')
    .map(({ change }) => toPlainDate(change.to));
  return [...born, ...corrected];
}

/** What a person read on the paper and what the application says, where they differ. */
function differencesIn(paper: Paper, c: RuleContext): string[] {
  const { reads, about } = paper;
  if (reads === undefined) return [];
  const person = about === undefined ? undefined : (memberOf(c.plan.register, about) ?? memberOf(c.before, about));
  const expected = DATED[paper.document]?.(c).filter((date) => date !== undefined) ?? [];
  const date = reads.date === undefined ? undefined : (toPlainDate(reads.date) ?? reads.date);
  return [
    ...(reads.name !== undefined && person !== undefined && !sameName(reads.name, person.name) ? ['nama'] : []),
    ...(reads.nik !== undefined && about !== undefined && plainNumber(reads.nik) !== plainNumber(about) ? ['NIK'] : []),
    ...(date !== undefined && expected.length > 0 && !expected.includes(date) ? ['tanggal'] : []),
  ];
}

const REPRINTS = ['kk-hilang', 'kk-rusak'];

export const EVIDENCE_RULES: readonly Rule[] = [
  {
    id: 'R51',
    name: 'open_twice',
    where: 'application',
    severity: 'warn',
    source: 'plausibility',
    sentence: 'Permohonan {nomor} untuk keluarga ini masih berjalan. Lanjutkan yang itu, atau batalkan bila keliru.',
    check: (c) => {
      const cards = touchedCards(c);
      const own = cardOf(c.before, c.applicant);
      const families = own === undefined ? cards : [...cards, own];
      const niks = [c.applicant, ...families.flatMap(({ members }) => members.map(({ nik }) => nik))];
      const numbers = families.map(({ kkNumber }) => kkNumber);
      return c.openApplications
        .filter(
          (open) =>
            (open.kkNumber !== undefined && numbers.includes(open.kkNumber)) ||
            open.niks.some((nik) => niks.includes(nik)),
        )
        .map(({ number }) => ({ subject: number, words: { nomor: number } }));
    },
  },
  {
    id: 'R52',
    name: 'phone_unknown',
    where: 'application',
    severity: 'warn',
    source: 'UU 27/2022 art. 16, 35; plausibility',
    sentence:
      'Nomor WhatsApp ini belum pernah dipakai keluarga ini. Pastikan pemohon anggota keluarga sebelum KK dikirim.',
    check: (c) => (c.phoneKnown ? [] : [{ field: '/applicant/whatsapp' }]),
  },
  {
    id: 'R53',
    name: 'evidence',
    where: 'evidence',
    severity: 'refuse',
    source: 'Perpres 96/2018 art. 11-13; Permendagri 108/2019 art. 10; SE 470/13287',
    sentence: 'Dokumen {nama dokumen} belum ada. Unggah fotonya, atau salah satu penggantinya: {pengganti}.',
    check: (c) =>
      c.missing.map(({ text, alternatives }): Hit => {
        if (text.startsWith('pilihan:')) return { sentence: `Belum dipilih: ${text.slice('pilihan:'.length).trim()}.` };
        return alternatives.length > 0
          ? { words: { 'nama dokumen': text, pengganti: alternatives.join(', ') } }
          : { words: { 'nama dokumen': text }, sentence: 'Dokumen {nama dokumen} belum ada. Unggah fotonya.' };
      }),
  },
  {
    id: 'R54',
    name: 'evidence_differs',
    where: 'evidence',
    severity: 'warn',
    source: 'plausibility',
    sentence: 'Isi {dokumen} berbeda dengan isian: {beda}. Perbaiki isian atau unggah dokumen yang sesuai.',
    check: (c) =>
      c.papers.flatMap((paper): Hit[] => {
        const differences = differencesIn(paper, c);
        return differences.length === 0
          ? []
          : [{ words: { dokumen: documentName(paper.document), beda: differences.join(', ') } }];
      }),
  },
  {
    id: 'R55',
    name: 'elsewhere',
    where: 'application',
    severity: 'refuse',
    source: 'Perpres 96/2018 art. 25; Permendagri 108/2019 art. 30; SOP keterkaitan 2, 3',
    sentence:
      'Untuk pindah antarkabupaten gunakan layanan Pindah Datang / Pindah. Data yang sudah Anda isi kami teruskan ke sana.',
    check: (c) => {
      const typed = c.application.address?.kalurahan?.trim() ?? '';
      const isElsewhere = typed !== '' && isOutsideBantul(typed);
      return [...(c.elsewhere?.rule === 'R55' ? [{}] : []), ...(isElsewhere ? [{ field: '/address/kalurahan' }] : [])];
    },
  },
  {
    id: 'R58',
    name: 'belief',
    where: 'evidence',
    severity: 'refuse',
    source: 'Putusan MK 97/PUU-XIV/2016; SE Mendagri 470/1989/MD; Ditjen Dukcapil (letter or SPTJM)',
    sentence:
      'Agama/kepercayaan {nama}: unggah surat organisasi atau pemuka kepercayaan, atau SPTJM yang Anda tanda tangani.',
    check: (c) => {
      if (hasPaper(c, 'surat-kepercayaan', 'sptjm-kepercayaan', 'surat-pemuka-agama')) return [];
      return eventsNamed(c, 'agama-kepercayaan').flatMap(({ changes }) =>
        changes
          .filter((change) => touchesBelief({ changes: [change] }))
          .map(({ person }) => ({
            subject: person,
            words: { nama: memberOf(c.before, person)?.name ?? '' },
          })),
      );
    },
  },
  {
    id: 'R69',
    name: 'lost_changes',
    where: 'application',
    severity: 'refuse',
    source: 'Perpres 96/2018 art. 10(c), 13; SOP step 3 (no entry)',
    sentence: ruleText('R69'),
    check: (c) => {
      const names = c.events.map(({ definition }) => definition.name);
      const wishes = [...eventsNamed(c, 'kk-hilang'), ...eventsNamed(c, 'kk-rusak')].some(
        ({ wantsChanges }) => wantsChanges === true,
      );
      const oldPaper = eventsNamed(c, 'penulisan-lama').every(isReprint);
      const others = names.some((name) => !REPRINTS.includes(name) && !(name === 'penulisan-lama' && oldPaper));
      return wishes || (names.some((name) => REPRINTS.includes(name)) && others) ? [{}] : [];
    },
  },
];
