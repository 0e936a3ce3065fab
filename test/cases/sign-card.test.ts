import { expect } from 'chai';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { signCard } from '../../src/cases/sign-card.ts';
import { Failure } from '../../src/domain/failures.ts';
import type { DecisionRecord } from '../../src/store/store.ts';
import { decisionOf } from '../store/given.ts';
import { sampleCard, signedCard } from '../signing/test-office.ts';
import { approvedBy, failureOf, HEAD, NUMBER, smallOffice, type Circumstances } from './small-office.ts';

const OTHER = 'b'.repeat(64);

describe('Signing a card', () => {
  it('signs exactly the bytes that were verified and approved, and keeps the signed ones', async () => {
    const office = await smallOffice();
    office.grant();
    const { signedSha256 } = await signCard(office.means)({ applicationNumber: NUMBER, draftSha256: office.draft });
    const signed = await office.documents.get(signedSha256);
    expect(signed.subarray(0, office.card.length).equals(office.card)).to.equal(true);
    expect(office.orders[0]).to.deep.include({
      pdf: office.card,
      signerNik: HEAD.signerNik,
      reason: 'Penerbitan Kartu Keluarga',
      location: 'Bantul',
      passphrase: Buffer.from('Rahasia'),
    });
    expect(office.rows.record).to.include({ signedSha256, state: 'delivery' });
    expect([...office.rows.effects.values()]).to.have.length(1);
    expect(office.rows.effects.get(`signature:${office.draft}`)).to.include({
      kind: 'signature',
      state: 'done',
      reference: signedSha256,
      applicationNumber: NUMBER,
    });
    expect(office.rows.journal).to.deep.equal([
      {
        applicationNumber: NUMBER,
        actor: HEAD.username,
        event: 'card-signed',
        step: 7,
        detail: { draftSha256: office.draft, signedSha256, signer: 'p12', level: 'B-B', actingAs: null },
      },
    ]);
    expect(office.grants.open(office.draft), 'the passphrase is forgotten').to.equal(undefined);
  });

  it('happens once: a job that comes again gets the first signature', async () => {
    const office = await smallOffice();
    office.grant();
    const sign = signCard(office.means);
    const first = await sign({ applicationNumber: NUMBER, draftSha256: office.draft });
    expect(await sign({ applicationNumber: NUMBER, draftSha256: office.draft })).to.deep.equal(first);
    expect(office.orders).to.have.length(1);
  });

  it('is done again when it was only intended, because nobody has the first result', async () => {
    const office = await smallOffice({ record: { signedSha256: OTHER } });
    await office.means.store.effects.intend({
      key: `signature:${office.draft}`,
      kind: 'signature',
      applicationNumber: NUMBER,
    });
    office.grant();
    const { signedSha256 } = await signCard(office.means)({ applicationNumber: NUMBER, draftSha256: office.draft });
    expect(signedSha256).to.not.equal(OTHER);
  });

  it('is done again when the signed card never reached the case', async () => {
    const office = await smallOffice();
    const key = `signature:${office.draft}`;
    await office.means.store.effects.intend({ key, kind: 'signature', applicationNumber: NUMBER });
    await office.means.store.effects.settle(key, 'done', OTHER);
    office.grant();
    expect(
      (await signCard(office.means)({ applicationNumber: NUMBER, draftSha256: office.draft })).signedSha256,
    ).to.match(/^[0-9a-f]{64}$/);
  });

  const verified = (change: Partial<DecisionRecord>) => (draft: string) => approvedBy(draft, { verification: change });
  const approved = (change: Partial<DecisionRecord>) => (draft: string) => approvedBy(draft, { approval: change });
  const later = (change: Partial<DecisionRecord>) => (draft: string) => [
    ...approvedBy(draft),
    decisionOf(NUMBER, { draftSha256: draft, ...change }),
  ];
  const circumstances: readonly (readonly [string, Circumstances])[] = [
    ['the case has another draft by now', { record: { draftSha256: OTHER } }],
    ['another draft was verified', { decisions: verified({ draftSha256: OTHER }) }],
    ['another draft was approved', { decisions: approved({ draftSha256: OTHER }) }],
    ['nobody verified it', { decisions: (draft) => approvedBy(draft).slice(1) }],
    ['nobody approved it', { decisions: (draft) => approvedBy(draft).slice(0, 1) }],
    ['it was found wrong', { decisions: verified({ answer: { verification: 'invalid' } }) }],
    ['it was sent back', { decisions: approved({ answer: { signing: 'returned' } }) }],
    [
      'it was found wrong after it had been found right',
      { decisions: later({ step: 5, answer: { verification: 'invalid' } }) },
    ],
    ['it was sent back after it had been approved', { decisions: later({ step: 7, answer: { signing: 'returned' } }) }],
    ['the verification was not allowed', { decisions: verified({ refusedBecause: 'WRONG_ROLE' }) }],
    ['the approval was not allowed', { decisions: approved({ refusedBecause: 'FOUR_EYES' }) }],
  ];
  for (const [what, given] of circumstances)
    it(`does not happen when ${what}: the case goes back to verification`, async () => {
      const office = await smallOffice(given);
      office.grant();
      expect(
        await failureOf(signCard(office.means)({ applicationNumber: NUMBER, draftSha256: office.draft })),
      ).to.include({ code: 'DRAFT_CHANGED' });
      expect(office.orders).to.deep.equal([]);
      expect(office.grants.open(office.draft), 'nothing was tried, the passphrase is still there').to.not.equal(
        undefined,
      );
    });

  it('happens in spite of a later claim that was not allowed, and of decisions of other steps', async () => {
    const office = await smallOffice({
      decisions: (draft) => [
        ...later({ step: 7, answer: {}, refusedBecause: 'WRONG_ROLE' })(draft),
        decisionOf(NUMBER, { step: 8, answer: { handOver: 'not-reached' } }),
      ],
    });
    office.grant();
    expect(await failureOf(signCard(office.means)({ applicationNumber: NUMBER, draftSha256: office.draft }))).to.equal(
      undefined,
    );
  });

  it('is not led astray by a process variable that names another document', async () => {
    const office = await smallOffice();
    const { sha256 } = await office.documents.put(await sampleCard('KARTU LAIN'));
    office.grant(sha256);
    expect(await failureOf(signCard(office.means)({ applicationNumber: NUMBER, draftSha256: sha256 }))).to.include({
      code: 'DRAFT_CHANGED',
    });
    expect(office.orders).to.deep.equal([]);
  });

  it('does not happen when one bit of the stored draft has flipped, or the draft is gone', async () => {
    const office = await smallOffice();
    office.grant();
    const [name = ''] = readdirSync(office.folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /[0-9a-f]{64}$/.test(file),
    );
    const file = path.join(office.folder, name);
    const bytes = readFileSync(file);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(
      await failureOf(signCard(office.means)({ applicationNumber: NUMBER, draftSha256: office.draft })),
    ).to.deep.equal({ code: 'DRAFT_CHANGED', detail: 'stored draft damaged' });
    expect(office.orders).to.deep.equal([]);
  });

  it('tells other trouble with the documents as what it is', async () => {
    for (const trouble of [new Error('disk'), new Failure('PRINTER_FAILED')]) {
      const office = await smallOffice();
      office.grant();
      const means = { ...office.means, documents: { ...office.documents, get: () => Promise.reject(trouble) } };
      expect(
        (await failureOf(signCard(means)({ applicationNumber: NUMBER, draftSha256: office.draft })))?.code,
      ).to.equal(trouble instanceof Failure ? trouble.code : trouble.message);
    }
  });

  it('needs the passphrase of the very person who approved', async () => {
    const office = await smallOffice();
    const sign = () => failureOf(signCard(office.means)({ applicationNumber: NUMBER, draftSha256: office.draft }));
    expect(await sign()).to.include({ code: 'NO_SIGNING_GRANT' });
    office.grant(office.draft, 'endah.lestari');
    expect(await sign()).to.include({ code: 'NO_SIGNING_GRANT' });
    office.grant(OTHER);
    expect(office.orders).to.deep.equal([]);
    expect(office.rows.effects.size).to.equal(0);
  });

  it("says under which stand-in it was done, and signs under the signer's own NIK or the office's", async () => {
    const office = await smallOffice({
      decisions: approved({ actingAs: 'Plh' }),
      people: [{ ...HEAD, signerNik: null }],
    });
    office.grant();
    await signCard(office.means)({ applicationNumber: NUMBER, draftSha256: office.draft });
    expect(office.orders[0]).to.include({
      reason: 'Penerbitan Kartu Keluarga (Plh. Kepala Dinas)',
      signerNik: '3402019999990001',
    });
    expect(office.rows.journal[0]?.detail).to.include({ actingAs: 'Plh' });
    const unknown = await smallOffice({ people: [] });
    unknown.grant();
    await signCard(unknown.means)({ applicationNumber: NUMBER, draftSha256: unknown.draft });
    expect(unknown.orders[0]).to.include({ signerNik: '3402019999990001' });
  });

  it('hands nothing on that our verifier refuses: the signature of another card, or one byte too many', async () => {
    const wrong: readonly (readonly [(pdf: Buffer) => Promise<Buffer>, string])[] = [
      [async () => signedCard(await sampleCard('KARTU LAIN')), 'PREFIX'],
      [async (pdf) => Buffer.concat([await signedCard(pdf), Buffer.from('%\n')]), 'STRUCTURE'],
      [(pdf) => Promise.resolve(pdf), 'REVISIONS,ONE_SIGNATURE,PREFIX,FIELD'],
    ];
    for (const [signs, detail] of wrong) {
      const office = await smallOffice({ signs: ({ pdf }) => signs(pdf) });
      office.grant();
      expect(
        await failureOf(signCard(office.means)({ applicationNumber: NUMBER, draftSha256: office.draft })),
      ).to.deep.equal({ code: 'SIGNATURE_INVALID', detail });
      expect(office.rows.record.signedSha256).to.equal(null);
      expect(office.rows.effects.get(`signature:${office.draft}`)?.state).to.equal('intended');
      expect(office.rows.journal).to.deep.equal([
        {
          applicationNumber: NUMBER,
          actor: 'sistem',
          event: 'signing-failed',
          step: 7,
          detail: { code: 'SIGNATURE_INVALID' },
        },
      ]);
      expect(office.grants.open(office.draft)).to.equal(undefined);
    }
  });

  it('keeps the passphrase while the service is only away, and forgets it after any other answer', async () => {
    const after = async (error: Error) => {
      const office = await smallOffice({ signs: () => Promise.reject(error) });
      office.grant();
      const failure = await failureOf(signCard(office.means)({ applicationNumber: NUMBER, draftSha256: office.draft }));
      return {
        told: failure?.code,
        kept: office.grants.open(office.draft) !== undefined,
        journal: office.rows.journal.map(({ event, detail }) => [event, detail['code']]),
      };
    };
    expect(await after(new Failure('BSRE_UNREACHABLE'))).to.deep.equal({
      told: 'BSRE_UNREACHABLE',
      kept: true,
      journal: [['signing-failed', 'BSRE_UNREACHABLE']],
    });
    expect(await after(new Failure('BSRE_2031'))).to.deep.equal({
      told: 'BSRE_2031',
      kept: false,
      journal: [['signing-failed', 'BSRE_2031']],
    });
    expect(await after(new Error('ours'))).to.deep.equal({ told: 'ours', kept: false, journal: [] });
  });

  it('overwrites the passphrase that it opened, whatever happens', async () => {
    for (const fails of [false, true]) {
      let opened: Buffer | undefined;
      const office = await smallOffice({
        signs: ({ pdf, passphrase }) => {
          opened = passphrase;
          return fails ? Promise.reject(new Failure('BSRE_2031')) : signedCard(pdf);
        },
      });
      office.grant();
      await failureOf(signCard(office.means)({ applicationNumber: NUMBER, draftSha256: office.draft }));
      expect(opened?.equals(Buffer.alloc('Rahasia'.length))).to.equal(true);
    }
  });
});
