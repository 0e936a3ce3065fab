import { FAILURES, type FailureCode } from '../../domain/failures.ts';
import { DOCUMENT_KINDS } from '../../domain/document-kinds.ts';
import { valueOf, type Context } from '../../process/memory/expression.ts';
import { variablesIn } from '../../process/model/feel.ts';
import type { Component, Form } from '../../process/model/read-forms.ts';
import { textsOf } from './codes.ts';
import { answersTo, SAMPLE_NUMBER } from './walk/answers.ts';
import { fieldName } from './form-fields.ts';
import type { Subject } from './subject.ts';

const PAPERS = `/gambar/${SAMPLE_NUMBER}/berkas.jpg`;
const DRAFT = `/gambar/${SAMPLE_NUMBER}/draf.png`;
/** What must be in sight where it is decided. */
const PICTURES: Readonly<Record<string, readonly string[]>> = {
  'open-application': [PAPERS],
  'examine-application': [PAPERS],
  'request-print': [DRAFT],
  'verify-draft': [DRAFT, PAPERS],
  'approve-signing': [DRAFT],
};
/** What must be said where it is decided. */
const TOLD: Readonly<
  Record<
    string,
    readonly {
      readonly when: string;
      readonly holds: (context: Context) => boolean;
      readonly mentions: (component: Component) => boolean;
    }[]
  >
> = {
  'examine-application': [
    {
      when: 'Petugas tidak melihat dokumen yang diperlukan menurut tabel. Kembalikan teks dengan {{#loop requiredDocuments}} dan nama setiap dokumen.',
      holds: () => true,
      mentions: namesEveryDocument,
    },
  ],
  'verify-draft': [
    {
      when: 'Kasi/Kabid tidak diberi tahu bahwa Kepala Dinas mengembalikan draf. Kembalikan teks yang tampil bila signing = "rejected".',
      holds: ({ signing }) => signing === 'rejected',
      // Shown for this reason, not a text that is always there.
      mentions: ({ text = '', conditional }) =>
        text.includes('Kepala Dinas') && conditional?.hide?.includes('signing') === true,
    },
  ],
};

const DOCUMENT_NAMES = DOCUMENT_KINDS.map(({ code, label }) => `${JSON.stringify(code)}: ${JSON.stringify(label)}`);

/** A text that loops over the required documents and has a name for each that there is. */
function namesEveryDocument({ text = '' }: Component): boolean {
  return text.includes('{{#loop requiredDocuments}}') && DOCUMENT_NAMES.every((name) => text.includes(name));
}

const CODE_OF_TEXT = new Map(
  (Object.keys(FAILURES) as FailureCode[]).map((code) => [FAILURES[code].officer.trim(), code]),
);

