import { expect } from 'chai';
import { ELEMENT_CODES, type ElementCode } from '../../src/domain/elements.ts';
import { readDecisionRules } from '../diagram/decision-rules.ts';
import { itOnEmbedded } from './embedded.ts';
import { theOffice, type TestOffice } from './the-office.ts';
import { rulesMatched } from './traces.ts';

/** Old and new of each element of the law, on the second member of the invented family. */
const CHANGES: Readonly<Record<ElementCode, readonly [from: string, to: string]>> = {
  nama: ['Kinasih Larasati', 'Kinasih Larasati Ayu'],
  'jenis-kelamin': ['LAKI-LAKI', 'PEREMPUAN'],
  'tempat-lahir': ['SLEMAN', 'BANTUL'],
  'tanggal-lahir': ['1985-03-16', '1985-03-15'],
  agama: ['KRISTEN', 'ISLAM'],
  pendidikan: ['SLTA/SEDERAJAT', 'DIPLOMA IV/STRATA I'],
  pekerjaan: ['WIRASWASTA', 'GURU'],
  'status-perkawinan': ['KAWIN', 'KAWIN TERCATAT'],
  shdk: ['FAMILI LAIN', 'ISTRI'],
  kewarganegaraan: ['WNA', 'WNI'],
  'dokumen-imigrasi': ['A1234567', 'B7654321'],
  'nama-ayah': ['SUKARDI', 'SUKARDJO'],
  'nama-ibu': ['WAGINEM', 'WAGINAH'],
  'golongan-darah': ['TIDAK TAHU', 'O'],
};

describe('Every element and every reason of the decision table', () => {
  let office: TestOffice;
  before(async () => {
    office = await theOffice();
  });

  itOnEmbedded(
    'asks for the evidence of every element that changes, and matches every rule of the tables',
    async () => {
      const all = await office.applies({
        application: {
          changes: ELEMENT_CODES.map((element) => ({
            member: 1,
            element,
            from: CHANGES[element][0],
            to: CHANGES[element][1],
          })),
        },
      });
      const others = await Promise.all(
        (['hilang', 'rusak', 'baru'] as const).map((reason) => office.applies({ application: { reason } })),
      );
      for (const berkas of [all, ...others]) await berkas.task('open-application');
      expect((await all.record).requiredDocuments).to.include.members([
        'penetapan-pengadilan',
        'akta-kelahiran',
        'surat-pemuka-agama',
        'ijazah',
        'bukti-pekerjaan',
        'bukti-perkawinan',
        'bukti-hubungan',
        'bukti-kewarganegaraan',
        'paspor-kitap',
        'bukti-golongan-darah',
      ]);
      const matched = [...(await rulesMatched(office))];
      const missing = (await readDecisionRules()).filter(
        (id) => !matched.some((one) => one === id || one.startsWith(`${id}_`)),
      );
      expect(missing).to.deep.equal([]);
    },
  );
});
