import { expect } from 'chai';
import { PEOPLE, refusalOf, withOffice } from './office.ts';
import { workedAt } from './worked-at.ts';

/** 23 November 2026 is a Monday. */
const WEEKS = { validFrom: '2026-11-23', validTo: '2026-12-06' };

const dayOf = (today: string) => ({ validFrom: today, validTo: today });

describe('How the office did', () => {
  const given = withOffice();

  it('counts arrivals, finished and open cases by day and week, and the work of each step against the SOP', async () => {
    const { office } = given;
    const archived = await office.delivered();
    const [card] = (await office.store.messages.of(archived.applicationNumber)).filter((m) => m.purpose === 'card');
    await office.applicants.messageStatus({ sid: card!.sid!, status: 'read', errorCode: null });
    await office.settle();
    expect((await office.case(archived.applicationNumber)).state).to.equal('archived');
    const waiting = await office.submit();
    await office.asksFor(waiting.applicationNumber, ['ijazah'], 'Foto ijazah buram');
    const { today } = office;
    await workedAt(office.database, today, {
      applicationNumber: archived.applicationNumber,
      element: 'verify-draft',
      decidedBy: PEOPLE.endah.username,
      from: '09:00',
      to: '09:20',
    });
    const day = { validFrom: today, validTo: today };
    const { buckets, totals, steps, returns, missing, backlog, ages } = await office.officers.performance(
      PEOPLE.endah.username,
      day,
      'day',
    );
    expect(buckets).to.have.length(1);
    expect(totals).to.include({ submitted: 2, signed: 1, archived: 1, closed: 0, withdrawn: 0, open: 1, late: 1 });
    const verification = steps.find(({ step }) => step === 5)!;
    expect(verification).to.include({ visits: 1, measured: 1, late: 1, sopMinutes: 1 });
    expect(verification.median).to.equal(20);
    expect(
      steps.find(({ step }) => step === 4),
      'printed by the system, asked for by the officer',
    ).to.include({
      visits: 1,
      measured: 1,
    });
    expect(steps.find(({ step }) => step === 7)).to.include({ visits: 1, late: 0 });
    expect(steps.find(({ step }) => step === 10)).to.include({ visits: 1, measured: 1 });
    expect(returns).to.deep.equal([{ kind: 'incomplete', count: 1 }]);
    expect(missing).to.deep.equal([{ paper: 'ijazah', count: 1 }]);
    expect(backlog).to.have.length(1);
    expect(backlog[0]).to.include({ state: 'waiting-for-applicant', count: 1 });
    expect(ages, "the applicant's turn is no backlog of the office").to.deep.equal([0, 0, 0, 0]);
    const weekly = await office.officers.performance(PEOPLE.agus.username, day, 'week');
    expect(weekly.buckets).to.have.length(1);
    expect(new Date(weekly.buckets[0]!.begins).getUTCDay()).to.equal(1);
    expect(weekly.totals).to.deep.equal(totals);
  });

  it('measures step 4 once for each request: the printing of its draft and the officer together', async () => {
    const { office } = given;
    const before = await office.officers.performance(PEOPLE.endah.username, dayOf(office.today), 'day');
    const stepFour = async () => {
      const { steps } = await office.officers.performance(PEOPLE.endah.username, dayOf(office.today), 'day');
      const { visits, longest } = steps.find(({ step }) => step === 4)!;
      return { visits: visits - before.steps.find(({ step }) => step === 4)!.visits, longest: longest ?? 0 };
    };
    const { applicationNumber } = await office.opened();
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    expect((await stepFour()).visits, 'the draft is there, the request is not').to.equal(0);
    await office.decides('sri', applicationNumber, 'request-print', { printRequest: 'withheld', note: 'Nama keliru' });
    expect((await stepFour()).visits).to.equal(1);
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    expect((await stepFour()).visits, 'printed again, not asked for yet').to.equal(1);
    await office.decides('sri', applicationNumber, 'request-print', { printRequest: 'requested' });
    expect((await stepFour()).visits).to.equal(2);
    // A printer that took half an hour counts with the request that followed it.
    await office.database.asOwner('alter table journal disable trigger journal_append_only');
    await office.database.asOwner(
      `update journal set at = at - interval '30 minutes'
        where application_number = $1 and event in ('decision-recorded', 'siak-entered')
          and id < (select max(id) from journal where application_number = $1 and event = 'draft-rendered')`,
      [applicationNumber],
    );
    const late = await stepFour();
    expect(late.visits).to.equal(2);
    expect(late.longest).to.be.within(30, 32);
  });

  it('names every day and every week of the period, also those on which nothing happened', async () => {
    const days = await given.office.officers.performance(PEOPLE.endah.username, WEEKS, 'day');
    expect(days.buckets.map(({ begins }) => begins)).to.have.length(14);
    const weeks = await given.office.officers.performance(PEOPLE.endah.username, WEEKS, 'week');
    expect(weeks.buckets.map(({ begins }) => begins)).to.deep.equal(['2026-11-23', '2026-11-30']);
  });

  it('is for Kasi/Kabid and the head; refused and journalled for everybody else; no day that cannot be', async () => {
    const { office } = given;
    for (const who of ['sri', 'rini', 'audi', 'adi'] as const)
      expect(await refusalOf(office.officers.performance(PEOPLE[who].username, WEEKS, 'day'))).to.include({
        code: 'WRONG_ROLE',
      });
    const rows = await office.database.asOwner(
      `select count(*)::int as n from journal where event = 'view-refused' and detail->>'asked' = 'performance-viewed'`,
    );
    expect(rows[0]!['n']).to.equal(4);
    for (const period of [
      { validFrom: '2026-02-30', validTo: '2026-03-01' },
      { validFrom: '2026-03-02', validTo: '2026-03-01' },
      { validFrom: '2020-01-01', validTo: '2026-03-01' },
    ])
      expect((await refusalOf(office.officers.performance(PEOPLE.agus.username, period, 'day'))).text).to.contain(
        'tidak dapat dihitung',
      );
  });
});
