import type { Application } from '../application.ts';
import { printedDate, toPlainDate } from '../plain-date.ts';
import type { FormContent } from './form-shape.ts';

type Section = FormContent['sections'][number];
type Born = NonNullable<ReturnType<typeof birthsIn>>[number];

const WITNESSES: Section = {
  heading: 'Saksi',
  rows: [1, 2].flatMap((i) => [[`Nama saksi ${i}`, ''] as const, [`NIK saksi ${i}`, ''] as const]),
};

/** F-2.03, in the place of a letter of who helped at the birth; undefined without a birth. */
export function birthForm(
  application: Application,
  who: Section,
  name: (nik: string) => string,
  truth: string,
): FormContent | undefined {
  const children = birthsIn(application);
  if (children === undefined) return undefined;
  return {
    code: 'F-2.03',
    title: 'SPTJM Kebenaran Data Kelahiran',
    sections: [
      who,
      ...children.map((child, i) => ({
        heading: `Anak ${i + 1}`,
        rows: [
          ['Nama lengkap', child.name ?? ''],
          ['Jenis kelamin', child.sex ?? ''],
          ['Tempat lahir', child.birthPlace ?? ''],
          ['Tanggal lahir', shown(child.birthDate)],
          ['Nama ibu', motherOf(child, name)],
          ['Nama ayah', child.fatherLeftOut === true ? '-' : fatherOf(child, name)],
        ] as const,
      })),
      WITNESSES,
    ],
    statement: `Anak tersebut di atas benar dilahirkan oleh ibu tersebut di atas pada tempat dan tanggal itu, dan kelahirannya tidak dapat dibuktikan dengan surat keterangan kelahiran. ${truth}`,
    signatures: [who.rows[0]?.[1] ?? '', 'Saksi 1', 'Saksi 2'],
  };
}

/** F-2.04, in the place of the marriage book for a father's name; undefined where no child has both parents. */
export function spousesForm(
  application: Application,
  name: (nik: string) => string,
  truth: string,
): FormContent | undefined {
  const children = (birthsIn(application) ?? []).filter(
    (child) => child.fatherLeftOut !== true && motherOf(child, name) !== '' && fatherOf(child, name) !== '',
  );
  const [first] = children;
  if (first === undefined) return undefined;
  const couple = [fatherOf(first, name), motherOf(first, name)] as const;
  return {
    code: 'F-2.04',
    title: 'SPTJM Kebenaran sebagai Pasangan Suami Istri',
    sections: [
      {
        heading: 'Suami dan istri',
        rows: [
          ['Nama suami', couple[0]],
          ['NIK suami', first.father ?? ''],
          ['Nama istri', couple[1]],
          ['NIK istri', first.mother ?? ''],
        ],
      },
      { heading: 'Anak', rows: children.map((child, i) => [`Anak ${i + 1}`, child.name ?? ''] as const) },
      WITNESSES,
    ],
    statement: `Kami adalah pasangan suami istri dan orang tua anak tersebut di atas, dan perkawinan kami tidak dapat dibuktikan dengan buku nikah atau kutipan akta perkawinan. ${truth.replaceAll('Saya', 'Kami').replaceAll('saya', 'kami')}`,
    signatures: [...couple, 'Saksi 1', 'Saksi 2'],
  };
}

function birthsIn({ events = [] }: Application) {
  const births = events.flatMap((one) => (one.event === 'bayi-lahir' ? one.data.children : []));
  return births.length === 0 ? undefined : births;
}

const motherOf = (child: Born, name: (nik: string) => string): string =>
  child.motherName ?? (child.mother === undefined ? '' : name(child.mother));
const fatherOf = (child: Born, name: (nik: string) => string): string =>
  child.fatherName ?? (child.father === undefined ? '' : name(child.father));

function shown(text = ''): string {
  const date = toPlainDate(text);
  return date === undefined ? text : printedDate(date);
}
