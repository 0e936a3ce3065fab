import { expect } from 'chai';
import { CardNotTaken } from '../../src/cases/bring-signed-card.ts';
import { NotNow } from '../../src/cases/not-possible.ts';
import type { Refusal } from '../../src/domain/failures.ts';
import type { SiakWay } from '../../src/domain/siak-way.ts';
import { errorOf } from '../store/given.ts';
import { FAMILY, picture } from './external-services.ts';
import { PEOPLE, withOffice, type OfficerName } from './office.ts';
import {
  OTHER_FAMILY,
  WITHOUT_THE_CHANGE,
  alteredAfterwards,
  drawnBySiak,
  enormous,
  lockedWithPassword,
  savedAgain,
  signedByAnotherChain,
  signedBySiak,
  signedWithCertificate,
} from './siak-cards.ts';

describe('The ways through SIAK', () => {
  const given = withOffice();
  const setWay = (siakWay: SiakWay, reads: boolean) => {
    const { office } = given;
    Object.assign(office.dependencies.settings, { siakWay });
    Object.assign(office.register, { way: siakWay, reads });
  };
  afterEach(() => setWay('simulator', true));

  const REFERENCE = 'SIAK/2026/11/0099';
  const refusedAs = async (work: Promise<unknown>) => ((await errorOf(work)) as Refusal).code;
  /** Examined, and typed into SIAK by Sri. */
  async function typed(change: Parameters<typeof given.office.opened>[0] = {}) {
    const { office } = given;
    const made = await office.opened(change);
    await office.decides('sri', made.applicationNumber, 'examine-application', { examination: 'complete' });
    await office.decides('sri', made.applicationNumber, 'enter-siak-manually', { siakReference: REFERENCE });
    return made;
  }

  describe('typed', () => {
    beforeEach(() => setWay('typed', true));

    it('goes through all ten steps without any interface for writing, its entry confirmed by a second officer', async () => {
      const { office } = given;
      const { applicationNumber, pin } = await typed();
      expect(await office.openElements(applicationNumber)).to.deep.equal(['check-siak-entry']);
      expect((await office.case(applicationNumber)).siakReference, 'a claim so far').to.equal(null);
      await office.decides('tono', applicationNumber, 'check-siak-entry', { entryCheck: 'seen' });
      expect((await office.case(applicationNumber)).siakReference).to.equal(REFERENCE);
      expect((await office.journal(applicationNumber, 'siak-entered'))[0]?.detail).to.deep.equal({
        way: 'typed',
        siakReference: REFERENCE,
      });
      await office.requests(applicationNumber);
      await office.decides('endah', applicationNumber, 'verify-draft', { verification: 'valid' });
      await office.signs(applicationNumber);
      await office.applicants.download(applicationNumber, pin);
      await office.settle();
      expect((await office.case(applicationNumber)).state).to.equal('archived');
      expect(office.register.entered).to.deep.equal([]);
    });

    it('lets nobody confirm their own entry, and shows the case to the second officer only while it waits for them', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened();
      expect(await refusedAs(office.officers.case(PEOPLE.tono.username, applicationNumber))).to.equal(
        'ASSIGNED_TO_ANOTHER',
      );
      await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
      await office.decides('sri', applicationNumber, 'enter-siak-manually', { siakReference: REFERENCE });
      expect(
        await refusedAs(office.decides('sri', applicationNumber, 'check-siak-entry', { entryCheck: 'seen' })),
      ).to.equal('OWN_ENTRY');
      expect(
        await refusedAs(office.decides('tono', applicationNumber, 'check-siak-entry', { entryCheck: 'differs' })),
      ).to.equal('ANSWER_INCOMPLETE');
    });

    it('goes back to the typing officer with the words of the second, and the next reference counts', async () => {
      const { office } = given;
      const { applicationNumber } = await typed();
      const note = 'Pendidikan masih yang lama';
      await office.decides('tono', applicationNumber, 'check-siak-entry', { entryCheck: 'differs', note });
      expect(await office.openElements(applicationNumber)).to.deep.equal(['enter-siak-manually']);
      const { tasks } = await office.officers.work(PEOPLE.sri.username);
      expect(tasks.find((task) => task.applicationNumber === applicationNumber)?.returned).to.deep.equal({
        code: 'ENTRY_DIFFERS',
        by: PEOPLE.tono.name,
        note,
      });
      await office.decides('sri', applicationNumber, 'enter-siak-manually', { siakReference: 'SIAK/2' });
      await office.decides('tono', applicationNumber, 'check-siak-entry', { entryCheck: 'seen' });
      expect((await office.case(applicationNumber)).siakReference).to.equal('SIAK/2');
    });

    it('draws the card from what applicant and old card say where nothing is read, and tells the officers so', async () => {
      const { office } = given;
      setWay('typed', false);
      const { applicationNumber } = await typed();
      await office.decides('tono', applicationNumber, 'check-siak-entry', { entryCheck: 'seen' });
      const { draftSha256 } = await office.case(applicationNumber);
      const { family } = (await office.store.drafts.find(draftSha256!))!;
      expect(family).to.include({ headName: 'DAMAR PAMUNGKAS', kkNumber: FAMILY.kkNumber, rt: '003' });
      expect(family.members[1]).to.include({
        name: 'WENING PRAMESWARI',
        sex: 'PEREMPUAN',
        birthDate: '1985-03-12',
        education: 'DIPLOMA IV/STRATA I',
        religion: '-',
      });
      await office.requests(applicationNumber);
      const { warnings } = await office.officers.case(PEOPLE.endah.username, applicationNumber);
      const warning = warnings.map(({ text }) => text).find((text) => text.includes('tidak dibaca dari SIAK, hanya'));
      expect(warning).to.include('agama/kepercayaan').and.not.include('jenis kelamin');
    });

    it('owes the undoing of an entry to a person in SIAK, once, also when nobody had confirmed it yet', async () => {
      const { office } = given;
      const { applicationNumber, pin } = await typed();
      await office.applicants.withdraw(applicationNumber, pin);
      await office.settle();
      expect((await office.case(applicationNumber)).state).to.equal('withdrawn');
      const owed = await office.journal(applicationNumber, 'siak-cancellation-owed');
      expect(owed.map(({ detail }) => detail)).to.deep.equal([{ siakReference: REFERENCE }]);
    });
  });

  describe('siak-signed-pdf', () => {
    beforeEach(() => setWay('siak-signed-pdf', false));
    const bring = (applicationNumber: string, pdf: Buffer, who: OfficerName = 'rini') =>
      given.office.officers.bringSignedCard(PEOPLE[who].username, applicationNumber, pdf);
    async function accept(applicationNumber: string) {
      await given.office.officers.broughtCard(PEOPLE.rini.username, applicationNumber);
      await given.office.decides('rini', applicationNumber, 'bring-signed-card', { signedCard: 'accepted' });
    }

    it('sends and archives the PDF that SIAK signed, and records its signature as the head’s step', async () => {
      const { office } = given;
      const { applicationNumber, pin } = await typed();
      expect(await office.openElements(applicationNumber)).to.deep.equal(['bring-signed-card']);
      const look = (who: OfficerName) => errorOf(office.officers.broughtCard(PEOPLE[who].username, applicationNumber));
      expect(await look('endah'), 'whether a card is there is not for everybody').to.deep.include({
        code: 'WRONG_ROLE',
      });
      expect(await look('rini')).to.be.instanceOf(NotNow);
      const printed = office.press.printed.length;
      const pdf = await signedBySiak();
      await bring(applicationNumber, pdf);
      const { brought } = await office.officers.case(PEOPLE.rini.username, applicationNumber);
      expect(brought).to.deep.include({ signerName: 'Kepala Dinas (simulasi)' });
      expect(brought?.comparison.verdict).to.equal('fits');
      await accept(applicationNumber);
      expect(await office.applicants.download(applicationNumber, pin)).to.deep.equal(pdf);
      await office.settle();
      const record = await office.case(applicationNumber);
      expect(record).to.include({ state: 'archived', siakReference: REFERENCE, draftSha256: null });
      const [signed] = await office.journal(applicationNumber, 'card-signed');
      expect(signed).to.deep.include({ actor: 'siak', step: 7 });
      expect((await office.applicants.track(applicationNumber, pin)).steps.map(({ status }) => status)).to.deep.equal(
        Array<string>(10).fill('done'),
      );
      expect(await office.applicants.verifyCard(pdf, 'anybody')).to.deep.include({ valid: true, issuedHere: true });
      expect(office.press.printed, 'nothing is drawn here').to.have.length(printed);
    });

    it('goes straight to SIAK’s print for a lost card', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened({ reason: 'hilang', changes: [] });
      await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
      expect(await office.openElements(applicationNumber)).to.deep.equal(['bring-signed-card']);
    });

    describe('a file that is not this card', () => {
      let waiting: string;
      before(async () => {
        setWay('siak-signed-pdf', false);
        ({ applicationNumber: waiting } = await typed());
      });
      const files = {
        'signed by another chain': ['foreign-chain', signedByAnotherChain],
        "of another family, signed by the office's head": ['other-family', () => signedBySiak(OTHER_FAMILY)],
        'altered after the signature': ['altered', alteredAfterwards],
        'with bytes after its end': [
          'damaged',
          async () => Buffer.concat([await signedBySiak(), Buffer.from('\n% lagi\n%%EOF\n')]),
        ],
        'saved again by another program': ['damaged', savedAgain],
        'signed with a certificate that was over': ['certificate', () => signedWithCertificate('expired')],
        'signed with a certificate that was revoked': ['certificate', () => signedWithCertificate('revoked')],
        'locked with a password': ['locked', lockedWithPassword],
        'far larger than a card': ['too-large', enormous],
        'not signed': ['unsigned', drawnBySiak],
        'a scan as PDF': ['scan', () => drawnBySiak([])],
        'a photo': ['not-a-pdf', () => picture('kk', 'jpeg')],
        'cut off': ['damaged', async () => (await signedBySiak()).subarray(0, 400)],
        empty: ['not-a-pdf', () => Promise.resolve(Buffer.alloc(0))],
      } as const;
      for (const [what, [outcome, make]] of Object.entries(files))
        it(`${what}: is answered with ${outcome}, journalled and not kept`, async () => {
          const { office } = given;
          const error = (await errorOf(bring(waiting, await make()))) as CardNotTaken;
          expect(error).to.be.instanceOf(CardNotTaken);
          expect(error.outcome).to.equal(outcome);
          expect(error.sentence).to.match(/unggah|hubungi admin|Laporkan|pejabat/i);
          const [row] = (await office.journal(waiting, 'signed-card-refused')).slice(-1);
          expect(row).to.deep.include({ actor: PEOPLE.rini.username });
          expect(row!.detail).to.include({ outcome });
          expect(await office.store.siakCards.newest(waiting)).to.equal(undefined);
          expect(
            await refusedAs(office.decides('rini', waiting, 'bring-signed-card', { signedCard: 'accepted' })),
          ).to.equal('SIGNED_CARD_MISSING');
        });
    });

    it('leaves to the print officer what the text does not show, and wants the card looked at first', async () => {
      const { office } = given;
      const { applicationNumber } = await typed();
      await bring(applicationNumber, await signedBySiak(WITHOUT_THE_CHANGE));
      const { brought } = await office.officers.case(PEOPLE.rini.username, applicationNumber);
      expect(brought?.comparison.verdict).to.equal('unclear');
      expect(brought?.comparison.parts.filter(({ found }) => found !== 'yes')).to.deep.equal([
        { what: 'change', member: 1, element: 'pendidikan', found: 'no' },
      ]);
      expect(
        await refusedAs(office.decides('rini', applicationNumber, 'bring-signed-card', { signedCard: 'accepted' })),
      ).to.equal('SIGNED_CARD_NOT_SEEN');
      await accept(applicationNumber);
      expect((await office.case(applicationNumber)).state).to.equal('delivery');
    });

    it('shows side by side a card whose text nobody can read, as one drawn in outlines', async () => {
      const { office } = given;
      const { applicationNumber } = await typed();
      await bring(applicationNumber, await signedBySiak([]));
      const { brought } = await office.officers.case(PEOPLE.rini.username, applicationNumber);
      expect(brought?.comparison.verdict).to.equal('unclear');
      expect(new Set(brought?.comparison.parts.map(({ found }) => found))).to.deep.equal(new Set(['unreadable']));
    });

    it('that does not fit goes back to the entry officer with the reason, and the next round wants a card of its own', async () => {
      const { office } = given;
      const { applicationNumber } = await typed();
      await bring(applicationNumber, await signedBySiak());
      const note = 'Alamat masih yang lama';
      await office.officers.broughtCard(PEOPLE.rini.username, applicationNumber);
      await office.decides('rini', applicationNumber, 'bring-signed-card', { signedCard: 'returned', note });
      expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
      expect(await office.journal(applicationNumber, 'siak-cancellation-owed')).to.have.length(1);
      const { tasks } = await office.officers.work(PEOPLE.sri.username);
      expect(tasks.find((task) => task.applicationNumber === applicationNumber)?.returned).to.include({
        code: 'SIAK_CARD_WRONG',
        note,
      });
      await office.engine.advance(60_000);
      await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
      await office.decides('sri', applicationNumber, 'enter-siak-manually', { siakReference: 'SIAK/2' });
      expect(
        await refusedAs(office.decides('rini', applicationNumber, 'bring-signed-card', { signedCard: 'accepted' })),
      ).to.equal('SIGNED_CARD_MISSING');
    });

    it('is brought by a print officer for a case that waits for it, and by nobody else', async () => {
      const { office } = given;
      const { applicationNumber } = await typed();
      const pdf = await signedBySiak();
      for (const who of ['sri', 'endah', 'agus', 'audi'] as const)
        expect(await refusedAs(bring(applicationNumber, pdf, who)), who).to.be.oneOf([
          'WRONG_ROLE',
          'ASSIGNED_TO_ANOTHER',
        ]);
      const { applicationNumber: early } = await office.opened();
      expect(await refusedAs(bring(early, pdf))).to.equal('WRONG_ROLE');
    });

    it('that SIAK signed is not withdrawn any more once it was accepted', async () => {
      const { office } = given;
      const { applicationNumber, pin } = await typed();
      await bring(applicationNumber, await signedBySiak());
      expect((await office.applicants.track(applicationNumber, pin)).mayWithdraw).to.equal(true);
      await accept(applicationNumber);
      expect((await office.applicants.track(applicationNumber, pin)).mayWithdraw).to.equal(false);
    });

    it('of another number is another family’s, where the number stays; where SIAK gives a new one it is not asked for', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened({ reason: 'hilang', changes: [], kkNumber: FAMILY.kkNumber });
      await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
      const lines = ['No. 3402150101159999', ...FAMILY.members.flatMap(({ nik, name }) => [nik, name])];
      const error = (await errorOf(bring(applicationNumber, await signedBySiak(lines)))) as CardNotTaken;
      expect(error.outcome).to.equal('other-family');
    });
  });
});

