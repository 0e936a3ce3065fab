import type { Application } from '../application.ts';
import { elementOf, type ElementCode } from '../elements.ts';
import type { DeclaredEvent, EventApplication } from './application.ts';
import { CORRECTABLE } from './pembetulan.ts';

/** Whether this application is event-based; the others name changed elements (F-1.06) alone. */
export function isEventApplication(application: Pick<Application, 'events'>): boolean {
  return (application.events ?? []).length > 0;
}

/**
 * The application as the rules and effects of the events read it; changes of elements beside the events become events.
 */
export function toEventApplication(application: Application): EventApplication {
  const { applicant, kkNumber, address, members, listed, events = [] } = application;
  const people = listed ?? (members.length > 0 ? members : undefined);
  const lines = Object.entries(address).filter(([, value]) => value !== '');
  return {
    applicant,
    ...(kkNumber === undefined ? {} : { kkNumber }),
    ...(lines.length === 0 ? {} : { address: Object.fromEntries(lines) }),
    ...(people === undefined ? {} : { listed: people }),
    events: [...events, ...changesAsEvents(application)],
    statement: true,
  };
}

/** One event for each kind of change on F-1.06: who writes down elements means one of these. */
export function changesAsEvents({ changes, members }: Pick<Application, 'changes' | 'members'>): DeclaredEvent[] {
  const elementChanges = changes.flatMap(({ member, element, from, to, basis }) => {
    const person = members[member]?.nik;
    return person === undefined
      ? []
      : [{ element, change: { person, from, to, ...(basis === undefined ? {} : { basis }) } }];
  });
  const of = (element: ElementCode) =>
    elementChanges.filter((one) => one.element === element).map(({ change }) => change);
  const simple = (
    [
      ['pendidikan', 'pendidikan'],
      ['pekerjaan', 'pekerjaan'],
      ['agama', 'agama-kepercayaan'],
      ['golongan-darah', 'golongan-darah'],
    ] as const
  ).flatMap(([element, event]): DeclaredEvent[] => {
    const changes = of(element);
    return changes.length === 0 ? [] : [{ event, data: { changes } }];
  });
  const corrections = elementChanges.flatMap(({ element, change }) => {
    const known = CORRECTABLE.find((code) => code === element);
    return known === undefined ? [] : [{ ...change, element: known }];
  });
  return [
    ...simple,
    ...(corrections.length === 0 ? [] : [{ event: 'pembetulan' as const, data: { changes: corrections } }]),
    ...of('kewarganegaraan').flatMap(({ person, to }): DeclaredEvent[] =>
      to === 'WNI' || to === 'WNA' ? [{ event: 'kewarganegaraan', data: { person, to } }] : [],
    ),
    ...of('dokumen-imigrasi').map(({ person, from, to }): DeclaredEvent => {
      const numbers = { from, to };
      return {
        event: 'dokumen-imigrasi',
        data: { person, ...(isPassport(to) ? { passport: numbers } : { kitap: numbers }) },
      };
    }),
  ];
}

/** A letter or two and six or seven digits; the number of a KITAP is longer and ends with a letter. */
const isPassport = (number: string) => /^[A-Z]{1,2}\d{6,7}$/i.test(number.trim());

const ELEMENTS_OF: Partial<Record<DeclaredEvent['event'], readonly ElementCode[]>> = {
  menikah: ['status-perkawinan', 'shdk'],
  'kawin-belum-tercatat': ['status-perkawinan', 'shdk'],
  poligami: ['status-perkawinan', 'shdk'],
  'cerai-hidup': ['status-perkawinan'],
  'pengakuan-pengesahan': ['nama-ayah'],
  'ganti-kepala': ['shdk'],
  'ganti-nama': ['nama'],
  pendidikan: ['pendidikan'],
  pekerjaan: ['pekerjaan'],
  'agama-kepercayaan': ['agama'],
  'golongan-darah': ['golongan-darah'],
  kewarganegaraan: ['kewarganegaraan'],
  'dokumen-imigrasi': ['dokumen-imigrasi'],
  'penulisan-lama': ['status-perkawinan'],
};

/** The elements of F-1.06 that the events touch, for lists and the decision table. */
export function elementsOfEvents(events: readonly DeclaredEvent[]): ElementCode[] {
  return events.flatMap((declared) => {
    if (declared.event !== 'pembetulan') return ELEMENTS_OF[declared.event] ?? [];
    return declared.data.changes.map(({ element }) =>
      element === 'tanggal-perkawinan' ? 'status-perkawinan' : elementOf(element).code,
    );
  });
}
