import type { CaseFile } from '../../cases/view-case.ts';
import { documentLabel } from '../../domain/document-kinds.ts';
import { text } from '../kit.ts';
import { typedIn, type RefusedForm } from './case-boxes.ts';

/** Papers whose content may be noted down, with what was; nothing for an element-based case. */
export function readingView(
  { family, papers, task, ownFamily }: CaseFile,
  form: RefusedForm | undefined,
): Record<string, unknown> {
  if (family === null || papers.length === 0) return { readings: null };
  const nameOf = (nik: string) => family.people.find((person) => person.nik === nik)?.name ?? nik;
  const typed = typedIn('reading', form) ?? new URLSearchParams();
  return {
    readings: {
      open: task?.element === 'examine-application' && !ownFamily,
      fields: {
        name: text(typed.get('nama')),
        nik: text(typed.get('nik')),
        date: text(typed.get('tanggal')),
        witnesses: text(typed.get('saksi')),
        looked: typed.get('diperiksa') === 'ya',
      },
      people: family.people.map(({ nik, name }) => ({
        ...{ nik, name },
        isAbout: typed.get('tentang') === nik,
        signed: typed.getAll('tandatangan').includes(nik),
      })),
      papers: papers.map(({ id, kind }, i) => {
        const reading = family.readings.get(id);
        const { about, reads, signedBy, witnesses } = reading ?? {};
        return {
          id,
          isChosen: typed.get('dokumen') === id,
          label: `${i + 1}. ${documentLabel(kind)}`,
          noted: [
            ...(about === undefined ? [] : [`tentang ${nameOf(about)}`]),
            ...(reads?.name === undefined ? [] : [`nama ${reads.name}`]),
            ...(reads?.nik === undefined ? [] : [`NIK ${reads.nik}`]),
            ...(reads?.date === undefined ? [] : [`tanggal ${reads.date}`]),
            ...(signedBy === undefined
              ? []
              : [`ditandatangani ${signedBy.length === 0 ? 'tidak seorang pun' : signedBy.map(nameOf).join(', ')}`]),
            ...(witnesses === undefined ? [] : [`${witnesses} saksi`]),
          ].join('; '),
        };
      }),
    },
  };
}