describe('The request for the print (SOP step 4)', () => {
  const given = withOffice();

  it('is the examiner’s, who has looked at the draft', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    const { taskId } = await office.task(applicationNumber, 'request-print');
    const request = (username: string) =>
      office.officers.decide(username, { applicationNumber, task: taskId, answer: { printRequest: 'requested' } });
    expect(((await errorOf(request('tono.prasetyo'))) as Refusal).code).to.equal('ASSIGNED_TO_ANOTHER');
    expect(((await errorOf(request('sri.wahyuni'))) as Refusal).code).to.equal('DRAFT_NOT_SEEN');
    expect(((await errorOf(request('endah.kusuma'))) as Refusal).code).to.equal('WRONG_ROLE');
  });

  it('withheld: the entry is undone, and the case is examined again with the reason', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
    const note = 'Gelar tertulis dua kali';
    await office.decides('sri', applicationNumber, 'request-print', { printRequest: 'withheld', note });
    expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
    expect(await office.case(applicationNumber)).to.include({ state: 'examination', siakReference: null });
    const { tasks } = await office.officers.work(PEOPLE.sri.username);
    expect(tasks.find((task) => task.applicationNumber === applicationNumber)?.returned).to.include({
      code: 'DRAFT_WRONG',
      note,
    });
  });
});

