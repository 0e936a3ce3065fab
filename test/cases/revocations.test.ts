import { expect } from 'chai';
import { PEOPLE, refusalOf, withOffice } from './office.ts';

const kasi = PEOPLE.endah.username;
const head = PEOPLE.agus.username;
const both = PEOPLE.dewi.username;
const REASON = 'Akta kelahiran yang dilampirkan ternyata milik orang lain. Datanglah ke loket untuk KK yang benar.';

describe('Taking back a signed card', () => {
  const given = withOffice();

  async function finished() {
    const { office } = given;
    const made = await office.delivered();
    await office.applicants.download(made.applicationNumber, made.pin);
    await office.settle();
    expect((await office.case(made.applicationNumber)).state).to.equal('archived');
    return made;
  }
  const byQr = async (applicationNumber: string) => {
    const { press, applicants } = given.office;
    const url = press.printed
      .map(({ verifyUrl }) => verifyUrl)
      .filter((one) => one.includes(applicationNumber))
      .at(-1)!;
    return applicants.cardByToken(url.split('/').at(-1)!);
  };
  const byFile = async (applicationNumber: string) => {
    const { applicants, dependencies } = given.office;
    const { signedSha256 } = await given.office.case(applicationNumber);
    return applicants.verifyCard(await dependencies.documents.get(signedSha256!), 'somebody');
  };
  const revoked = async () => {
    const { office } = given;
    const made = await finished();
    await office.officers.requestRevocation(kasi, made.applicationNumber, REASON);
    await office.officers.grantRevocation(head, made.applicationNumber);
    await office.settle();
    return made;
  };

  it('takes two people: Kasi asks with the reason, the head grants it; only then the card is void', async () => {
    const { office } = given;
    const { applicationNumber } = await finished();
    await office.officers.requestRevocation(kasi, applicationNumber, REASON);
    expect(await byQr(applicationNumber), 'asked only').to.include({ current: true, void: null, revokedAt: null });
    expect(await byFile(applicationNumber)).to.include({ issuedHere: true, void: null });
    expect((await office.officers.reminders(head)).revocations).to.include(applicationNumber);
    expect((await office.officers.reminders(kasi)).revocations, 'not who asked').to.not.include(applicationNumber);

    await office.officers.grantRevocation(head, applicationNumber);
    expect(await byQr(applicationNumber)).to.include({ issued: true, current: false, void: 'revoked' });
    expect((await byQr(applicationNumber))?.revokedAt).to.be.instanceOf(Date);
    expect(await byFile(applicationNumber)).to.include({
      issuedHere: true,
      valid: true,
      void: 'revoked',
      superseded: false,
    });
    expect((await office.officers.reminders(head)).revocations).to.not.include(applicationNumber);
    const rows = await office.journal(applicationNumber, 'card-revocation-requested', 'card-revoked');
    expect(rows.map(({ event, actor }) => [event, actor])).to.deep.equal([
      ['card-revocation-requested', kasi],
      ['card-revoked', head],
    ]);
    const { signedSha256 } = await office.case(applicationNumber);
    expect(rows.map(({ step, detail }) => [step, detail])).to.deep.equal([
      [null, { signedSha256, as: 'kasi' }],
      [null, { signedSha256, by: kasi, told: true }],
    ]);
    expect(await office.store.revocations.newest(applicationNumber)).to.deep.include({
      ...{ requestedBy: kasi, requestedAs: 'kasi', reason: REASON, signedSha256, outcome: 'revoked' },
      ...{ settledBy: head },
    });
    expect(JSON.stringify(rows), 'the reason stands with the revocation, not in the journal').to.not.contain('Akta');
  });

  it('works the other way round: the head asks, Kasi grants', async () => {
    const { office } = given;
    const { applicationNumber } = await finished();
    await office.officers.requestRevocation(head, applicationNumber, REASON);
    await office.officers.grantRevocation(kasi, applicationNumber);
    expect(await byQr(applicationNumber)).to.include({ void: 'revoked' });
  });

  it('tells the applicant once, with the reason and what to do; the tracking page says so and gives the card no more', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await revoked();
    const [message, ...more] = office.messenger.of(applicationNumber, 'revoked');
    expect(more).to.deep.equal([]);
    expect(message!.values).to.include({ applicationNumber, note: REASON });
    const tracking = await office.applicants.track(applicationNumber, pin);
    expect(tracking).to.include({ cardRevoked: true, cardReady: false, note: REASON });
    expect(tracking.todo).to.contain('Jangan pakai KK').and.to.contain('loket Disdukcapil');
    const { text } = await refusalOf(office.applicants.download(applicationNumber, pin));
    expect(text).to.contain('sudah kami batalkan');
    const { card } = office.cardLinks(applicationNumber);
    expect((await refusalOf(office.applicants.openLink(card))).text).to.contain('sudah kami batalkan');
    const resend = await refusalOf(office.officers.resendCard(PEOPLE.rini.username, applicationNumber));
    expect(resend.text).to.contain('sudah dicabut');
  });

  it('says to the officers when no message can reach the applicant', async () => {
    const { office } = given;
    const { applicationNumber } = await finished();
    await office.store.cases.change(applicationNumber, { whatsapp: null });
    await office.officers.requestRevocation(kasi, applicationNumber, REASON);
    await office.officers.grantRevocation(head, applicationNumber);
    await office.settle();
    expect(office.messenger.of(applicationNumber, 'revoked')).to.deep.equal([]);
    const { revocation } = await office.officers.case(head, applicationNumber);
    expect(revocation.newest).to.include({ outcome: 'revoked', untold: true, requestedBy: PEOPLE.endah.name });
    const [row] = await office.journal(applicationNumber, 'card-revoked');
    expect(row!.detail).to.include({ told: false });
  });

  it('writes to nobody who asked us to stop, and says to the officers that the applicant is not told', async () => {
    const { office } = given;
    const { applicationNumber } = await finished();
    const { whatsapp } = await office.case(applicationNumber);
    await office.store.conversations.lock(whatsapp!);
    await office.store.conversations.save(whatsapp!, { stoppedAt: office.engine.clock.now() });
    await office.officers.requestRevocation(kasi, applicationNumber, REASON);
    await office.officers.grantRevocation(head, applicationNumber);
    await office.settle();
    await office.store.conversations.save(whatsapp!, { stoppedAt: null });
    expect(office.messenger.of(applicationNumber, 'revoked')).to.deep.equal([]);
    expect((await office.journal(applicationNumber, 'card-revoked'))[0]!.detail).to.include({ told: false });
    expect(await byQr(applicationNumber)).to.include({ void: 'revoked' });
  });

  it('may be said no to by the second person, taken back by the first, and asked for again', async () => {
    const { office } = given;
    const { applicationNumber } = await finished();
    for (const no of [head, kasi]) {
      await office.officers.requestRevocation(kasi, applicationNumber, REASON);
      await office.officers.declineRevocation(no, applicationNumber);
      expect(await byQr(applicationNumber)).to.include({ current: true, void: null });
      expect(await office.store.revocations.newest(applicationNumber)).to.include({
        outcome: 'declined',
        settledBy: no,
      });
    }
    const { signedSha256 } = await office.case(applicationNumber);
    const declined = await office.journal(applicationNumber, 'card-revocation-declined');
    expect(declined.map(({ actor, step, detail }) => [actor, step, detail])).to.deep.equal([
      [head, null, { signedSha256, by: kasi }],
      [kasi, null, { signedSha256, by: kasi }],
    ]);
    expect(office.messenger.of(applicationNumber, 'revoked'), 'nothing happened to the card').to.deep.equal([]);
    await office.officers.requestRevocation(kasi, applicationNumber, REASON);
    await office.officers.grantRevocation(head, applicationNumber);
    expect(await byQr(applicationNumber)).to.include({ void: 'revoked' });
    const again = await refusalOf(office.officers.requestRevocation(kasi, applicationNumber, REASON));
    expect(again.text).to.contain('sudah diminta atau sudah berlaku');
    const undo = await refusalOf(office.officers.declineRevocation(head, applicationNumber));
    expect(undo.text, 'what is void stays void').to.contain('Tidak ada pencabutan');
  });

  it('is nobody’s alone, whatever roles they hold, and journalled when tried', async () => {
    const { office } = given;
    const { applicationNumber } = await finished();
    await office.officers.requestRevocation(both, applicationNumber, REASON);
    expect((await refusalOf(office.officers.grantRevocation(both, applicationNumber))).code).to.equal('FOUR_EYES');
    // Dewi asked as Kasi: another Kasi is not the other pair of eyes that the signature needs.
    expect((await refusalOf(office.officers.grantRevocation(kasi, applicationNumber))).code).to.equal('WRONG_ROLE');
    for (const who of ['sri', 'rini', 'audi', 'adi'] as const) {
      const { username } = PEOPLE[who];
      for (const act of [
        () => office.officers.requestRevocation(username, applicationNumber, REASON),
        () => office.officers.grantRevocation(username, applicationNumber),
        () => office.officers.declineRevocation(username, applicationNumber),
      ])
        expect((await refusalOf(act())).code, who).to.equal('WRONG_ROLE');
    }
    const refused = await office.journal(applicationNumber, 'act-refused', 'view-refused');
    expect(refused.filter(({ actor }) => actor === PEOPLE.rini.username)).to.have.length(3);
    expect(refused.find(({ actor }) => actor === both)?.detail).to.deep.equal({
      asked: 'card-revoked',
      because: 'FOUR_EYES',
    });
    expect(await byQr(applicationNumber)).to.include({ void: null });
    await office.officers.grantRevocation(head, applicationNumber);
  });

  it('is settled only where it was asked for', async () => {
    const { office } = given;
    const { applicationNumber } = await finished();
    for (const act of [office.officers.grantRevocation, office.officers.declineRevocation])
      expect((await refusalOf(act(head, applicationNumber))).text).to.contain('Tidak ada pencabutan');
    expect(await byQr(applicationNumber)).to.include({ void: null });
    expect((await office.officers.case(head, applicationNumber)).revocation).to.include({ shown: true, isVoid: false });
  });

  it('is an act and no look at the case', async () => {
    const { office } = given;
    const { applicationNumber } = await finished();
    const looks = async () => (await office.journal(applicationNumber, 'case-viewed')).length;
    const before = await looks();
    const { requestRevocation, declineRevocation, grantRevocation } = office.officers;
    await requestRevocation(kasi, applicationNumber, REASON);
    await declineRevocation(head, applicationNumber);
    await requestRevocation(head, applicationNumber, REASON);
    await grantRevocation(kasi, applicationNumber);
    expect(await looks()).to.equal(before);
  });

  it('is granted once, when two click at the same moment', async () => {
    const { office } = given;
    const { applicationNumber } = await finished();
    await office.officers.requestRevocation(kasi, applicationNumber, REASON);
    const clicks = await Promise.allSettled([
      office.officers.grantRevocation(head, applicationNumber),
      office.officers.grantRevocation(both, applicationNumber),
      office.officers.declineRevocation(head, applicationNumber),
    ]);
    expect(clicks.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    expect(await office.journal(applicationNumber, 'card-revoked', 'card-revocation-declined')).to.have.length(1);
  });

  it('wants a reason without numbers of people, and a card that came to its applicant', async () => {
    const { office } = given;
    const { applicationNumber } = await finished();
    const text = async (words: string, of = applicationNumber) =>
      (await refusalOf(office.officers.requestRevocation(kasi, of, words))).text;
    expect(await text('keliru')).to.contain('paling sedikit 20 huruf');
    expect(await text('x'.repeat(501))).to.contain('paling panjang 500 huruf');
    expect(await text('NIK 3402151708820001 pada KK ini milik orang lain.')).to.contain('Jangan tulis NIK');
    expect(await text(`${'x'.repeat(19)}  `)).to.contain('paling sedikit 20 huruf');
    expect(await text(`x${' '.repeat(18)}x`), 'spaces are no reason').to.contain('paling sedikit 20 huruf');
    expect(await office.store.revocations.newest(applicationNumber), 'nothing was asked').to.equal(undefined);
    expect(await office.journal(applicationNumber, 'card-revocation-requested')).to.deep.equal([]);
    for (const words of ['x'.repeat(20), 'y'.repeat(500)]) {
      await office.officers.requestRevocation(kasi, applicationNumber, `  ${words}\n`);
      expect((await office.store.revocations.newest(applicationNumber))!.reason).to.equal(words);
      await office.officers.declineRevocation(kasi, applicationNumber);
    }
    await office.officers.requestRevocation(kasi, applicationNumber, 'Nama ayah   keliru,\n dan  akta menyusul.');
    expect((await office.store.revocations.newest(applicationNumber))!.reason).to.equal(
      'Nama ayah keliru, dan akta menyusul.',
    );
    const onItsWay = await office.delivered();
    expect(await text(REASON, onItsWay.applicationNumber)).to.contain('belum sampai kepada pemohon');
  });

  it('cannot be undone or forged in the database', async () => {
    const { office } = given;
    const { applicationNumber } = await revoked();
    const refused = async (sql: string) =>
      office.database.asOwner(sql, [applicationNumber]).then(
        () => 'done',
        (error: unknown) => (error as Error).message,
      );
    expect(await refused(`update revocations set outcome = 'declined' where application_number = $1`)).to.contain(
      'stays',
    );
    const alone = await refused(
      `insert into revocations (application_number, signed_sha256, reason, requested_by, requested_as, requested_at, outcome, settled_by, settled_at)
       values ($1, repeat('a', 64), 'x', '${kasi}', 'kasi', now(), 'revoked', '${kasi}', now())`,
    );
    expect(alone).to.not.equal('done');
  });
});
