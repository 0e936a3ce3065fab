import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { archiveCase } from '../../src/cases/archive-case.ts';
import { createAuditCases } from '../../src/cases/audit/create-audit-cases.ts';
import { plainDateOf } from '../../src/domain/plain-date.ts';
import { PASSPHRASE } from './external-services.ts';
import { PEOPLE, refusalOf, withOffice, type OfficerName } from './office.ts';

const NIP = '197505052000032002';
const head = PEOPLE.agus.username;
const standIn = PEOPLE.rini.username;

describe('A card names the person who signs it (SOP step 7)', () => {
  const given = withOffice();
  before(async () => {
    const { office } = given;
    await office.store.people.put({ ...PEOPLE.rini, nip: NIP, signerNik: '3402010101700009' });
  });
  beforeEach(() => letter(0, 3));
  afterEach(async () => {
    const { store } = given.office;
    for (const { id } of await store.people.delegations()) await store.people.withdrawDelegation(id);
  });

  const letter = (from: number, to: number, kind: 'Plh' | 'Plt' = 'Plh') => {
    const { store, engine } = given.office;
    const day = (days: number) => plainDateOf(new Date(engine.clock.now().getTime() + days * 86_400_000));
    return store.people.delegate({
      from: head,
      to: standIn,
      role: 'kepala-dinas',
      kind,
      validFrom: day(from),
      validTo: day(to),
    });
  };
  const draftOf = async (applicationNumber: string) => (await given.office.case(applicationNumber)).draftSha256!;
  const listed = async (username: string, applicationNumber: string) =>
    (await given.office.officers.signingList(username)).drafts.find(
      (draft) => draft.applicationNumber === applicationNumber,
    );
  const grant = (draftSha256: string, signer: string) =>
    given.office.grants.give({ draftSha256, signer, passphrase: Buffer.from(PASSPHRASE) });
  /** Reads the current draft, gives the passphrase for it and approves. */
  const signs = async (who: OfficerName, applicationNumber: string) => {
    grant(await draftOf(applicationNumber), PEOPLE[who].username);
    await given.office.decides(who, applicationNumber, 'approve-signing', { signing: 'approved' });
  };
  const lastPrinted = () => given.office.press.printed.at(-1)!;

  it('is drawn anew for the head while it names the stand-in, read again, and signed without a second verification', async () => {
    const { office } = given;
    const { applicationNumber, draftSha256: verified } = await office.verified();
    expect(lastPrinted().head).to.deep.include({ name: PEOPLE.rini.name, title: 'Plh. KEPALA DINAS' });
    const { officers } = office;
    await officers.draft(head, applicationNumber);
    expect(await listed(head, applicationNumber)).to.include({ namesOther: PEOPLE.rini.name, drawnAnew: false });

    await officers.redraw(head, applicationNumber);
    const redrawn = await draftOf(applicationNumber);
    expect(redrawn).to.not.equal(verified);
    expect(lastPrinted().head).to.deep.equal({ name: PEOPLE.agus.name, nip: PEOPLE.agus.nip, title: 'KEPALA DINAS' });
    expect(await listed(head, applicationNumber), 'unread, whatever was read before').to.include({
      draftSha256: redrawn,
      namesOther: null,
      seen: false,
      verifiedBy: PEOPLE.endah.name,
    });
    const { taskId: task } = await office.task(applicationNumber, 'approve-signing');
    const unread = officers.decide(head, { applicationNumber, task, answer: { signing: 'approved' } });
    expect((await refusalOf(unread)).code).to.equal('DRAFT_NOT_SEEN');

    await signs('agus', applicationNumber);
    const { signedSha256 } = await office.case(applicationNumber);
    const { documents } = office.dependencies;
    const [draft, signed] = [await documents.get(redrawn), await documents.get(signedSha256!)];
    expect(signed.subarray(0, draft.length).equals(draft)).to.equal(true);
    const [drawn] = await office.journal(applicationNumber, 'draft-redrawn');
    expect(drawn).to.deep.include({ actor: head, step: 7 });
    expect(drawn!.detail).to.deep.equal({ verifiedSha256: verified, draftSha256: redrawn });
    expect((await office.journal(applicationNumber, 'card-signed'))[0]?.detail).to.include({
      draftSha256: redrawn,
      verifiedSha256: verified,
      signedSha256,
    });
    expect(
      (await office.store.decisions.of(applicationNumber)).map((d) => [d.step, d.draftSha256]),
    ).to.deep.include.members([
      [5, verified],
      [7, redrawn],
    ]);
    const proof = await createAuditCases({
      ...office.dependencies,
      engine: { history: (caseNumber) => office.engine.history(caseNumber) },
      markKey: Buffer.alloc(32, 5),
    }).proveSignature(PEOPLE.audi.username, applicationNumber);
    expect(proof.proofs.filter(({ holds }) => !holds)).to.deep.equal([]);
    expect(proof.proofs.map(({ code }) => code)).to.include('REDRAWN_FROM_VERIFIED');
  });

  it('prints what was verified: the sealed data, the day and the address of then, whatever they are by now', async () => {
    const { office } = given;
    const { applicationNumber, draftSha256 } = await office.verified();
    const before = lastPrinted();
    const verified = await office.store.drafts.find(draftSha256);
    await office.database.asOwner(`update cases set card_data_sha256 = null where application_number = $1`, [
      applicationNumber,
    ]);
    office.engine.clock.moveTo(new Date(office.engine.clock.now().getTime() + 86_400_000));
    await office.officers.redraw(head, applicationNumber);
    const { head: _lines, ...shown } = lastPrinted();
    const { head: _before, ...verifiedToShow } = before;
    expect(shown).to.deep.equal(verifiedToShow);
    expect(shown.family).to.deep.equal(verified!.family);
  });

  it('may be signed by the other one after all: redrawn for whom the verified draft names, it is that draft again', async () => {
    const { office } = given;
    const { applicationNumber, draftSha256 } = await office.verified();
    await office.officers.redraw(head, applicationNumber);
    await office.officers.redraw(standIn, applicationNumber);
    expect(await draftOf(applicationNumber)).to.equal(draftSha256);
    await signs('rini', applicationNumber);
    expect((await office.case(applicationNumber)).signedSha256).to.be.a('string');
    expect(office.signer.orders.at(-1)?.signerNik).to.equal('3402010101700009');
  });

  it('is also drawn anew when the letter of the one it names is over', async () => {
    const { office } = given;
    const { applicationNumber } = await office.verified();
    for (const { id } of await office.store.people.delegations()) await office.store.people.withdrawDelegation(id);
    await office.officers.redraw(head, applicationNumber);
    await signs('agus', applicationNumber);
    expect((await office.case(applicationNumber)).signedSha256).to.be.a('string');
    expect(await office.journal(applicationNumber, 'signing-failed')).to.deep.equal([]);
  });

  describe('is not signed by whom it names in a capacity or a name of before', () => {
    const approves = async (who: OfficerName, applicationNumber: string) => {
      const { officers } = given.office;
      await given.office.reads(who, applicationNumber);
      const { taskId: task } = await given.office.task(applicationNumber, 'approve-signing');
      return officers.decide(PEOPLE[who].username, { applicationNumber, task, answer: { signing: 'approved' } });
    };
    const withdrawLetters = async () => {
      const { people } = given.office.store;
      for (const { id } of await people.delegations()) await people.withdrawDelegation(id);
    };
    /** The one change after the verification, who signs, how the draft named them and how the redrawn one does. */
    const CHANGES: readonly {
      readonly what: string;
      readonly who: 'rini' | 'agus';
      readonly before?: () => Promise<unknown>;
      readonly change: () => Promise<unknown>;
      readonly named: string;
      readonly redrawn: Readonly<Record<string, string>>;
    }[] = [
      {
        what: 'the Plh became Plt by another letter',
        who: 'rini',
        change: async () => {
          await withdrawLetters();
          await letter(0, 30, 'Plt');
        },
        named: 'Rini Astuti (Plh. KEPALA DINAS)',
        redrawn: { title: 'Plt. KEPALA DINAS', name: 'Rini Astuti' },
      },
      {
        what: 'the stand-in became the head',
        who: 'rini',
        change: async () => {
          await withdrawLetters();
          await given.office.store.people.put({ ...PEOPLE.rini, nip: NIP, roles: ['kepala-dinas'] });
        },
        named: 'Rini Astuti (Plh. KEPALA DINAS)',
        redrawn: { title: 'KEPALA DINAS', name: 'Rini Astuti' },
      },
      {
        what: 'the stand-in is called otherwise',
        who: 'rini',
        change: () => given.office.store.people.put({ ...PEOPLE.rini, nip: NIP, name: 'Rini Astuti, S.E.' }),
        named: 'Rini Astuti (Plh. KEPALA DINAS)',
        redrawn: { title: 'Plh. KEPALA DINAS', name: 'Rini Astuti, S.E.' },
      },
      {
        what: 'the head has another NIP',
        who: 'agus',
        before: withdrawLetters,
        change: () => given.office.store.people.put({ ...PEOPLE.agus, nip: '197001011994031009' }),
        named: 'Agus Hartanto (KEPALA DINAS)',
        redrawn: { title: 'KEPALA DINAS', nip: '197001011994031009' },
      },
      {
        what: 'the office calls its head otherwise',
        who: 'agus',
        before: withdrawLetters,
        change: () =>
          Promise.resolve(Object.assign(given.office.dependencies.settings, { headTitle: 'KEPALA DINAS DUKCAPIL' })),
        named: 'Agus Hartanto (KEPALA DINAS)',
        redrawn: { title: 'KEPALA DINAS DUKCAPIL' },
      },
    ];
    afterEach(async () => {
      const { office } = given;
      await office.store.people.put({ ...PEOPLE.rini, nip: NIP, signerNik: '3402010101700009' });
      await office.store.people.put(PEOPLE.agus);
      Object.assign(office.dependencies.settings, { headTitle: 'KEPALA DINAS' });
    });

    for (const { what, who, before, change, named, redrawn } of CHANGES)
      it(`: ${what}; redrawn, it names them as they are today`, async () => {
        const { office } = given;
        await before?.();
        const { applicationNumber } = await office.verified();
        await change();
        const { code, text } = await refusalOf(approves(who, applicationNumber));
        expect(code).to.equal('DRAFT_NAMES_FORMERLY');
        expect(text).to.contain('Siapkan atas nama saya');
        const { username } = PEOPLE[who];
        expect(await listed(username, applicationNumber)).to.include({ namesOther: named, drawnAnew: false });
        await office.officers.redraw(username, applicationNumber);
        expect(lastPrinted().head).to.include(redrawn);
        expect(await listed(username, applicationNumber)).to.include({ namesOther: null, seen: false });
        expect((await refusalOf(office.officers.redraw(username, applicationNumber))).text).to.contain(
          'sudah memuat nama Anda',
        );
        await signs(who, applicationNumber);
        expect((await office.case(applicationNumber)).signedSha256).to.be.a('string');
        expect(await office.journal(applicationNumber, 'signing-failed')).to.deep.equal([]);
      });

    it('and is that draft again when the letter of before stands again', async () => {
      const { office } = given;
      const { applicationNumber, draftSha256 } = await office.verified();
      await withdrawLetters();
      await letter(0, 30, 'Plt');
      await office.officers.redraw(standIn, applicationNumber);
      await withdrawLetters();
      await letter(0, 3);
      expect((await refusalOf(approves('rini', applicationNumber))).code).to.equal('DRAFT_NAMES_FORMERLY');
      await office.officers.redraw(standIn, applicationNumber);
      expect(await draftOf(applicationNumber)).to.equal(draftSha256);
      await signs('rini', applicationNumber);
      expect((await office.case(applicationNumber)).signedSha256).to.be.a('string');
    });

    it('and where redrawing would change more, their approval leads to a new draft that is verified again', async () => {
      const { office } = given;
      const { applicationNumber } = await office.verified();
      await withdrawLetters();
      await letter(0, 30, 'Plt');
      office.press.reprints += 1;
      expect((await refusalOf(office.officers.redraw(standIn, applicationNumber))).text).to.contain(
        'diverifikasi lagi',
      );
      expect(await listed(standIn, applicationNumber)).to.include({ drawnAnew: true });
      await signs('rini', applicationNumber);
      expect(await office.openElements(applicationNumber)).to.deep.equal(['request-print']);
      expect(lastPrinted().head).to.include({ title: 'Plt. KEPALA DINAS' });
    });

    it('also when the change comes between the approval and the signature', async () => {
      const { office } = given;
      const { applicationNumber } = await office.verified();
      const signed = office.signer.orders.length;
      office.completing = async (complete) => {
        await office.store.people.put({ ...PEOPLE.rini, nip: NIP, name: 'Rini Astuti, S.E.' });
        return complete();
      };
      try {
        await signs('rini', applicationNumber);
      } finally {
        office.completing = (complete) => complete();
      }
      expect(office.signer.orders.length).to.equal(signed);
      expect((await office.journal(applicationNumber, 'signing-failed'))[0]?.detail).to.deep.equal({
        code: 'SIGNATORY_DIFFERS',
      });
      expect(lastPrinted().head).to.include({ name: 'Rini Astuti, S.E.' });
    });
  });

  describe('is not signed', () => {
    it('by anybody but whom it names, whichever page or program asks', async () => {
      const { office } = given;
      const { applicationNumber, draftSha256 } = await office.verified();
      await office.reads('agus', applicationNumber);
      const { taskId: task } = await office.task(applicationNumber, 'approve-signing');
      const approve = office.officers.decide(head, {
        applicationNumber,
        task,
        draftSha256,
        answer: { signing: 'approved' },
      });
      const refused = await refusalOf(approve);
      expect(refused.code).to.equal('DRAFT_NAMES_ANOTHER');
      expect(refused.text).to.contain('Siapkan atas nama saya');
      expect((await office.case(applicationNumber)).signedSha256).to.equal(null);
    });

    it('in the former bytes, once it is redrawn for somebody else', async () => {
      const { office } = given;
      const { applicationNumber, draftSha256 } = await office.verified();
      await office.reads('rini', applicationNumber);
      await office.officers.redraw(head, applicationNumber);
      const { taskId: task } = await office.task(applicationNumber, 'approve-signing');
      const approve = office.officers.decide(standIn, {
        applicationNumber,
        task,
        draftSha256,
        answer: { signing: 'approved' },
      });
      expect((await refusalOf(approve)).code).to.equal('DRAFT_NAMES_ANOTHER');
    });

    it('when the draft that the case names was never drawn from the verified one', async () => {
      const { office } = given;
      const [one, other] = [await office.verified(), await office.verified()];
      await office.officers.redraw(head, one.applicationNumber);
      // Somebody with a hand in the database points the case to another signed-off card.
      await office.database.asOwner('update cases set draft_sha256 = $1 where application_number = $2', [
        other.draftSha256,
        one.applicationNumber,
      ]);
      expect(await listed(standIn, one.applicationNumber)).to.equal(undefined);
      await signs('rini', one.applicationNumber);
      expect((await office.journal(one.applicationNumber, 'signing-failed'))[0]?.detail).to.include({
        code: 'DRAFT_CHANGED',
      });
      expect((await office.case(one.applicationNumber)).signedSha256).to.equal(null);
    });

    it('when its row says "redrawn" and its data are others', async () => {
      const { office } = given;
      const [one, other] = [await office.verified(), await office.verified({ kkNumber: '3402150101150008' })];
      await office.database.asOwner(
        `insert into redrawn_drafts (sha256, from_sha256, application_number, drawn_for) values ($1, $2, $3, $4)`,
        [other.draftSha256, one.draftSha256, one.applicationNumber, standIn],
      );
      await office.database.asOwner('update cases set draft_sha256 = $1 where application_number = $2', [
        other.draftSha256,
        one.applicationNumber,
      ]);
      await signs('rini', one.applicationNumber);
      expect((await office.journal(one.applicationNumber, 'signing-failed'))[0]?.detail).to.include({
        code: 'DRAFT_CHANGED',
      });
    });
  });

  describe('is not redrawn', () => {
    it('when anything else on it would change: then the approval leads to a new draft that is verified again', async () => {
      const { office } = given;
      const { applicationNumber, draftSha256 } = await office.verified();
      office.press.reprints += 1;
      const refused = await refusalOf(office.officers.redraw(head, applicationNumber));
      expect(refused.text).to.contain('diajukan dan diverifikasi lagi');
      expect(await draftOf(applicationNumber), 'the draft stays').to.equal(draftSha256);
      expect(await office.journal(applicationNumber, 'draft-redraw-refused')).to.have.length(1);
      expect(await listed(head, applicationNumber)).to.include({ drawnAnew: true });
      const signedBefore = office.signer.orders.length;
      await signs('agus', applicationNumber);
      expect(office.signer.orders.length, 'nothing was signed').to.equal(signedBefore);
      expect(office.grants.open(draftSha256), 'the passphrase is forgotten').to.equal(undefined);
      expect(await office.openElements(applicationNumber)).to.deep.equal(['request-print']);
      expect(lastPrinted().head).to.include({ name: PEOPLE.agus.name, title: 'KEPALA DINAS' });
      await office.requests(applicationNumber);
      await office.decides('endah', applicationNumber, 'verify-draft', { verification: 'valid' });
      await signs('agus', applicationNumber);
      expect((await office.case(applicationNumber)).signedSha256).to.be.a('string');
    });

    it('for who may not sign: another role, the examiner of this case, a stand-in before the letter', async () => {
      const { office } = given;
      const { applicationNumber, draftSha256 } = await office.verified();
      expect((await refusalOf(office.officers.redraw(PEOPLE.sri.username, applicationNumber))).code).to.equal(
        'WRONG_ROLE',
      );
      expect((await refusalOf(office.officers.redraw(PEOPLE.budi.username, applicationNumber))).code).to.equal(
        'UNKNOWN_OFFICER',
      );
      const own = await office.drafted();
      await office.decides('dewi', own.applicationNumber, 'verify-draft', { verification: 'valid' });
      expect((await refusalOf(office.officers.redraw(PEOPLE.dewi.username, own.applicationNumber))).code).to.equal(
        'FOUR_EYES',
      );
      expect(
        (await office.journal(own.applicationNumber, 'act-refused')).map(({ actor, detail }) => [actor, detail]),
      ).to.deep.equal([[PEOPLE.dewi.username, { asked: 'draft-redrawn', because: 'FOUR_EYES' }]]);
      expect(await draftOf(applicationNumber)).to.equal(draftSha256);
    });

    it('for who has no NIP, for whom it names already, and when it does not wait for a signature', async () => {
      const { office } = given;
      const { applicationNumber } = await office.verified();
      const text = async (username: string) =>
        (await refusalOf(office.officers.redraw(username, applicationNumber))).text;
      expect(await text(PEOPLE.dewi.username)).to.contain('NIP Anda belum tercatat');
      expect(await text(standIn)).to.contain('sudah memuat nama Anda');
      await signs('rini', applicationNumber);
      expect(await text(head)).to.contain('tidak sedang menunggu tanda tangan');
    });

    it('while another one’s approval of it is on its way', async () => {
      const { office } = given;
      const { applicationNumber, draftSha256 } = await office.verified();
      await office.reads('rini', applicationNumber);
      const { taskId: task } = await office.task(applicationNumber, 'approve-signing');
      let redrawn: Promise<{ text: string }> | undefined;
      office.completing = async (complete) => {
        redrawn = refusalOf(office.officers.redraw(head, applicationNumber));
        await redrawn;
        return complete();
      };
      grant(draftSha256, standIn);
      await office.officers.decide(standIn, { applicationNumber, task, draftSha256, answer: { signing: 'approved' } });
      office.completing = (complete) => complete();
      await office.settle();
      expect((await redrawn)?.text).to.contain('sedang ditandatangani');
      expect((await office.case(applicationNumber)).signedSha256).to.be.a('string');
    });

    it('twice at once to two cards: of two who click in the same moment each is told, and one draft stands', async () => {
      const { office } = given;
      const { applicationNumber } = await office.verified();
      await Promise.allSettled([
        office.officers.redraw(head, applicationNumber),
        office.officers.redraw(head, applicationNumber),
      ]);
      const { signatory, draftSha256 } = await office.case(applicationNumber);
      expect(signatory).to.equal(head);
      expect((await office.store.drafts.find(draftSha256!))?.signatory).to.equal(head);
      expect(await office.journal(applicationNumber, 'draft-redrawn')).to.have.length(1);
    });
  });

  it('stands in the archive beside the draft that was verified', async () => {
    const { office } = given;
    const { applicationNumber, draftSha256: verified } = await office.verified();
    await office.officers.redraw(head, applicationNumber);
    await signs('agus', applicationNumber);
    await office.applicants.download(applicationNumber, office.pinOf(applicationNumber));
    await office.settle();
    const packs: ReadonlyMap<string, Uint8Array>[] = [];
    const { archive } = office.dependencies;
    const archiving = archiveCase({
      ...office.dependencies,
      archive: { ...archive, store: (pack) => (packs.push(pack.files), archive.store(pack)) },
    });
    await archiving({ applicationNumber });
    const hash = (name: string) => createHash('sha256').update(packs[0]!.get(name)!).digest('hex');
    expect(hash('kk-draft-verified.pdf')).to.equal(verified);
    expect(hash('kk-draft.pdf')).to.equal(await draftOf(applicationNumber));
  });
});