describe('A refusal for good', () => {
  const given = withOffice();
  const note = 'KK ini terbitan kabupaten lain. Ajukan di Disdukcapil kabupaten tempat KK diterbitkan.';

  it('ends the case with its reason, tells the applicant by WhatsApp and on the tracking page', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.opened();
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'refused', note });
    expect((await office.case(applicationNumber)).state).to.equal('refused');
    const [message] = office.messenger.of(applicationNumber, 'refused');
    expect(message?.values['note']).to.equal(note);
    const tracking = await office.applicants.track(applicationNumber, pin);
    expect(tracking).to.deep.include({ state: 'refused', note, mayWithdraw: false });
    expect(tracking.todo).to.match(/alasan/i);
    expect(await office.journal(applicationNumber, 'case-refused')).to.have.length(1);
    expect(await office.engine.runningCases()).to.not.include(applicationNumber);
  });

  it('needs a reason that helps', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    const refuse = (words: string) =>
      office.decides('sri', applicationNumber, 'examine-application', { examination: 'refused', note: words });
    expect(((await errorOf(refuse('tidak bisa'))) as Refusal).code).to.equal('REFUSAL_WITHOUT_REASON');
    expect((await office.case(applicationNumber)).state).to.equal('examination');
  });

  it('stands also when WhatsApp does not reach the applicant', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    office.messenger.next.push('NUMBER_UNREACHABLE');
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'refused', note });
    expect((await office.case(applicationNumber)).state).to.equal('refused');
  });
});
