import { all, bpmn, condition, dmn, form, type PlantedEdit } from './editing.ts';

export const HARMLESS: readonly PlantedEdit[] = [
  { edit: 'a task has another name', change: bpmn('name="3. Periksa berkas"', 'name="3. Teliti berkas pemohon"') },
  { edit: 'a box is moved', change: bpmn(/(bpmnElement="verify-draft"[^>]*>\s*<dc:Bounds x=")\d+/, '$1990') },
  { edit: 'a colour is changed', change: bpmn('bioc:stroke="#0D4372"', 'bioc:stroke="#112233"') },
  {
    edit: 'the explanation says it otherwise',
    change: bpmn('Biru: dikerjakan orang.', 'Kotak biru dikerjakan petugas.'),
  },
  { edit: 'the documentation says more', change: bpmn('Langkah 2 (1 menit).', 'Langkah 2 (1 menit). Jam kerja 8–15.') },
  { edit: 'a newer Modeler has saved it', change: bpmn('exporterVersion="5.28.0"', 'exporterVersion="5.43.0"') },
  {
    edit: 'the process has a version tag',
    change: bpmn(
      /(<bpmn:process [^>]*>)/,
      '$1<bpmn:extensionElements><zeebe:versionTag value="2026-11" /></bpmn:extensionElements>',
    ),
  },
  {
    edit: 'a task has a due date',
    change: bpmn(
      /(id="verify-draft"[\s\S]*?)(<zeebe:taskListeners>)/,
      '$1<zeebe:taskSchedule dueDate="=now() + duration(&#34;PT1H&#34;)" />$2',
    ),
  },
  {
    edit: 'the applicant is reminded after 5 and 10 days, of 30',
    change: all(
      bpmn('duration("P7D") else duration("P16D")', 'duration("P5D") else duration("P20D")'),
      bpmn('7 hari, 7 hari,&#10;lalu 16 hari', '5 hari, 5 hari,&#10;lalu 20 hari'),
    ),
  },
  {
    edit: 'the receipt is waited for two days',
    change: bpmn('P3D<', 'P2D<'),
  },
  {
    edit: 'a condition says the same otherwise',
    change: condition('draft-valid-to-return-to-sign', '=not(verification != "valid")'),
  },
  {
    edit: 'an applicant who is not reached is called by the officer of the case',
    change: bpmn(/(id="reach-applicant"[\s\S]*?<zeebe:assignmentDefinition )/, '$1assignee="=entryOfficer" '),
  },
  {
    edit: 'a lost card also needs F-1.06',
    change: dmn('["surat-hilang", "ktp-el"]', '["surat-hilang", "ktp-el", "f-1-06"]'),
  },
  {
    edit: 'an element needs a second paper',
    change: dmn(
      /(<rule id="change-pendidikan">)/,
      '<rule id="change-pendidikan-2"><inputEntry id="cp2-in"><text>list contains(?, "pendidikan")</text></inputEntry><outputEntry id="cp2-out"><text>"lainnya"</text></outputEntry><outputEntry id="cp2-ktp"><text>false</text></outputEntry></rule>$1',
    ),
  },
  {
    edit: 'an annotation names another source',
    change: dmn(/Ps\. 15\(1\) f\. Tidak tercetak/, 'Surat edaran kepala dinas 2026. Tidak tercetak'),
  },
  {
    edit: 'a field was dragged in the form editor',
    change: form('verifikasi-draf', /("row": "row-2",\s*"columns": )8/, '$1null'),
  },
  { edit: 'an answer is worded otherwise', change: form('periksa-berkas', '"Lengkap dan sesuai"', '"Sudah lengkap"') },
  {
    edit: 'a question is worded otherwise',
    change: form('sampaikan-kk', 'Bagaimana KK disampaikan?', 'KK disampaikan dengan cara apa?'),
  },
  {
    edit: 'a form has one more text',
    change: form(
      'buka-permohonan',
      '"components": [',
      '"components": [{ "type": "text", "id": "salam", "text": "Selamat bekerja." },',
    ),
  },
];
