import { REASONS, type Reason } from '../../domain/application.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../domain/document-kinds.ts';
import { ELEMENT_CODES, type ElementCode } from '../../domain/elements.ts';
import { REQUIREMENTS_DECISION_ID } from '../../domain/process.ts';
import { valueOf } from '../../process/memory/expression.ts';
import { isReadable, isReadableEntry, variablesIn, variablesInEntry } from '../../process/model/feel.ts';
import type { Decision } from '../../process/model/read-tables.ts';
import { listed } from './codes.ts';
import type { Subject } from './subject.ts';

/**
 * What law and SOP ask for at least; the office may ask for more. Perpres 96/2018 art. 10, 11, 13; SOP steps 1 and 3.
 */
const LEAST: Record<Reason, { readonly documents: readonly DocumentKind[]; readonly siakEntryNeeded: boolean }> = {
  'perubahan-data': { documents: ['f-1-06', 'kk-lama'], siakEntryNeeded: true },
  hilang: { documents: ['surat-hilang', 'ktp-el'], siakEntryNeeded: false },
  rusak: { documents: ['kk-rusak'], siakEntryNeeded: false },
  baru: { documents: ['f-1-02', 'bukti-hubungan', 'ktp-el'], siakEntryNeeded: true },
};
/** Evidence for each element that changes (Permendagri 108/2019 art. 15). */
const EVIDENCE: Record<ElementCode, DocumentKind> = {
  nama: 'penetapan-pengadilan',
  'jenis-kelamin': 'penetapan-pengadilan',
  'tempat-lahir': 'akta-kelahiran',
  'tanggal-lahir': 'akta-kelahiran',
  agama: 'surat-pemuka-agama',
  pendidikan: 'ijazah',
  pekerjaan: 'bukti-pekerjaan',
  'status-perkawinan': 'bukti-perkawinan',
  shdk: 'bukti-hubungan',
  kewarganegaraan: 'bukti-kewarganegaraan',
  'dokumen-imigrasi': 'paspor-kitap',
  'nama-ayah': 'akta-kelahiran',
  'nama-ibu': 'akta-kelahiran',
  'golongan-darah': 'bukti-golongan-darah',
};
/** Printed on the KTP-el, so that it must be printed anew. */
const ON_KTP: readonly ElementCode[] = [
  'nama',
  'jenis-kelamin',
  'tempat-lahir',
  'tanggal-lahir',
  'agama',
  'pekerjaan',
  'status-perkawinan',
  'kewarganegaraan',
  'golongan-darah',
];
const KINDS: readonly string[] = DOCUMENT_KINDS.map(({ code }) => code);

interface Requirements {
  readonly requiredDocuments: readonly string[];
  readonly ktpAffected: boolean;
  readonly siakEntryNeeded: boolean;
}

/** The tables of requirements: readable, connected, and with the results that law and SOP ask for. */
export function checkTables(subject: Subject): void {
  const { tables, tablesFile, report } = subject;
  const before = report.findings.length;
  if (!tables.some(({ id }) => id === REQUIREMENTS_DECISION_ID))
    return report.fault(
      tablesFile,
      null,
      `Keputusan dengan id "${REQUIREMENTS_DECISION_ID}" tidak ada. Kembalikan idnya.`,
    );
  for (const decision of tables) {
    checkNames(decision, subject);
    checkRows(decision, subject);
  }
  const names = tables.map(({ variable }) => variable);
  for (const name of new Set(names.filter((one, place) => names.indexOf(one) !== place)))
    report.fault(tablesFile, null, `Dua keputusan memakai nama hasil "${name}". Beri salah satunya nama lain.`);
  if (report.findings.length === before) checkResults(subject);
}

const whereIn = ({ name, id }: Decision): string => `${name} (${id})`;

/** A decision reads only what an arrow brings: without the arrow the engine knows no value. */
function checkNames(decision: Decision, { tables, tablesFile, report }: Subject): void {
  const fault = (sentence: string): void => report.fault(tablesFile, whereIn(decision), sentence);
  const brought = tables.filter(({ id }) => decision.requires.includes(id)).map(({ variable }) => variable);
  const known = [...brought, ...decision.inputData];
  const read = (formula: string, isReadableHere: boolean, names: () => readonly string[]): void => {
    if (!isReadableHere)
      return fault(`Rumus ${formula} tidak dapat dibaca. Perbaiki; teks ditulis di antara tanda kutip.`);
    for (const name of names())
      if (!known.includes(name))
        fault(
          `Rumus memakai "${name}", tetapi tidak ada panah yang membawanya ke sini. Yang ada: ${known.join(', ')}. Tarik panahnya atau perbaiki namanya.`,
        );
  };
  const formulas = [
    ...decision.inputs.map(({ expression }) => expression),
    ...decision.rows.flatMap(({ outputs }) => outputs),
    ...(decision.expression === undefined ? [] : [decision.expression]),
  ].filter((formula) => formula !== '');
  for (const formula of formulas) read(formula, isReadable(`=${formula}`), () => variablesIn(`=${formula}`));
  for (const entry of decision.rows.flatMap(({ inputs }) => inputs))
    read(entry, isReadableEntry(entry), () => variablesInEntry(entry));
  for (const input of decision.inputData)
    if (!['reason', 'elements'].includes(input))
      fault(`Data masukan "${input}" tidak diisi proses. Proses hanya memberi reason dan elements. Perbaiki namanya.`);
}

