import { DMN, all, dmn, inFile, inTable, type PlantedEdit } from './editing.ts';

export const TABLES: readonly PlantedEdit[] = [
  {
    edit: 'two rows for one reason',
    change: dmn('<text>"hilang"</text>', '<text>"hilang","rusak"</text>'),
    expected: inTable(/"rusak".*dua baris cocok/),
  },
  {
    edit: 'no row for a reason',
    change: dmn(/<rule id="base-rusak">[\s\S]*?<\/rule>/, ''),
    expected: inTable(/"rusak".*tidak menghasilkan dokumen/),
  },
  {
    edit: 'an output column has another name',
    change: dmn('name="evidence" typeRef', 'name="bukti" typeRef'),
    expected: inTable(/"(nama|pendidikan)"/),
  },
  {
    edit: 'a column reads a name that does not exist',
    change: dmn('<text>reason</text>', '<text>alasan</text>'),
    expected: inTable(/"alasan".*tidak ada panah/),
  },
  {
    edit: 'the arrow between two tables is gone',
    change: dmn(/<informationRequirement id="persyaratan-needs-evidence">[\s\S]*?<\/informationRequirement>/, ''),
    expected: inTable(/"changes".*tidak ada panah/),
  },
  {
    edit: 'a lost card is entered in SIAK',
    change: dmn(/(id="base-hilang-siak-entry-needed">\s*<text>)false/, '$1true'),
    expected: inTable(/"hilang".*tanpa entri SIAK/),
  },
  {
    edit: 'a lost card needs no letter of the police',
    change: dmn('["surat-hilang", "ktp-el"]', '["ktp-el"]'),
    expected: inTable(/"surat-hilang"/),
  },
  {
    edit: 'a paper that the applicant cannot send',
    change: dmn('"ijazah"</text>', '"ijasah"</text>'),
    expected: inTable(/"ijasah" tidak dikenal/),
  },
  {
    edit: 'a changed name leaves the KTP-el as it is',
    change: dmn(/(id="change-nama-ktp-affected">\s*<text>)true/, '$1false'),
    expected: inTable(/"nama".*KTP-el ikut/),
  },
  {
    edit: 'the decision has another id',
    change: all(
      dmn('<decision id="persyaratan"', '<decision id="syarat"'),
      dmn('dmnElementRef="persyaratan"', 'dmnElementRef="syarat"'),
    ),
    expected: { file: /\.dmn$/, element: null, says: /"persyaratan" tidak ada/ },
  },
  {
    edit: 'the file of the tables is empty',
    change: inFile(DMN, () => ''),
    expected: { file: /\.dmn$/, element: null, says: /rusak/ },
  },
];
