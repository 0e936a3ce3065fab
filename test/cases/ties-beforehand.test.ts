import { expect } from 'chai';
import { subjectHash } from '../../src/cases/case-subjects.ts';
import type { Person } from '../../src/domain/authority.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { LINK_KEY, PEOPLE, withOffice, type OfficerName } from './office.ts';

const { applicant } = sampleApplication();
const hashOf = (nik: string) => subjectHash(LINK_KEY, 'nik', nik);
const NAMES = { sri: PEOPLE.sri.name, tono: PEOPLE.tono.name, dewi: PEOPLE.dewi.name };

describe('What only a colleague may do is said beforehand', () => {
  const given = withOffice();
  const is = (who: OfficerName, change: Partial<Person>) =>
    given.office.store.people.put({ ...PEOPLE[who], nikHash: null, ...change });
  afterEach(async () => {
    for (const who of Object.keys(PEOPLE) as OfficerName[]) await is(who, {});
    for (const number of (await given.office.store.workList.open()).map((one) => one.applicationNumber))
      await given.office.database.asOwner(`update work_list set ended_at = now(), ended_as = 'canceled'
        where application_number = '${number}' and ended_at is null`);
  });
  const row = async (who: OfficerName, of: string) => {
    const { rows, counts } = await given.office.officers.work(PEOPLE[who].username);
    return { row: rows.find(({ applicationNumber }) => applicationNumber === of)!, counts: counts! };
  };
  const news = (who: OfficerName) => given.office.officers.news(PEOPLE[who].username);
  const next = async (who: OfficerName) =>
    (await given.office.officers.nextTask(PEOPLE[who].username))?.applicationNumber;

  it('in the list, its numbers, its news and the way to the next task: their own family', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    expect([(await row('sri', applicationNumber)).counts.open, (await news('sri')).open]).to.deep.equal([1, 1]);
    const { version } = await news('sri');
    await is('sri', { nikHash: hashOf(applicant.nik) });
    const { row: shown, counts } = await row('sri', applicationNumber);
    expect(shown.task!.blocked).to.equal('OWN_FAMILY');
    expect(shown.others).to.deep.equal({ present: [NAMES.dewi, NAMES.tono], absent: [] });
    expect([counts.open, counts.oldest, (await news('sri')).open]).to.deep.equal([0, null, 0]);
    expect((await news('sri')).version, 'an open page is made anew').to.not.equal(version);
    expect(await next('sri')).to.equal(undefined);
    expect(await next('tono')).to.equal(applicationNumber);
    const file = await office.officers.case(PEOPLE.sri.username, applicationNumber);
    expect([file.ownFamily, file.others, file.mayCorrectNumber]).to.deep.equal([true, shown.others, false]);
    const others = await office.officers.case(PEOPLE.tono.username, applicationNumber);
    expect([others.ownFamily, others.others]).to.deep.equal([false, null]);
  });

  it('by the card too, where the application does not name them; on the page of drafts the signature as well', async () => {
    const { office } = given;
    const { applicationNumber } = await office.verified();
    const { family } = (await office.store.drafts.find((await office.case(applicationNumber)).draftSha256!))!;
    await office.database.asOwner('delete from case_subjects where application_number = $1', [applicationNumber]);
    const unnamed = family.members.at(-1)!;
    await is('agus', { nikHash: hashOf(unnamed.nik) });
    expect((await row('agus', applicationNumber)).counts).to.include({ open: 0, signable: 0 });
    const [draft] = (await office.officers.signingList(PEOPLE.agus.username)).drafts;
    expect([draft!.blocked, draft!.others]).to.deep.equal(['OWN_FAMILY', { present: [NAMES.dewi], absent: [] }]);
  });

  it('a new PIN that they gave, from the task on that judges what was answered with it', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    await office.officers.renewPin(PEOPLE.sri.username, { applicationNumber, nik: applicant.nik, hasSeenCard: true });
    expect((await row('sri', applicationNumber)).row.task!.blocked, 'opening it judges nothing').to.equal(null);
    await office.decides('sri', applicationNumber, 'open-application');
    const { row: shown, counts } = await row('sri', applicationNumber);
    expect(shown).to.deep.include({ others: { present: [NAMES.dewi, NAMES.tono], absent: [] } });
    expect([shown.task!.blocked, shown.task!.mine, counts.open]).to.deep.equal(['RENEWED_ACCESS', true, 0]);
  });

  it('columns of the card that they typed: their verification is another’s', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    await office.store.immigrationClaims.add({
      ...{ applicationNumber, content: 'a'.repeat(64), claimedBy: PEOPLE.dewi.username },
    });
    const { row: shown, counts } = await row('dewi', applicationNumber);
    expect([shown.task!.blocked, counts.open]).to.deep.equal(['FOUR_EYES', 0]);
    expect(shown.others).to.deep.equal({ present: [PEOPLE.endah.name], absent: [] });
  });

  it('where nobody is left, head and admin read it at once, until somebody may', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    for (const who of ['tono', 'dewi'] as const) await is(who, { active: false });
    const told = async () => [
      (await office.officers.reminders(PEOPLE.agus.username)).ofNobody,
      (await office.officers.reminders(PEOPLE.adi.username)).standing,
      (await office.officers.state(PEOPLE.adi.username)).places.filter(({ kind }) => kind === 'nobody').length,
    ];
    expect(await told()).to.deep.equal([[], [], 0]);
    await is('sri', { nikHash: hashOf(applicant.nik) });
    expect((await row('sri', applicationNumber)).row.others).to.deep.equal({ present: [], absent: [] });
    expect(await told()).to.deep.equal([[applicationNumber], [{ kind: 'nobody', count: 1 }], 1]);
    await is('rini', { roles: ['petugas-cetak', 'petugas-entri'] });
    expect(await told()).to.deep.equal([[], [], 0]);
    await office.store.accounts.open(PEOPLE.rini.username);
    await office.store.accounts.lock(PEOPLE.rini.username, PEOPLE.adi.username);
    expect((await told())[0], 'whose account is locked does nothing').to.deep.equal([applicationNumber]);
    await office.store.accounts.unlock(PEOPLE.rini.username);
  });

  it('the print officer’s day and the entries to undo show no button that would be refused', async () => {
    const { office } = given;
    const { applicationNumber } = await office.delivered();
    const sent = async () => (await office.officers.deliveries(PEOPLE.rini.username)).sent.at(-1)!;
    expect(await sent()).to.include({ applicationNumber, ownFamily: false });
    await is('rini', { nikHash: hashOf(applicant.nik) });
    expect(await sent()).to.include({ applicationNumber, ownFamily: true });
    const { due } = (await office.officers.deliveries(PEOPLE.rini.username)).oldCards;
    expect(due.map(({ ownFamily }) => ownFamily)).to.satisfy((all: boolean[]) => all.every(Boolean));
  });
});
