import { INDONESIAN } from '../language/indonesian.ts';
import { eventTexts } from './event-texts.ts';
import { memberOf } from '../card/register.ts';
import { F_1_02 } from './common-evidence.ts';
import { Reprint, cardToReprint, reprint } from './cetak-ulang.ts';
import { defineEvent, type EvidenceContext } from './event.ts';
import type { Paper } from './documents.ts';

/** The letter names a member of the card, or the same person whom a member has given power of attorney. */
function inRightName(paper: Paper, c: EvidenceContext<Reprint>): boolean {
  const members = cardToReprint(c, c.data)?.members.map((row) => row.nik) ?? [];
  const attorney = c.papers.some((other) => other.document === 'f-1-07') ? [c.applicant] : [];
  const name = paper.inNameOf ?? c.applicant;
  return [...members, ...attorney].includes(name);
}

/** E26. */
export const kkHilang = defineEvent({
  code: 'E26',
  name: 'kk-hilang',
  tile: INDONESIAN.events['tile.kk-hilang'],
  ...eventTexts('kk-hilang'),
  law: 'Perpres 96/2018 art. 13; SOP IKMT-PP-01-07 step 3',
  assumed: 'Surat kepolisian atas nama anggota KK atau penerima kuasa.',
  changesMembers: false,
  entry: false,
  data: Reprint,
  boxes: () => ['I.C.1'],
  evidence: [
    F_1_02,
    {
      anyOf: ['surat-hilang'],
      mark: 'AO',
      law: 'Perpres 96/2018 art. 13',
      fits: inRightName,
      missing: (c) =>
        c.papers.some((paper) => paper.document === 'surat-hilang')
          ? INDONESIAN.advice['surat-keterangan-hilang-atas']
          : INDONESIAN.advice['surat-keterangan-hilang-dari'],
    },
    // The NIK on F-1.02 stands for the KTP-el (SE 470/13287).
    { anyOf: ['ktp-el', 'f-1-02'], mark: 'F', law: 'Perpres 96/2018 art. 13; SE 470/13287' },
    {
      anyOf: ['kitap'],
      mark: 'F',
      law: 'Perpres 96/2018 art. 13',
      when: (c) => memberOf(c.before, c.applicant)?.citizenship === 'WNA',
    },
  ],
  effect: reprint,
});