/** What an officer sees of the form, in every state in which a case comes to its task. */
export function checkSight(form: Form, task: string, metWith: readonly Context[], subject: Subject): void {
  const { file, components, fields } = form;
  const { report } = subject;
  const shownValue = (source: string | undefined, context: Context): unknown => {
    try {
      return valueOf(source ?? '', context);
    } catch {
      return null; // Reported with the component.
    }
  };
  const isHidden = ({ conditional }: Component, context: Context): boolean =>
    conditional?.hide !== undefined && shownValue(conditional.hide, context) === true;
  const fault = (component: Component, sentence: string): void => report.fault(file, fieldName(component), sentence);

  for (const context of metWith) {
    for (const field of fields)
      if (whenAsked(task, field).every((answers) => isHidden(field, { ...context, ...answers })))
        fault(field, 'Isian ini tidak pernah tampil saat harus dijawab. Perbaiki syarat "Hide if".');
    for (const { given, asks } of answersThatAsk(task))
      for (const field of fields) {
        const { key = '', validate } = field;
        const isShown = !isHidden(field, { ...context, ...given });
        if (asks.includes(key) && !isShown)
          fault(field, `Isian ini tersembunyi saat jawabannya ${inWords(given)}. Perbaiki syarat "Hide if".`);
        if (!asks.includes(key) && isShown && validate?.required === true && isEmpty(context[key]))
          fault(
            field,
            `Isian ini wajib diisi juga saat jawabannya ${inWords(given)}, yang tidak memerlukannya. Sembunyikan saat itu ("Hide if").`,
          );
      }
    checkReasons(context);
    for (const component of components)
      for (const name of variablesIn(component.conditional?.hide ?? ''))
        if (context[name] === undefined && !fields.some(({ key }) => key === name))
          fault(
            component,
            `Syaratnya membaca ${name}, yang di sini belum tentu terisi. Isi pada awal proses, misalnya dengan "".`,
          );
    const shown = components.filter((component) => !isHidden(component, context));
    for (const picture of PICTURES[task] ?? [])
      if (!shown.some((one) => one.type === 'image' && String(shownValue(one.source, context)).endsWith(picture)))
        report.fault(
          file,
          null,
          `Gambar ${picture === DRAFT ? 'draf KK (…/draf.png)' : 'dokumen pemohon (…/berkas.jpg)'} tidak tampil, padahal diputuskan di sini. Kembalikan gambarnya.`,
        );
    for (const { when, holds, mentions: mentions } of TOLD[task] ?? [])
      if (holds(context) && !shown.some(mentions)) report.fault(file, null, when);
    if (!shown.some(({ text }) => text?.includes('/berkas/{{applicationNumber}})') === true))
      report.fault(
        file,
        null,
        'Tautan ke berkas lengkap tidak tampil. Kembalikan …/meja/berkas/{{applicationNumber}}.',
      );
    if (!shown.some(({ text }) => text?.includes('{{applicationNumber}}') === true && !text.includes('](')))
      report.fault(file, null, 'Nomor permohonan tidak tampil. Kembalikan teks dengan {{applicationNumber}}.');
  }
  const places = (wanted: (component: Component) => boolean): number[] =>
    components.flatMap((component, place) => (wanted(component) ? [place] : []));
  const [firstPicture = Infinity] = places(({ type }) => type === 'image');
  for (const place of places(({ key }) => key !== undefined))
    if (place > firstPicture && components[place] !== undefined)
      report.advice(
        file,
        fieldName(components[place]),
        'Pertanyaan di bawah gambar mudah terlewat. Pindahkan ke atas gambar.',
      );

  /** Exactly the sentence of the reason for which the task came back. */
  function checkReasons(context: Context): void {
    const reason = context['returnReason'];
    const why = typeof reason === 'string' ? reason : '';
    const reasonTexts = components.filter(({ type, text = '' }) => type === 'text' && CODE_OF_TEXT.has(text.trim()));
    for (const component of reasonTexts) {
      const code = CODE_OF_TEXT.get((component.text ?? '').trim());
      if (code !== why && !isHidden(component, context))
        fault(
          component,
          `Kalimat untuk ${code} tampil juga saat tugas kembali karena hal lain. Perbaiki syarat "Hide if": =not(returnReason = "${code}").`,
        );
    }
    if (why === '' || !Object.hasOwn(FAILURES, why)) return;
    const code = why as FailureCode;
    if (!reasonTexts.some((one) => CODE_OF_TEXT.get((one.text ?? '').trim()) === code && !isHidden(one, context)))
      report.fault(
        file,
        form.find(`returned-${code}`) === undefined ? null : `returned-${code}`,
        `Tugas ini dapat kembali karena ${code}, tetapi formulir tidak mengatakannya. Tambahkan teks yang tampil bila returnReason = "${code}": "${FAILURES[code].officer}"`,
      );
  }
}

interface Asked {
  /** The answer so far, by which the officer comes to the other questions. */
  readonly given: Context;
  /** Fields that must be in sight then. */
  readonly asks: readonly string[];
}

/** Each way a task may be decided asks for what its judgement needs: the documents and the reason of a "no". */
function answersThatAsk(task: string): Asked[] {
  return answersTo(task).map(({ given }) => ({
    given: Object.fromEntries(Object.entries(given).filter(([name]) => textsOf(name) !== undefined)),
    asks: Object.keys(given),
  }));
}

/** Answers after which a field may come into sight. */
const whenAsked = (task: string, { key = '' }: Component): Context[] =>
  answersThatAsk(task)
    .filter(({ asks }) => asks.includes(key))
    .map(({ given }) => given);

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
const inWords = (given: Context): string =>
  Object.values(given)
    .map((value) => `"${String(value)}"`)
    .join(', ');
