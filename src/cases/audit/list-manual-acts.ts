import type { FoundEntry, Span } from '../../store/inquiries.ts';
import { inquire, names, upTo, type AuditDependencies, type NameOf } from './inquire.ts';

/** Something that a person did beside the ordinary way of a case. */
export interface ManualAct {
  readonly at: Date;
  /** Null: it concerns the office, not one case. */
  readonly applicationNumber: string | null;
  readonly who: string;
  /** Event of the journal; null: only the engine recorded it. */
  readonly event: string | null;
  /** The engine's own words. */
  readonly what: string;
  readonly detail: Readonly<Record<string, unknown>>;
}
export interface ManualActs {
  readonly rows: readonly ManualAct[];
  readonly cut: boolean;
  /** Cases whose record in the engine was read too. */
  readonly engineCases: number;
}

/** What is never done by the diagram itself. */
const BY_HAND = [
  'case-begun-again',
  'incident-retried',
  'case-handed-over',
  'number-corrected',
  'old-card-returned',
  'card-resent',
  'card-revocation-%',
  'card-revoked',
  'siak-entry-undone',
  'account-%',
  'officer-%',
  'password-reset',
  'stand-in-%',
  'absence-%',
];
/** Of the engine's record; a look costs a handful of questions each. */
const MOST_ENGINE_CASES = 100;

/** Everything done by hand or by an admin within the span; the engine is asked for the newest cases of the span. */
export function listManualActs(needs: AuditDependencies) {
  const { store } = needs;
  return (username: string, span: Span): Promise<ManualActs> =>
    inquire(needs, username, { question: 'manual-acts', detail: { ...span } }, async () => {
      const nameOf = await names(needs);
      const admins = (await store.people.all()).filter(({ roles }) => roles.includes('admin'));
      const [acts, ofAdmins, cases] = await Promise.all([
        upTo((limit) => store.inquiries.journal({ ...span, events: BY_HAND }, limit)),
        upTo((limit) =>
          store.inquiries.journal({ ...span, events: ['%'], actors: admins.map((admin) => admin.username) }, limit),
        ),
        store.inquiries.cases({ ...span, officer: null, reason: null }, MOST_ENGINE_CASES),
      ]);
      const engine = await Promise.all(
        cases.map(({ applicationNumber }) => ofEngine(needs, applicationNumber, nameOf)),
      );
      const journal = new Map([...acts.rows, ...ofAdmins.rows].map((row) => [row.id, row]));
      return {
        rows: newestFirst([...[...journal.values()].map((row) => actOf(row, nameOf)), ...engine.flat()]),
        cut: acts.cut || ofAdmins.cut,
        engineCases: cases.length,
      };
    });
}

/** The same of one case. Throws Failure CASE_UNKNOWN. */
export function listManualActsOfCase(needs: AuditDependencies) {
  const { store } = needs;
  return (username: string, applicationNumber: string): Promise<ManualActs> =>
    inquire(needs, username, { question: 'manual-acts', applicationNumber }, async () => {
      await store.cases.get(applicationNumber);
      const nameOf = await names(needs);
      const isByHand = (event: string) =>
        BY_HAND.some((known) => (known.endsWith('%') ? event.startsWith(known.slice(0, -1)) : event === known));
      const admins = new Set(
        (await store.people.all()).filter(({ roles }) => roles.includes('admin')).map((admin) => admin.username),
      );
      const journal = (await store.journal.of(applicationNumber)).filter(
        ({ event, actor }) => isByHand(event) || admins.has(actor),
      );
      const engine = await ofEngine(needs, applicationNumber, nameOf);
      return {
        rows: newestFirst([...journal.map((row) => actOf(row, nameOf)), ...engine]),
        cut: false,
        engineCases: 1,
      };
    });
}

async function ofEngine(
  { engine }: AuditDependencies,
  applicationNumber: string,
  nameOf: NameOf,
): Promise<ManualAct[]> {
  const history = await engine.history(applicationNumber);
  return (history?.byHand ?? []).map(({ at, who, what }) => ({
    at,
    applicationNumber,
    who: who === null ? '–' : nameOf(who),
    event: null,
    what,
    detail: {},
  }));
}

function actOf({ at, applicationNumber, actor, event, detail }: FoundEntry, nameOf: NameOf): ManualAct {
  return { at, applicationNumber, who: nameOf(actor), event, what: '', detail };
}

const newestFirst = (rows: ManualAct[]) => rows.toSorted((a, b) => b.at.getTime() - a.at.getTime());
