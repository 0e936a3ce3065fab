import type { Application } from '../application.ts';
import { spousesOf } from '../card/couples.ts';
import { cardOf } from '../card/register.ts';
import type { inTheHand } from '../check-event-application.ts';
import { canonicalValue } from '../events/synonyms.ts';
import { printedDate, toPlainDate } from '../plain-date.ts';
import type { FormContent } from './form-shape.ts';

type InHand = ReturnType<typeof inTheHand>;

/** A wedding or a divorce that nobody has recorded; what is not known is written by hand. */
interface Unregistered {
  readonly couple: readonly { readonly nik: string; readonly name?: string | undefined }[];
  readonly date?: string | undefined;
  readonly witnesses?: readonly string[] | undefined;
}

type Status = 'KAWIN BELUM TERCATAT' | 'CERAI HIDUP BELUM TERCATAT';

const WORDS = {
  'KAWIN BELUM TERCATAT': {
    title: 'SPTJM Perkawinan Belum Tercatat',
    couple: 'Suami dan istri',
    event: 'Perkawinan',
    statement: 'Kami terikat sebagai suami istri dan perkawinan kami belum tercatat.',
  },
  'CERAI HIDUP BELUM TERCATAT': {
    title: 'SPTJM Perceraian Belum Tercatat',
    couple: 'Suami dan istri yang bercerai',
    event: 'Perceraian',
    statement: 'Kami telah bercerai dan perceraian kami belum tercatat.',
  },
} as const satisfies Record<Status, Readonly<Record<'title' | 'couple' | 'event' | 'statement', string>>>;

/** F-1.05 of a wedding, signed by both and two witnesses; undefined where the events declare none. */
export const weddingForm = formOf('KAWIN BELUM TERCATAT');
/** The same of a divorce. */
export const divorceForm = formOf('CERAI HIDUP BELUM TERCATAT');

function formOf(status: Status) {
  return (
    application: Application,
    { c }: InHand,
    name: (nik: string) => string,
    truth: string,
  ): FormContent | undefined => {
    const found = declared(application, c, status);
    const { title, statement, ...headings } = WORDS[status];
    return found === undefined
      ? undefined
      : { title, ...sworn(found, name, headings), statement: `${statement} ${ours(truth)}` };
  };
}

const ours = (truth: string): string => truth.replaceAll('Saya', 'Kami').replaceAll('saya', 'kami');

/** The first event that gives somebody this status, whatever the family calls it. */
function declared({ events = [] }: Application, c: InHand['c'], status: Status): Unregistered | undefined {
  const isWedding = status === 'KAWIN BELUM TERCATAT';
  const both = (persons: readonly string[]) => {
    const [first = '', second] = persons;
    const spouses = second === undefined ? spousesOf(first, cardOf(c.before, first)?.members ?? []) : [];
    return [first, second ?? (spouses.length === 1 ? spouses[0]!.nik : '')].map((nik) => ({ nik }));
  };
  for (const one of events) {
    if (one.event === 'kawin-belum-tercatat' && isWedding)
      return { couple: one.data.partners, date: one.data.weddingDate, witnesses: one.data.witnesses };
    if (one.event === 'poligami' && isWedding && !one.data.registered)
      return { couple: [one.data.husband, one.data.wife], date: one.data.weddingDate };
    if (one.event === 'cerai-hidup' && !isWedding && !one.data.registered)
      return { couple: one.data.partners, date: one.data.date };
    if (one.event === 'penulisan-lama' && one.data.to === status)
      return { couple: both(one.data.persons), date: one.data.date };
    if (one.event === 'pembetulan') {
      const { changes } = one.data;
      const persons = changes
        .filter(({ element, to }) => element === 'status-perkawinan' && canonicalValue(element, to) === status)
        .map(({ person }) => person);
      const on = changes.find(({ element, person }) => element === 'tanggal-perkawinan' && persons.includes(person));
      if (persons.length > 0) return { couple: both(persons), date: toPlainDate(on?.to ?? '') };
    }
  }
  return undefined;
}

function sworn(
  { couple, date, witnesses = [] }: Unregistered,
  name: (nik: string) => string,
  headings: { readonly couple: string; readonly event: string },
): Omit<FormContent, 'title' | 'statement'> {
  const names = couple.map((one) => one.name ?? (one.nik === '' ? '' : name(one.nik)));
  return {
    code: 'F-1.05',
    sections: [
      {
        heading: headings.couple,
        rows: couple.flatMap(({ nik }, i) => [[`Nama ${i + 1}`, names[i]!] as const, [`NIK ${i + 1}`, nik] as const]),
      },
      { heading: headings.event, rows: [['Tanggal', date === undefined ? '' : printedDate(date)]] },
      { heading: 'Saksi', rows: [0, 1].map((i) => [`Saksi ${i + 1}`, witnesses[i] ?? ''] as const) },
    ],
    signatures: [
      ...names.map((one) => (one === '' ? 'Suami atau istri' : one)),
      ...[0, 1].map((i) => witnesses[i] ?? `Saksi ${i + 1}`),
    ],
  };
}
