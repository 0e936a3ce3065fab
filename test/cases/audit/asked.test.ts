import { expect } from 'chai';
import type { AuditCases } from '../../../src/cases/audit/create-audit-cases.ts';
import { errorOf } from '../../store/given.ts';
import { AUDITOR, JOKO, markOf, SRI, withAudit } from './audit-office.ts';

const NIK = '3402155203850002';
const SPAN = { from: new Date('2101-03-01T00:00:00Z'), to: new Date('2101-03-02T00:00:00Z') };
const IN_SPAN = { from: SPAN.from.toISOString(), to: SPAN.to.toISOString() };
const FILTER = { officer: SRI, reason: null, ...SPAN };

type Question = (audit: AuditCases, username: string, applicationNumber: string) => Promise<unknown>;
/** Each question over all cases: how the journal keeps it. */
const OVER_ALL: readonly (readonly [Question, object])[] = [
  [(audit, who) => audit.whoSawPerson(who, NIK), { question: 'who-saw-person', nik: markOf(NIK) }],
  [(audit, who) => audit.findCases(who, FILTER), { question: 'find-cases', officer: SRI, reason: null, ...IN_SPAN }],
  [(audit, who) => audit.returns(who, SPAN), { question: 'returns', ...IN_SPAN }],
  [(audit, who) => audit.stepsAgainstSop(who, SPAN), { question: 'steps-against-sop', ...IN_SPAN }],
  [(audit, who) => audit.messages(who, SPAN), { question: 'messages', ...IN_SPAN }],
  [(audit, who) => audit.proveJournal(who), { question: 'journal' }],
  [(audit, who) => audit.manualActs(who, SPAN), { question: 'manual-acts', ...IN_SPAN }],
  [(audit, who) => audit.days(who, SPAN), { question: 'days', ...IN_SPAN }],
  [(audit, who) => audit.refusals(who, SPAN), { question: 'refusals', ...IN_SPAN }],
  [(audit, who) => audit.logIns(who, { ...SPAN, officer: SRI }), { question: 'log-ins', officer: SRI, ...IN_SPAN }],
  [(audit, who) => audit.fourEyes(who, SPAN), { question: 'four-eyes', ...IN_SPAN }],
  [(audit, who) => audit.unseenDecisions(who, SPAN), { question: 'unseen-decisions', ...IN_SPAN }],
  [(audit, who) => audit.actingDecisions(who, SPAN), { question: 'acting-decisions', ...IN_SPAN }],
  [(audit, who) => audit.archive(who), { question: 'archive' }],
  [(audit, who) => audit.takenBackDecisions(who, SPAN), { question: 'taken-back-decisions', ...IN_SPAN }],
  [(audit, who) => audit.cardRevocations(who, SPAN), { question: 'card-revocations', ...IN_SPAN }],
];
/** Each question about one case. */
const OF_ONE: readonly (readonly [Question, object])[] = [
  [(audit, who, number) => audit.whoSawCase(who, number), { question: 'who-saw-case' }],
  [(audit, who, number) => audit.messagesOfCase(who, number), { question: 'messages' }],
  [(audit, who, number) => audit.manualActsOfCase(who, number), { question: 'manual-acts' }],
  [(audit, who, number) => audit.copies(who, number), { question: 'archive' }],
  [
    (audit, who, applicationNumber) => audit.takenBackDecisions(who, { applicationNumber }),
    { question: 'taken-back-decisions' },
  ],
  [
    (audit, who, applicationNumber) => audit.cardRevocations(who, { applicationNumber }),
    { question: 'card-revocations' },
  ],
  [(audit, who, number) => audit.proveSignature(who, number), { question: 'signature' }],
];
const NOBODYS = 'KK-261122-ZZZZZZ';

describe('What the auditor asks', () => {
  const given = withAudit();
  const newest = async () => {
    const [row] = await given.database.asOwner(
      `select actor, event, step, application_number as "applicationNumber", detail from journal order by id desc limit 1`,
    );
    return row!;
  };
  const countOfAsked = async () =>
    (await given.database.asOwner(`select count(*)::int as n from journal where event = 'audit-asked'`))[0]!['n'];

  it('stands in the journal with its question and its span, and no NIK', async () => {
    for (const [ask, detail] of OVER_ALL) {
      await ask(given.audit, AUDITOR, '');
      expect(await newest()).to.deep.equal({
        actor: AUDITOR,
        event: 'audit-asked',
        step: null,
        applicationNumber: null,
        detail,
      });
    }
  });

  it('of one case stands at that case; a case that is not there is told so, and asked for all the same', async () => {
    const number = await given.open();
    for (const [ask, detail] of OF_ONE) {
      const asked = { actor: AUDITOR, event: 'audit-asked', step: null, detail };
      if ('question' in detail && detail.question !== 'signature') {
        await ask(given.audit, AUDITOR, number);
        expect(await newest()).to.deep.equal({ ...asked, applicationNumber: number });
      }
      expect(await errorOf(ask(given.audit, AUDITOR, NOBODYS)), JSON.stringify(detail)).to.include({
        code: 'CASE_UNKNOWN',
      });
      expect(await newest()).to.deep.equal({ ...asked, applicationNumber: NOBODYS });
    }
    expect(await errorOf(given.audit.case(AUDITOR, NOBODYS))).to.include({ code: 'CASE_UNKNOWN' });
  });

  it('is answered to nobody else: the attempt is journalled, and nothing is read', async () => {
    const number = await given.open();
    await given.database.store.people.put({
      ...(await given.database.store.people.find(AUDITOR))!,
      username: 'bekas.auditor',
      active: false,
    });
    const all: readonly (readonly [Question, string | null])[] = [
      ...OVER_ALL.map(([ask]) => [ask, null] as const),
      ...OF_ONE.map(([ask]) => [ask, number] as const),
      [(audit, who) => audit.case(who, number), number],
      [(audit, who) => audit.enter(who), null],
    ];
    const asked = await countOfAsked();
    given.outside.asked.length = 0;
    for (const [who, code] of [
      [SRI, 'WRONG_ROLE'],
      ['bekas.auditor', 'UNKNOWN_OFFICER'],
      ['orang.asing', 'UNKNOWN_OFFICER'],
    ] as const)
      for (const [ask, applicationNumber] of all) {
        expect(await errorOf(ask(given.audit, who, number))).to.include({ name: 'Failure', code });
        expect(await newest()).to.deep.equal({
          actor: who,
          event: 'view-refused',
          step: null,
          applicationNumber,
          detail: { asked: 'audit-viewed', because: code },
        });
      }
    expect(await countOfAsked()).to.equal(asked);
    expect(given.outside.asked).to.deep.equal([]);
    await given.audit.enter(AUDITOR);
    expect(await newest(), 'who may enter leaves no refusal').to.not.include({ actor: AUDITOR });
  });

  it('chooses among the people of the office by their names', async () => {
    await given.database.store.people.put({
      ...(await given.database.store.people.find(SRI))!,
      username: 'zz.aminah',
      name: 'Aminah',
    });
    const officers = await given.audit.officers();
    expect(officers[0]).to.deep.equal({ username: 'zz.aminah', name: 'Aminah' });
    expect(officers).to.deep.include({ username: JOKO, name: 'Joko Susilo' });
    expect(officers.map(({ name }) => name)).to.deep.equal(officers.map(({ name }) => name).toSorted());
  });
});
