import type { Application } from '../application.ts';
import { isAwaited } from '../card/awaited.ts';
import { sameName } from '../card/names.ts';
import type { Biodata } from '../events/biodata.ts';
import { nameOf } from '../events/common-evidence.ts';
import { ELEMENT_LABELS } from '../events/element-changes.ts';
import { F102_BOXES } from '../events/f102.ts';
import { inTheHand } from '../check-event-application.ts';
import type { Plan } from '../events/event.ts';
import type { FamilyMember, PlainDate } from '../family-card.ts';
import { kalurahanOf } from '../kalurahan.ts';
import { printedDate, toPlainDate } from '../plain-date.ts';
import { factsOf } from '../rules/rule.ts';
import { newPeople } from '../rules/nik.ts';
import { basisOfChange } from './basis-of-change.ts';
import { birthForm, spousesForm } from './birth.ts';
import type { FormContent } from './form-shape.ts';
import { moveForm, noDocumentForm } from './move.ts';
import { bothParentsSign } from './second-parent.ts';
import { divorceForm, weddingForm } from './unregistered.ts';

/**
 * Forms of the law that are filled in from what the resident has typed, to be printed and signed (Permendagri
 * 109/2019).
 */
export const FORM_CODES = [
  ...(['f-1-01', 'f-1-02', 'f-1-03', 'f-1-04'] as const),
  ...(['f-1-05-perkawinan', 'f-1-05-perceraian', 'f-1-06', 'f-1-07'] as const),
  ...(['f-2-03', 'f-2-04'] as const),
] as const;
export type FormCode = (typeof FORM_CODES)[number];

const TRUE =
  'Saya menyatakan bahwa data di atas benar. Bila di kemudian hari ternyata tidak benar, saya bersedia dikenai sanksi ' +
  'menurut peraturan perundang-undangan.';

