import { expect } from 'chai';
import { subjectHash } from '../../src/cases/case-subjects.ts';
import type { EventApplication } from '../../src/domain/events/application.ts';
import { Failure } from '../../src/domain/failures.ts';
import type { SiakWay } from '../../src/domain/siak-way.ts';
import { FAMILY } from './external-services.ts';
import { submits } from './golden-office.ts';
import { PEOPLE, withOffice } from './office.ts';
import { signedBySiak, WITHOUT_THE_CHANGE } from './siak-cards.ts';

const TODAY = '2026-11-26';
const REFERENCE = 'SIAK/2026/11/0100';
const GRADUATE = FAMILY.members[1]!;

describe('The ways through SIAK, of an event-based case', () => {
  const given = withOffice({}, new Date(`${TODAY}T02:00:00Z`));
  /** As with the ministry's service, or none: nobody shows this program a whole card. */
  const setWay = (siakWay: SiakWay) => {
    const { office } = given;
    Object.assign(office.dependencies.settings, { siakWay });
    Object.assign(office.register, {
      way: siakWay,
      reads: false,
      cardOf: () => Promise.resolve(undefined),
      family: () => Promise.reject(new Failure('SIAK_UNREACHABLE')),
    });
  };
  const application: EventApplication = {
    applicant: { name: FAMILY.headName, nik: FAMILY.members[0]!.nik, whatsapp: '0812 3456 7890' },
    kkNumber: FAMILY.kkNumber,
    address: { street: FAMILY.address, rt: '003', rw: '005', kalurahan: '34.02.15.2001' },
    listed: FAMILY.members.map(({ name, nik, shdk }) => ({ name, nik, shdk })),
    events: [
      {
        event: 'pendidikan',
        data: { changes: [{ person: GRADUATE.nik, from: 'SLTA/SEDERAJAT', to: GRADUATE.education }] },
      },
    ],
    statement: true,
  };
  /** Examined, and typed into SIAK by Sri. */
  async function typed(): Promise<string> {
    const { office } = given;
    const papers = (['f-1-02', 'f-1-06', 'kk-lama', 'ijazah'] as const).map((document) => ({ document }));
    const { applicationNumber } = await submits(office, application, papers, TODAY);
    await office.decides('sri', applicationNumber, 'open-application');
    await office.officers.case(PEOPLE.sri.username, applicationNumber);
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    await office.decides('sri', applicationNumber, 'enter-siak-manually', { siakReference: REFERENCE });
    return applicationNumber;
  }
  const bring = async (applicationNumber: string, pdf: Buffer) => {
    await given.office.officers.bringSignedCard(PEOPLE.rini.username, applicationNumber, pdf);
    return (await given.office.officers.case(PEOPLE.rini.username, applicationNumber)).brought!;
  };

  it("SIAK's card is compared with the card as the events say it is to stand", async () => {
    setWay('siak-signed-pdf');
    const brought = await bring(await typed(), await signedBySiak());
    expect(brought.comparison.verdict).to.equal('fits');
    expect(brought.comparison.parts.map(({ what }) => what)).to.deep.equal([
      'kk-number',
      ...FAMILY.members.flatMap(() => ['nik', 'name']),
      'change',
    ]);
    expect(brought.expected.changes).to.deep.equal([
      { member: 1, element: null, label: 'Pendidikan', to: GRADUATE.education },
    ]);
  });

  it('accepted and taken, it makes void what was printed of every card that the events change', async () => {
    setWay('siak-signed-pdf');
    const { office } = given;
    const applicationNumber = await typed();
    await bring(applicationNumber, await signedBySiak());
    await office.officers.broughtCard(PEOPLE.rini.username, applicationNumber);
    await office.decides('rini', applicationNumber, 'bring-signed-card', { signedCard: 'accepted' });
    expect((await office.case(applicationNumber)).state).to.equal('delivery');
    const { linkKey } = office.dependencies.settings;
    expect(
      await office.database.asOwner('select card from touched_cards where application_number = $1', [
        applicationNumber,
      ]),
    ).to.deep.equal([{ card: subjectHash(linkKey, 'kk', FAMILY.kkNumber) }]);
  });

  it('names the change that cannot be read on it', async () => {
    setWay('siak-signed-pdf');
    const { comparison } = await bring(await typed(), await signedBySiak(WITHOUT_THE_CHANGE));
    expect(comparison.verdict).to.equal('unclear');
    expect(comparison.parts.filter(({ found }) => found !== 'yes')).to.deep.equal([
      { what: 'change', member: 1, element: null, label: 'Pendidikan', found: 'no' },
    ]);
  });

  it('typed, and nothing read: the draft is that card, and the officers are told that nobody read it from SIAK', async () => {
    setWay('typed');
    const { office } = given;
    const applicationNumber = await typed();
    await office.decides('tono', applicationNumber, 'check-siak-entry', { entryCheck: 'seen' });
    const { draftSha256, findings } = await office.case(applicationNumber);
    const { family } = (await office.store.drafts.find(draftSha256!))!;
    expect(family).to.include({ kkNumber: FAMILY.kkNumber, headName: FAMILY.headName });
    expect(family.members[1]).to.include({ nik: GRADUATE.nik, education: GRADUATE.education });
    expect(findings.join(' '))
      .to.match(/tidak dibaca dari SIAK/)
      .and.match(/agama/);
  });
});
