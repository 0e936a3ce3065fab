import { DOCUMENT_KINDS } from '../../domain/document-kinds.ts';
import type { Context } from '../../process/memory/expression.ts';
import { formulasInTemplate, isReadable } from '../../process/model/feel.ts';
import { variablesOf, type Component, type Form } from '../../process/model/read-forms.ts';
import { ANSWER_WORDING } from './answer-wording.ts';
import { checkSight } from './check-sight.ts';
import { isVariable, listed, textsOf } from './codes.ts';
import { fieldName, FREE_TO_OMIT, fieldsOf } from './form-fields.ts';
import type { Subject } from './subject.ts';

const TYPES = ['text', 'image', 'radio', 'checklist', 'textfield', 'textarea', 'separator', 'spacer'];
const LONGEST_NOTE = 500;
const ROW = 16;
/** The head approves on the signing page, where the passphrase is typed; the form only returns. */
const NOT_OFFERED = ['approved'];

/** Forms: they ask what the task decides, say what the answers mean, and show what is decided on. */
export function checkForms(subject: Subject, metWith: ReadonlyMap<string, readonly Context[]>): void {
  for (const form of subject.forms) {
    checkFile(form, subject);
    for (const component of form.components) checkComponent(component, form, subject);
    checkRows(form, subject);
    for (const task of subject.diagram.of('userTask')) {
      if (task.form !== form.id) continue;
      checkFields(form, task.id, subject);
      checkSight(form, task.id, metWith.get(task.id) ?? [], subject);
    }
  }
}

function checkFile({ id, file, executionPlatform, executionPlatformVersion }: Form, { report }: Subject): void {
  if (file !== `${id}.form`)
    report.fault(file, null, `Nama berkas dan id formulir harus sama. Ubah id "${id}" atau nama berkasnya.`);
  if (executionPlatform !== 'Camunda Cloud' || executionPlatformVersion?.startsWith('8.8.') !== true)
    report.fault(file, null, 'Formulir harus dibuat untuk Camunda 8.8. Pilih versi itu di kiri bawah Modeler.');
}

function checkComponent(component: Component, { file }: Form, { report }: Subject): void {
  const { type, key, label, text = '', source = '', conditional, alt } = component;
  const fault = (sentence: string): void => report.fault(file, fieldName(component), sentence);
  if (!TYPES.includes(type)) fault(`Bagian jenis "${type}" tidak dipakai di sini. Pakai ${listed(TYPES)}.`);
  const formulas = [source, conditional?.hide ?? '', ...formulasInTemplate(text)];
  const unreadable = formulas.filter((formula) => !isReadable(formula));
  for (const formula of unreadable) fault(`Rumus ${formula} tidak dapat dibaca. Perbaiki rumusnya.`);
  if (unreadable.length === 0)
    for (const name of variablesOf(component))
      if (!isVariable(name))
        fault(`Variabel "${name}" tidak dikenal program. Perbaiki namanya (kolom Key atau rumus).`);
  if (type === 'image' && (alt ?? '').trim() === '')
    fault('Gambar ini belum punya teks pengganti. Isi "Alternative text".');
  if (key !== undefined && (label ?? '').trim() === '') fault('Isian ini belum punya label. Isi labelnya.');
  if (key === undefined && ['radio', 'checklist', 'textfield', 'textarea'].includes(type))
    fault('Isian ini belum punya key, jadi jawabannya hilang. Isi key-nya.');
}

/** Widths that the owner set fill their row at most; what the form editor leaves open (null) fits always. */
function checkRows({ components, file }: Form, { report }: Subject): void {
  const widths = new Map<string, number>();
  for (const { layout } of components)
    if (layout?.row != null) widths.set(layout.row, (widths.get(layout.row) ?? 0) + (layout.columns ?? 0));
  for (const [row, width] of widths)
    if (width > ROW)
      report.fault(file, row, `Isi baris ini ${width} kolom, lebih dari ${ROW}. Persempit salah satunya.`);
}

