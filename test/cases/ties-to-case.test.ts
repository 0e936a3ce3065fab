import { expect } from 'chai';
import { subjectHash } from '../../src/cases/case-subjects.ts';
import { FAILURES, type FailureCode } from '../../src/domain/failures.ts';
import type { Person } from '../../src/domain/authority.ts';
import type { GivenAnswer } from '../../src/domain/decision-answers.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { LINK_KEY, PEOPLE, refusalOf, withOffice, type OfficerName } from './office.ts';

const { applicant, members } = sampleApplication();
const hashOf = (nik: string) => subjectHash(LINK_KEY, 'nik', nik);
const NEW_NUMBER = '+6281298765432';

describe('What ties an officer to a case', () => {
  const given = withOffice();
  async function refuses(who: OfficerName, of: string, element: string, answer: GivenAnswer, because: FailureCode) {
    const { office } = given;
    const { taskId: task } = await office.task(of, element);
    const work = { applicationNumber: of, task };
    await office.reads(who, of);
    const { username } = PEOPLE[who];
    const sentence = { code: because, text: FAILURES[because].officer };
    expect((await office.officers.case(username, of)).task?.blocked, 'on the page').to.equal(because);
    expect(await refusalOf(office.officers.claim(username, work))).to.deep.equal(sentence);
    expect(await refusalOf(office.officers.decide(username, { ...work, answer }))).to.deep.equal(sentence);
    const [taken] = (await office.journal(of, 'act-refused')).slice(-1);
    expect([taken!.actor, taken!.detail]).to.deep.equal([username, { asked: 'task-taken', because, task }]);
    const [decided] = (await office.journal(of, 'decision-refused')).slice(-1);
    expect([decided!.actor, decided!.detail['because']]).to.deep.equal([username, because]);
  }

  describe('by whom its applicant got a new PIN', () => {
    const renew = (who: OfficerName, applicationNumber: string) =>
      given.office.officers.renewPin(PEOPLE[who].username, {
        ...{ applicationNumber, nik: applicant.nik, hasSeenCard: true },
      });

    it('does not examine what was answered and signed with it; a colleague does', async () => {
      const { office } = given;
      const { applicationNumber } = await office.opened();
      await renew('sri', applicationNumber);
      await refuses('sri', applicationNumber, 'examine-application', { examination: 'complete' }, 'RENEWED_ACCESS');
      await office.officers.handOver(PEOPLE.sri.username, applicationNumber, PEOPLE.tono.username);
      await office.decides('tono', applicationNumber, 'examine-application', { examination: 'complete' });
      await office.requests(applicationNumber, 'tono');
      expect(await office.openElements(applicationNumber)).to.deep.equal(['verify-draft']);
    });

    it('nor asks for its print, nor verifies or signs it; a case of another is theirs as before', async () => {
      const { office } = given;
      const own = await office.opened();
      const other = await office.opened();
      await office.decides('sri', own.applicationNumber, 'examine-application', { examination: 'complete' });
      await renew('sri', own.applicationNumber);
      const answer = { printRequest: 'requested' } as const;
      await refuses('sri', own.applicationNumber, 'request-print', answer, 'RENEWED_ACCESS');
      await office.decides('sri', other.applicationNumber, 'examine-application', { examination: 'complete' });
      const drafted = await office.drafted();
      await renew('dewi', drafted.applicationNumber);
      await refuses('dewi', drafted.applicationNumber, 'verify-draft', { verification: 'valid' }, 'RENEWED_ACCESS');
    });

    it('and its phone is told, in words where the person wrote today, else by template', async () => {
      const { office } = given;
      const { applicationNumber } = await office.submit();
      await renew('rini', applicationNumber);
      await office.settle();
      const [message] = office.messenger.of(applicationNumber, 'answer');
      expect(message!.to).to.equal((await office.case(applicationNumber)).whatsapp);
      expect(message!.values['note']).to.contain('PIN permohonan').and.to.contain('bukan Anda yang meminta');
      expect((await office.store.messages.of(applicationNumber)).at(-1)).to.include({
        ...{ purpose: 'notice', author: PEOPLE.rini.username, personSince: null },
      });
    });
  });

  it('a corrected number: the one of before is told, and who corrected it does not examine', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    const former = (await office.case(applicationNumber)).whatsapp;
    await office.officers.correctNumber(PEOPLE.sri.username, applicationNumber, NEW_NUMBER);
    await office.settle();
    const [message] = office.messenger.of(applicationNumber, 'answer');
    expect([message!.to, (await office.case(applicationNumber)).whatsapp]).to.deep.equal([former, NEW_NUMBER]);
    expect(message!.values['note']).to.contain('Nomor WhatsApp permohonan').and.not.contain('298765432');
    await refuses('sri', applicationNumber, 'examine-application', { examination: 'complete' }, 'RENEWED_ACCESS');
  });

  it('a number that its applicant mends themselves is told to the one of before too', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.opened();
    const former = (await office.case(applicationNumber)).whatsapp;
    await office.applicants.changeNumber(applicationNumber, pin, NEW_NUMBER);
    await office.settle();
    expect(office.messenger.of(applicationNumber, 'answer').map(({ to }) => to)).to.deep.equal([former]);
    await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
  });

  describe('their own family', () => {
    afterEach(async () => {
      for (const person of Object.values(PEOPLE)) await given.office.store.people.put({ ...person, nikHash: null });
    });
    const is = (who: OfficerName, change: Partial<Person>) =>
      given.office.store.people.put({ ...PEOPLE[who], ...change });

    it('is nobody’s to take or decide, by their own NIK or the one they sign with', async () => {
      const { office } = given;
      const { applicationNumber } = await office.submit();
      await is('sri', { nikHash: hashOf(members.at(-1)!.nik) });
      await refuses('sri', applicationNumber, 'open-application', {}, 'OWN_FAMILY');
      await is('tono', { nikHash: hashOf('3402011212900009') });
      await office.decides('tono', applicationNumber, 'open-application');
      await is('sri', { nikHash: null });
      const { applicationNumber: verified } = await office.verified();
      await is('agus', { signerNik: applicant.nik });
      await refuses('agus', verified, 'approve-signing', { signing: 'approved' }, 'OWN_FAMILY');
    });

    it('is known by the card too, where the application does not name them', async () => {
      const { office } = given;
      const { applicationNumber } = await office.drafted();
      const { family } = (await office.store.drafts.find((await office.case(applicationNumber)).draftSha256!))!;
      const unnamed = family.members.find(({ nik }) => !members.some((member) => member.nik === nik));
      await office.database.asOwner('delete from case_subjects where application_number = $1', [applicationNumber]);
      await is('endah', { nikHash: hashOf((unnamed ?? family.members[0]!).nik) });
      await refuses('endah', applicationNumber, 'verify-draft', { verification: 'valid' }, 'OWN_FAMILY');
    });
  });

  it('columns of the card that they typed: another pair of eyes verifies, also when a colleague examined', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    await office.store.immigrationClaims.add({
      ...{ applicationNumber, content: 'a'.repeat(64), claimedBy: PEOPLE.dewi.username },
    });
    await refuses('dewi', applicationNumber, 'verify-draft', { verification: 'valid' }, 'FOUR_EYES');
    await office.decides('endah', applicationNumber, 'verify-draft', { verification: 'valid' });
  });
});
