import { expect } from 'chai';
import { watchEngine } from '../../src/cases/waiting/watch-engine.ts';
import { PEOPLE, refusalOf, withOffice, type OfficerName } from './office.ts';

describe('A service that does not answer', () => {
  const given = withOffice();

  /** Everything of this case happened so much earlier. */
  async function longAgo(applicationNumber: string, interval = '20 minutes'): Promise<void> {
    const { database } = given.office;
    await database.asOwner('alter table journal disable trigger journal_append_only');
    await database.asOwner(`update journal set at = at - $2::interval where application_number = $1`, [
      applicationNumber,
      interval,
    ]);
  }
  const delay = async ({ applicationNumber, pin }: { applicationNumber: string; pin: string }) =>
    (await given.office.applicants.track(applicationNumber, pin)).delay;
  const standing = async (who: OfficerName) => (await given.office.officers.reminders(PEOPLE[who].username)).standing;

  it('is a plain word to the applicant and a line at the admin’s desk, only after the term, and only while it lasts', async () => {
    const { office } = given;
    const made = await office.verified();
    office.messenger.next.push('WHATSAPP_UNREACHABLE');
    await office.signs(made.applicationNumber);
    expect(await delay(made)).to.equal(null);
    expect(await standing('adi')).to.deep.equal([]);
    await longAgo(made.applicationNumber);
    expect(await delay(made))
      .to.contain('WhatsApp sedang tidak menjawab')
      .and.contain('unduh di halaman ini');
    expect(await standing('adi')).to.deep.equal([{ kind: 'whatsapp', count: 1 }]);
    for (const who of ['sri', 'endah', 'agus', 'rini'] as const) expect(await standing(who), who).to.deep.equal([]);
    await office.engine.advance(60 * 60_000);
    await office.settle();
    expect(await delay(made)).to.equal(null);
    expect(await standing('adi')).to.deep.equal([]);
  });

  it('names SIAK and BSrE each by what they do', async () => {
    const { office } = given;
    const entering = await office.opened();
    office.register.next.push(...Array<'SIAK_UNREACHABLE'>(3).fill('SIAK_UNREACHABLE'));
    await office.decides('sri', entering.applicationNumber, 'examine-application', { examination: 'complete' });
    await longAgo(entering.applicationNumber);
    expect(await delay(entering)).to.contain('SIAK');
    office.register.next.length = 0;
    const signing = await office.verified();
    office.signer.next.push('BSRE_UNREACHABLE');
    await office.signs(signing.applicationNumber);
    await longAgo(signing.applicationNumber);
    expect(await delay(signing)).to.contain('BSrE');
  });

  it('is no word where an officer, or the applicant, has to do something', async () => {
    const { office } = given;
    const waits = await office.submit();
    const asked = await office.submit();
    await office.asksFor(asked.applicationNumber, ['ijazah']);
    const sent = await office.delivered();
    for (const one of [waits, asked, sent]) {
      await longAgo(one.applicationNumber, '2 days');
      expect(await delay(one)).to.equal(null);
    }
  });
});

describe('An entry that must be undone in SIAK by a person', () => {
  const given = withOffice();
  const { sri, tono, endah } = PEOPLE;

  it('waits with owner, term and reason until an entry officer records that it was undone, once', async () => {
    const { office } = given;
    const { officers } = office;
    const { applicationNumber } = await office.drafted();
    const { siakReference } = await office.case(applicationNumber);
    office.register.mode = 'manual';
    await office.process.cancelSiakEntry({ applicationNumber });
    await watchEngine(office.dependencies)();
    const place = async () =>
      (await officers.state(PEOPLE.adi.username)).places.find(({ kind }) => kind === 'siak-undo');
    expect(await place()).to.include({
      applicationNumber,
      what: siakReference,
      owner: 'petugas-entri',
      person: sri.username,
      personName: sri.name,
      term: 480,
      overdue: false,
    });
    expect((await officers.reminders(tono.username)).owedCancellations).to.equal(1);
    expect((await officers.reminders(endah.username)).owedCancellations).to.equal(0);
    await office.database.asOwner(`update effects set settled_at = settled_at - interval '14 days'`);
    expect(await place()).to.include({ overdue: true });

    expect(await refusalOf(officers.recordCancellation(endah.username, applicationNumber, siakReference!))).to.include({
      code: 'WRONG_ROLE',
    });
    expect((await refusalOf(officers.recordCancellation(sri.username, applicationNumber, 'lain'))).text).to.contain(
      'tidak diminta',
    );
    const twice = await Promise.allSettled(
      [sri, tono].map(({ username }) => officers.recordCancellation(username, applicationNumber, siakReference!)),
    );
    expect(twice.map(({ status }) => status)).to.have.members(['fulfilled', 'rejected']);
    expect(await office.journal(applicationNumber, 'siak-entry-undone')).to.have.length(1);
    expect(await place()).to.equal(undefined);
    expect((await officers.owedCancellations(sri.username)).rows).to.deep.equal([]);
  });
});
