import { expect } from 'chai';
import { viewCase } from '../../src/cases/view-case.ts';
import { FAMILY } from './external-services.ts';
import { PEOPLE, refusalOf, withOffice, type OfficerName } from './office.ts';
import { withoutHashes } from '../without-hashes.ts';

describe('Looking at a case', () => {
  const given = withOffice();
  const view = (who: OfficerName, applicationNumber: string) =>
    given.office.officers.case(PEOPLE[who].username, applicationNumber);
  const codes = async (applicationNumber: string, looks: readonly OfficerName[]) =>
    Promise.all(
      looks.map((who) =>
        view(who, applicationNumber).then(
          () => who,
          (error: { code: string }) => `${who}: ${error.code}`,
        ),
      ),
    );
  const everybody = ['sri', 'tono', 'endah', 'agus', 'rini', 'audi', 'adi', 'budi'] as const;

  it('is for the lanes that the case has reached, and for one entry officer', async () => {
    const { office } = given;
    const fresh = await office.submit();
    expect(await codes(fresh.applicationNumber, everybody)).to.deep.equal([
      'sri',
      'tono',
      'endah: WRONG_ROLE',
      'agus: WRONG_ROLE',
      'rini: WRONG_ROLE',
      'audi: WRONG_ROLE',
      'adi: WRONG_ROLE',
      'budi: UNKNOWN_OFFICER',
    ]);
    const drafted = await office.drafted();
    expect(await codes(drafted.applicationNumber, ['sri', 'tono', 'endah', 'agus'])).to.deep.equal([
      'sri',
      'tono: ASSIGNED_TO_ANOTHER',
      'endah',
      'agus: WRONG_ROLE',
    ]);
    const { applicationNumber } = await office.delivered();
    expect(await codes(applicationNumber, ['endah', 'agus', 'rini'])).to.deep.equal(['endah', 'agus', 'rini']);
  });

  it('shows the draft with the task that asks to look at it, also when it was drawn while the page was read', async () => {
    const { office } = given;
    const { store } = office;
    const { applicationNumber } = await office.opened();
    const listed: typeof store.workList.listed = async (query) => {
      await office.decides('sri', applicationNumber, 'examine-application', { examination: 'complete' });
      return store.workList.listed(query);
    };
    const meanwhile = { ...office.dependencies, store: { ...store, workList: { ...store.workList, listed } } };
    const { task, draft, unseen } = await viewCase(meanwhile)(PEOPLE.sri.username, applicationNumber);
    expect(task?.element).to.equal('request-print');
    expect(draft?.sha256).to.equal((await office.case(applicationNumber)).draftSha256);
    expect(unseen.draft).to.equal(true);
  });

  it('is journalled with person, ground, step and what was seen, and without personal data', async () => {
    const { office } = given;
    const { applicationNumber, draftSha256 } = await office.verified();
    const seen = (await office.journal(applicationNumber)).length;
    const paper = (await office.store.papers.of(applicationNumber))[0]!;
    const { endah, sri } = PEOPLE;
    await view('endah', applicationNumber);
    await office.officers.paper(endah.username, applicationNumber, paper.id);
    await office.officers.contactSheet(endah.username, applicationNumber);
    await office.officers.draftGlance(endah.username, applicationNumber);
    await office.officers.draft(endah.username, applicationNumber, draftSha256.slice(0, 12));
    await office.officers.draftPdf(endah.username, applicationNumber);
    await office.officers.siakSheet(sri.username, applicationNumber);
    const rows = (await office.journal(applicationNumber)).slice(seen);
    expect(rows.map(({ actor, event, step }) => [actor, event, step])).to.deep.equal([
      ['endah.kusuma', 'case-viewed', 5],
      ['endah.kusuma', 'paper-viewed', 5],
      ['endah.kusuma', 'papers-glanced', 5],
      ['endah.kusuma', 'draft-glanced', 5],
      ['endah.kusuma', 'draft-viewed', 5],
      ['endah.kusuma', 'draft-viewed', 5],
      ['sri.wahyuni', 'siak-sheet-viewed', 3],
    ]);
    expect(rows[1]!.detail).to.deep.equal({ paper: paper.id, kind: 'f-1-06', as: 'kasi', state: 'signing' });
    expect(rows[3]!.detail).to.deep.include({ form: 'preview', size: 'small', draftSha256 });
    expect(rows[4]!.detail).to.deep.include({ form: 'preview', size: 'full', draftSha256 });
    expect(rows[5]!.detail).to.deep.include({ form: 'pdf', size: 'full', draftSha256 });
    expect(withoutHashes(JSON.stringify(rows))).to.not.match(/\D\d{16}\D|Wening/);
  });

  it('says under which letter a stand-in looked', async () => {
    const { office } = given;
    const { applicationNumber } = await office.verified();
    await office.store.people.delegate({
      from: PEOPLE.agus.username,
      to: PEOPLE.rini.username,
      role: 'kepala-dinas',
      kind: 'Plh',
      validFrom: office.today,
      validTo: office.today,
    });
    await office.officers.draftGlance(PEOPLE.rini.username, applicationNumber);
    const [row] = (await office.journal(applicationNumber)).slice(-1);
    expect(row!.detail).to.deep.include({ as: 'kepala-dinas', actingAs: 'Plh' });
    for (const { id } of await office.store.people.delegations()) await office.store.people.withdrawDelegation(id);
  });

  it('opens no paper of another case, and no draft that is not the current one', async () => {
    const { office } = given;
    const [one, other] = [await office.verified(), await office.verified()];
    const paper = (await office.store.papers.of(other.applicationNumber))[0]!;
    const endah = PEOPLE.endah.username;
    expect((await refusalOf(office.officers.paper(endah, one.applicationNumber, paper.id))).code).to.equal(
      'CASE_UNKNOWN',
    );
    const outdated = await refusalOf(office.officers.draft(endah, one.applicationNumber, other.draftSha256));
    expect(outdated.text).to.contain('Draf sudah berganti');
    expect((await office.journal(one.applicationNumber, 'draft-outdated')).map(({ actor }) => actor)).to.deep.equal([
      endah,
    ]);
    const fresh = await office.submit();
    expect((await refusalOf(office.officers.draft(PEOPLE.sri.username, fresh.applicationNumber))).text).to.contain(
      'belum dicetak',
    );
  });

  it('shows what is still to be read and the task that may be decided', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    const before = await view('endah', applicationNumber);
    expect(before.unseen).to.deep.equal({ papers: before.papers.map(({ id }) => id), draft: true });
    expect(before.task).to.deep.include({ element: 'verify-draft', blocked: null, step: 5 });
    await office.officers.draftGlance(PEOPLE.endah.username, applicationNumber);
    await office.officers.paper(PEOPLE.endah.username, applicationNumber, before.papers[0]!.id);
    const after = await view('endah', applicationNumber);
    expect(after.unseen).to.deep.equal({ papers: before.papers.slice(1).map(({ id }) => id), draft: true });
    await office.officers.draft(PEOPLE.endah.username, applicationNumber);
    expect((await view('endah', applicationNumber)).unseen.draft).to.equal(false);
    expect((await view('sri', applicationNumber)).task).to.equal(null);
  });

  it('compares what was asked for with what the draft prints, and warns of what does not fit', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted({
      changes: [{ member: 1, element: 'tanggal-lahir', from: '1985-03-12', to: '1985-03-21' }],
    });
    const { changes, warnings, kkNumber, siak } = await view('endah', applicationNumber);
    expect(changes[0]!.drafted).to.deep.equal({ value: '1985-03-12', matches: false });
    expect(warnings).to.deep.include({
      about: 'Wening Prameswari',
      text: 'Tanggal lahir di draf belum sesuai permohonan',
    });
    expect(kkNumber).to.equal(FAMILY.kkNumber);
    expect(siak).to.include({ needed: true });
    const fresh = await office.submit({
      changes: [{ member: 1, element: 'jenis-kelamin', from: 'PEREMPUAN', to: 'LAKI-LAKI' }],
    });
    expect((await view('sri', fresh.applicationNumber)).warnings).to.deep.include({
      about: 'Wening Prameswari',
      text: 'Jenis kelamin berbeda dengan NIK',
    });
  });

  it('gives the signed card to the print officer, and to nobody before it is signed', async () => {
    const { office } = given;
    const waiting = await office.verified();
    expect(
      (await refusalOf(office.officers.signedCard(PEOPLE.agus.username, waiting.applicationNumber))).text,
    ).to.contain('belum ditandatangani');
    const { applicationNumber } = await office.delivered();
    const pdf = await office.officers.signedCard(PEOPLE.rini.username, applicationNumber);
    expect(pdf.subarray(0, 5).toString()).to.equal('%PDF-');
  });

  describe('as the sheet of what to type into SIAK', () => {
    const sheet = (who: OfficerName, applicationNumber: string) =>
      given.office.officers.siakSheet(PEOPLE[who].username, applicationNumber);

    it('gives value by value as SIAK keeps it', async () => {
      const { applicationNumber } = await given.office.opened({
        changes: [
          { member: 1, element: 'nama', from: 'Wening Prameswari', to: 'Wening  Pramesti', basis: 'Akta' },
          { member: 1, element: 'tanggal-lahir', from: '1985-03-12', to: '1985-03-21' },
        ],
      });
      expect((await sheet('sri', applicationNumber)).people).to.deep.equal([
        {
          nik: '3402155203850002',
          name: 'WENING PRAMESWARI',
          shdk: 'ISTRI',
          fields: [
            { element: 'nama', from: 'WENING PRAMESWARI', to: 'WENING PRAMESTI', basis: 'Akta' },
            { element: 'tanggal-lahir', from: '12-03-1985', to: '21-03-1985', basis: null },
          ],
        },
      ]);
    });

    it('gives the whole family and the address for a new card', async () => {
      const { applicationNumber } = await given.office.opened({ reason: 'baru', changes: [] });
      const { people, address } = await sheet('sri', applicationNumber);
      expect(people.map(({ name, shdk }) => `${name} ${shdk}`)).to.deep.equal([
        'DAMAR PAMUNGKAS KEPALA KELUARGA',
        'WENING PRAMESWARI ISTRI',
      ]);
      expect(address).to.deep.include({ street: 'PADUKUHAN CEPIT', rt: '003', rw: '012', kapanewon: 'SEWON' });
    });

    it('is not there for a lost card, nor for another lane', async () => {
      const lost = await given.office.opened({ reason: 'hilang', changes: [] });
      expect((await refusalOf(sheet('sri', lost.applicationNumber))).text).to.contain('tidak memerlukan entri SIAK');
      const { applicationNumber } = await given.office.drafted();
      expect((await refusalOf(sheet('endah', applicationNumber))).text).to.contain('petugas unit layanan & entri');
    });
  });
});
