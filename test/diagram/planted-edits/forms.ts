import { form, inForm, type PlantedEdit } from './editing.ts';

const VERIFICATION_LABELS = /"Tidak ada: teruskan kepada Kepala Dinas"([\s\S]*?)"Ada: kembalikan kepada pemohon"/;
export const FORMS: readonly PlantedEdit[] = [
  {
    edit: 'the labels of the two answers are exchanged: yes means no',
    change: form(
      'verifikasi-draf',
      VERIFICATION_LABELS,
      '"Ada: kembalikan kepada pemohon"$1"Tidak ada: teruskan kepada Kepala Dinas"',
    ),
    expected: inForm('verifikasi-draf', /label tertukar/, /verification/),
  },
  {
    edit: 'the answer need not be given',
    change: form('verifikasi-draf', /("value": "invalid"\s*\}\s*\],\s*"validate": \{\s*"required": )true/, '$1false'),
    expected: inForm('verifikasi-draf', /wajib diisi/, /verification/),
  },
  {
    edit: 'the question is hidden for ever',
    change: form('periksa-berkas', /("key": "examination",)/, '$1 "conditional": { "hide": "=true" },'),
    expected: inForm('periksa-berkas', /tidak pernah tampil/, /examination/),
  },
  {
    edit: 'the reason is hidden when it is asked for',
    change: form('verifikasi-draf', 'not(verification = \\"invalid\\" or', 'not(verification = \\"valid\\" or'),
    expected: inForm('verifikasi-draf', /tersembunyi|tidak pernah tampil/, /note/),
  },
  {
    edit: 'a reason is demanded although nothing is wrong',
    change: form('verifikasi-draf', 'not(verification = \\"invalid\\" or signing = \\"rejected\\")', 'false'),
    expected: inForm('verifikasi-draf', /wajib diisi juga saat jawabannya "valid"/, /note/),
  },
  {
    edit: 'the officer does not see what the table requires',
    change: form('periksa-berkas', '{{#loop requiredDocuments}}', '{{#loop missingDocuments}}'),
    expected: inForm('periksa-berkas', /dokumen yang diperlukan menurut tabel/, null),
  },
  {
    edit: 'nothing shows that the head has returned the draft',
    change: form(
      'verifikasi-draf',
      '### Dikembalikan oleh Kepala Dinas\\nAlasan Kepala Dinas tertulis',
      '### Dikembalikan\\nAlasan tertulis',
    ),
    expected: inForm('verifikasi-draf', /Kepala Dinas mengembalikan draf/, null),
  },
  {
    edit: 'an answer has another key',
    change: form('verifikasi-draf', '"key": "verification"', '"key": "verifikasi"'),
    expected: inForm('verifikasi-draf', /tidak menanyakan verification/, null),
  },
  {
    edit: 'an answer has a value that no program knows',
    change: form('sampaikan-kk', '"value": "resend"', '"value": "ulang"'),
    expected: inForm('sampaikan-kk', /"ulang" tidak boleh/, /handOver/),
  },
  {
    edit: 'the head can approve without a passphrase',
    change: form('tanda-tangan', '"value": "rejected"', '"value": "approved"'),
    expected: inForm('tanda-tangan', /"approved" tidak boleh/, /signing/),
  },
  {
    edit: 'the form asks for the passphrase',
    change: form(
      'tanda-tangan',
      '"components": [',
      '"components": [{ "type": "textfield", "id": "pass", "key": "note", "label": "Passphrase" },',
    ),
    expected: inForm('tanda-tangan', /passphrase hanya diketik/, null),
  },
  {
    edit: 'the officer does not read why the task came back',
    change: form('periksa-berkas', 'SIAK menolak entri.', 'SIAK tidak mau.'),
    expected: inForm('periksa-berkas', /kembali karena SIAK_REFUSED/),
  },
  {
    edit: 'a reason is shown that is not the reason',
    change: form('periksa-berkas', 'not(returnReason = \\"SIAK_REFUSED\\")', 'not(returnReason != \\"\\")'),
    expected: inForm('periksa-berkas', /tampil juga/),
  },
  {
    edit: 'the draft is not shown where it is verified',
    change: form('verifikasi-draf', '/draf.png', '/draf-lama.png'),
    expected: inForm('verifikasi-draf', /draf KK .* tidak tampil/, null),
  },
  {
    edit: 'a paper cannot be asked for any more',
    change: form('periksa-berkas', /\{\s*"label": "Ijazah terakhir",\s*"value": "ijazah"\s*\},/, ''),
    expected: inForm('periksa-berkas', /"ijazah" tidak dapat diminta/, /missingDocuments/),
  },
  {
    edit: 'the note may be a novel',
    change: form('verifikasi-draf', '"maxLength": 500', '"maxLength": 50000'),
    expected: inForm('verifikasi-draf', /500 huruf/, /note/),
  },
  {
    edit: 'a formula that nobody can read',
    change: form('sampaikan-kk', '=not(ktpAffected = true)', '=not(ktpAffected = true'),
    expected: inForm('sampaikan-kk', /tidak dapat dibaca/),
  },
  {
    edit: 'the form carries a variable that is not there',
    change: form('buka-permohonan', '#### {{applicationNumber}}', '#### {{nama}} {{applicationNumber}}'),
    expected: inForm('buka-permohonan', /"nama" tidak dikenal/),
  },
  {
    edit: 'the file is no JSON',
    change: form('entri-siak', '"components": [', '"components": [,'),
    expected: inForm('entri-siak', /rusak/, null),
  },
  {
    edit: 'a form that no task shows',
    change: ({ resources }) => ({
      resources: [
        ...resources,
        { ...resources.find(({ name }) => name === 'buka-permohonan.form')!, name: 'lama.form' },
      ],
    }),
    expected: { file: /^lama\.form$/, element: null, says: /harus sama/ },
  },
];