/**
 * Of a table with one row per case: each case exactly one row. Of every row: as many cells as columns, and a source.
 */
function checkRows(decision: Decision, { tablesFile, report }: Subject): void {
  const fault = (sentence: string): void => report.fault(tablesFile, whereIn(decision), sentence);
  for (const [place, { inputs, outputs, annotation }] of decision.rows.entries()) {
    if (inputs.length !== decision.inputs.length || outputs.length !== decision.outputs.length)
      fault(`Baris ${place + 1} tidak punya isi untuk setiap kolom. Lengkapi barisnya.`);
    if (outputs.some((cell) => cell === '')) fault(`Baris ${place + 1} belum punya hasil. Isi kolom hasilnya.`);
    if (annotation.trim() === '')
      report.advice(
        tablesFile,
        whereIn(decision),
        `Baris ${place + 1} belum menyebut dasar hukumnya. Isi kolom keterangan.`,
      );
  }
  for (const cell of decision.rows.flatMap(({ outputs }) => outputs))
    for (const value of isReadable(`=${cell}`) ? textsIn(valueOf(`=${cell || 'null'}`, {})) : [])
      if (!KINDS.includes(value))
        fault(
          `Dokumen "${value}" tidak dikenal program, jadi pemohon tidak dapat mengirimnya. Pakai ${listed(KINDS)}.`,
        );
}

const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Array.isArray(value) ? value.flatMap(textsIn) : [];

/** Evaluated as the engine does, for every reason and every element. */
function checkResults(subject: Subject): void {
  const { tablesFile, report } = subject;
  const main = subject.tables.find(({ id }) => id === REQUIREMENTS_DECISION_ID);
  const where = main === undefined ? null : whereIn(main);
  for (const reason of REASONS) {
    const elements = reason === 'perubahan-data' ? ELEMENT_CODES : [undefined];
    for (const element of elements) {
      const of = element === undefined ? `alasan "${reason}"` : `elemen "${element}"`;
      const fault = (sentence: string): void => report.fault(tablesFile, where, sentence);
      const result = requirementsOf(subject, reason, element);
      if (typeof result === 'string') {
        fault(`Untuk ${of}: ${result}`);
        continue;
      }
      const least: readonly DocumentKind[] = [
        ...LEAST[reason].documents,
        ...(element === undefined ? [] : [EVIDENCE[element]]),
      ];
      const lacking = least.filter((kind) => !result.requiredDocuments.includes(kind));
      if (lacking.length > 0) fault(`Untuk ${of} hukum meminta ${listed(lacking)} juga. Tambahkan pada barisnya.`);
      if (new Set(result.requiredDocuments).size < result.requiredDocuments.length)
        fault(`Untuk ${of} ada dokumen yang diminta dua kali. Pakai distinct values(…) pada hasilnya.`);
      if (result.siakEntryNeeded !== LEAST[reason].siakEntryNeeded)
        fault(
          `Untuk ${of} SOP langkah 3 menentukan ${LEAST[reason].siakEntryNeeded ? 'entri SIAK' : 'tanpa entri SIAK'}. Perbaiki kolom "Perlu entri SIAK?".`,
        );
      const onKtp = element !== undefined && ON_KTP.includes(element);
      if (result.ktpAffected !== onKtp)
        fault(
          `Untuk ${of} data KTP-el ${onKtp ? 'ikut' : 'tidak ikut'} berubah. Perbaiki kolom "KTP-el ikut berubah?".`,
        );
    }
  }
}

/** The requirements, or what is wrong with the result. */
function requirementsOf(subject: Subject, reason: Reason, element?: ElementCode): Requirements | string {
  try {
    const input = { reason, elements: element === undefined ? [] : [element] };
    const result = subject.decisions.evaluate(REQUIREMENTS_DECISION_ID, input) as Partial<Requirements> | null;
    const documents = result?.requiredDocuments;
    if (!Array.isArray(documents) || documents.length === 0)
      return 'tabel tidak menghasilkan dokumen apa pun. Tambahkan barisnya, atau perbaiki nama kolom hasilnya.';
    if (typeof result?.siakEntryNeeded !== 'boolean' || typeof result.ktpAffected !== 'boolean')
      return 'tabel tidak menghasilkan ya atau tidak untuk entri SIAK dan KTP-el. Perbaiki nama kolom hasilnya.';
    return {
      requiredDocuments: documents as string[],
      ktpAffected: result.ktpAffected,
      siakEntryNeeded: result.siakEntryNeeded,
    };
  } catch {
    return 'dua baris cocok sekaligus, atau rumusnya tidak dapat dihitung. Sisakan satu baris untuk setiap keadaan.';
  }
}