/** One form, filled in; undefined when nothing of the application belongs on it. */
export function formContent(code: FormCode, application: Application, today: PlainDate): FormContent | undefined {
  const inHand = inTheHand(application, today);
  const { c, events, plan } = inHand;
  const { applicant, kkNumber = '' } = application;
  const name = (nik: string) => nameOf({ before: c.before, plan }, nik);
  const who: FormContent['sections'][number] = {
    heading: 'Pemohon',
    rows: [
      ['Nama lengkap', applicant.name],
      ['NIK', applicant.nik],
      ['Nomor KK', kkNumber],
      ['Nomor telepon', applicant.whatsapp],
      ['Alamat', addressOf(application)],
    ],
  };
  switch (code) {
    case 'f-1-02': {
      const boxes = [
        ...new Set(events.flatMap(({ definition, declared }) => definition.boxes(c, declared.data, plan))),
      ];
      return {
        code: 'F-1.02',
        title: 'Formulir Pendaftaran Peristiwa Kependudukan',
        sections: [
          who,
          { heading: 'Jenis permohonan', rows: boxes.map((box) => [box, F102_BOXES[box]] as const) },
          { heading: 'Peristiwa', rows: events.map(({ definition }, i) => [`${i + 1}`, definition.title] as const) },
        ],
        statement: TRUE,
        signatures: [applicant.name],
      };
    }
    case 'f-1-06': {
      const changes = factsOf({ plan }, 'change').map(({ change }) => change);
      if (changes.length === 0) return undefined;
      const basis = basisOfChange(inHand);
      return {
        code: 'F-1.06',
        title: 'Surat Pernyataan Perubahan Elemen Data Kependudukan',
        sections: [
          who,
          ...changes.map(({ nik, element, from = '', to }, i) => ({
            heading: `Perubahan ${i + 1}: ${ELEMENT_LABELS[element]}`,
            rows: [
              ['Nama', name(nik)],
              ['NIK', nik],
              ['Semula', from],
              ['Menjadi', to],
              ['Dasar perubahan', basis],
            ] as const,
          })),
        ],
        statement: TRUE,
        signatures: [applicant.name, ...(bothParentsSign(inHand) ? ['Ayah atau ibu yang lain'] : [])],
      };
    }
    case 'f-1-01': {
      const people = newPeople(c);
      if (people.length === 0) return undefined;
      return {
        code: 'F-1.01',
        title: 'Formulir Biodata Keluarga',
        sections: people.map(({ person }, i) => ({
          heading: `Anggota baru ${i + 1}`,
          rows: [
            ['Nama lengkap', person.name ?? ''],
            ['Jenis kelamin', person.sex ?? ''],
            ['Tempat lahir', person.birthPlace ?? ''],
            ['Tanggal lahir', shownDate(person.birthDate)],
            ['Agama', person.religion ?? ''],
            ['Golongan darah', person.bloodType ?? ''],
            ['Kewarganegaraan', person.citizenship ?? ''],
            ['Status perkawinan', rowOf(person, plan)?.maritalStatus ?? person.maritalStatus ?? ''],
            ['Hubungan dalam keluarga', rowOf(person, plan)?.shdk ?? ''],
            ['Pendidikan', person.education ?? ''],
            ['Pekerjaan', person.occupation ?? ''],
            ['Nama ibu', person.motherName ?? named(person, 'mother', name)],
            ['Nama ayah', person.fatherLeftOut === true ? '-' : (person.fatherName ?? named(person, 'father', name))],
          ] as const,
        })),
        statement: TRUE,
        signatures: [applicant.name],
      };
    }
    case 'f-1-05-perkawinan':
      return weddingForm(application, inHand, name, TRUE);
    case 'f-1-05-perceraian':
      return divorceForm(application, inHand, name, TRUE);
    case 'f-2-03':
      return birthForm(application, who, name, TRUE);
    case 'f-2-04':
      return spousesForm(application, name, TRUE);
    case 'f-1-03':
      return moveForm(inHand, who, TRUE);
    case 'f-1-04':
      return noDocumentForm(who, TRUE);
    case 'f-1-07':
      return {
        code: 'F-1.07',
        title: 'Surat Kuasa dalam Pelayanan Administrasi Kependudukan',
        sections: [
          {
            heading: 'Pemberi kuasa (anggota KK)',
            rows: [
              ['Nama lengkap', ''],
              ['NIK', ''],
              ['Nomor KK', kkNumber],
            ],
          },
          { heading: 'Penerima kuasa', rows: who.rows.slice(0, 2) },
          {
            heading: 'Untuk mengurus',
            rows: events.map(({ definition }, i) => [`${i + 1}`, definition.title] as const),
          },
        ],
        statement: 'Kuasa ini hanya untuk permohonan di atas. Lampirkan foto KTP-el pemberi kuasa.',
        signatures: ['Pemberi kuasa', applicant.name],
      };
  }
}

/** The planned row of a person who is registered for the first time; undefined where the card is not known. */
function rowOf({ nik = '', name = '' }: Biodata, { register }: Plan): FamilyMember | undefined {
  return register.cards
    .flatMap(({ members }) => members)
    .find((row) => (nik === '' ? isAwaited(row.nik) && sameName(row.name, name) : row.nik === nik));
}

function named(person: object, parent: 'mother' | 'father', name: (nik: string) => string): string {
  const nik = (person as Readonly<Record<string, unknown>>)[parent];
  return typeof nik === 'string' ? name(nik) : '';
}

const shownDate = (text = ''): string => {
  const date = toPlainDate(text);
  return date === undefined ? text : printedDate(date);
};

function addressOf({ address: { street, rt, rw, kalurahan } }: Application): string {
  const place = kalurahanOf(kalurahan);
  const lines = [
    street,
    rt === '' ? '' : `RT ${rt}`,
    rw === '' ? '' : `RW ${rw}`,
    place?.name ?? '',
    place?.kapanewon ?? '',
  ];
  return lines.filter((line) => line !== '').join(', ');
}