function checkFields(form: Form, task: string, subject: Subject): void {
  const { file, fields, components } = form;
  const { report } = subject;
  const asked = fieldsOf(task);
  const keys = fields.map(({ key = '' }) => key);
  for (const name of asked)
    if (!keys.includes(name))
      report.fault(file, null, `Formulir ini tidak menanyakan ${name}. Kembalikan isiannya (key: ${name}).`);
  for (const field of fields) {
    const fault = (sentence: string): void => report.fault(file, fieldName(field), sentence);
    const { key = '', validate } = field;
    if (!asked.includes(key)) {
      fault(
        `Jawaban "${key}" tidak dipakai pada tugas ini${asked.length === 0 ? '' : `; yang dipakai: ${asked.join(', ')}`}. Hapus isian ini atau perbaiki key-nya.`,
      );
      continue;
    }
    if (keys.filter((one) => one === key).length > 1)
      fault(`Jawaban "${key}" ditanyakan dua kali. Hapus salah satunya.`);
    if (validate?.required !== true && FREE_TO_OMIT[task]?.includes(key) !== true)
      fault('Isian ini harus wajib diisi. Centang "Required".');
    if (key === 'note') checkNote(field, fault);
    if (key === 'missingDocuments') checkDocuments(field, fault);
    if (textsOf(key) !== undefined) checkOptions(field, key, fault);
  }
  if (task === 'approve-signing') {
    if (!components.some(({ text }) => text?.includes('/meja/tanda-tangan)') === true))
      report.fault(
        file,
        null,
        'Kepala Dinas menyetujui di halaman tanda tangan. Kembalikan tautan ke …/meja/tanda-tangan.',
      );
    if (components.some(({ type }) => type === 'textfield'))
      report.fault(
        file,
        null,
        'Formulir ini tidak boleh meminta ketikan: passphrase hanya diketik di halaman tanda tangan. Hapus isiannya.',
      );
  }
}

function checkNote({ validate, description = '' }: Component, fault: (sentence: string) => void): void {
  if (!((validate?.maxLength ?? Infinity) <= LONGEST_NOTE))
    fault(`Catatan paling panjang ${LONGEST_NOTE} huruf. Isi "Maximum length".`);
  if (!/NIK/.test(description))
    fault('Keterangan isian harus melarang menulis NIK dan data pribadi. Kembalikan kalimatnya.');
}

function checkDocuments({ values = [] }: Component, fault: (sentence: string) => void): void {
  for (const { code, label } of DOCUMENT_KINDS) {
    const option = values.find(({ value }) => value === code);
    if (option === undefined)
      fault(`Dokumen "${code}" tidak dapat diminta lagi. Tambahkan pilihan "${label}" dengan nilai ${code}.`);
    else if (option.label !== label)
      fault(`Pilihan ${code} harus bernama "${label}", sama dengan yang dibaca pemohon. Samakan.`);
  }
  for (const { value } of values)
    if (!DOCUMENT_KINDS.some(({ code }) => code === value))
      fault(`Dokumen "${value}" tidak dikenal program. Hapus pilihannya.`);
}

function checkOptions({ values = [] }: Component, key: string, fault: (sentence: string) => void): void {
  const offered = (textsOf(key) ?? []).filter((text) => !NOT_OFFERED.includes(text));
  for (const text of offered)
    if (values.filter(({ value }) => value === text).length !== 1)
      fault(`Harus ada tepat satu pilihan dengan nilai "${text}". Kembalikan pilihannya.`);
  for (const { value, label } of values) {
    if (!offered.includes(value)) fault(`Nilai "${value}" tidak boleh dipilih di sini. Pakai ${listed(offered)}.`);
    const wording = ANSWER_WORDING[key]?.[value];
    if (wording !== undefined && (!wording.says.test(label) || wording.never.test(label)))
      fault(
        `Label "${label}" tidak jelas berarti: ${wording.meaning}. Nilai di belakangnya "${value}"; periksa apakah label tertukar.`,
      );
  }
}
