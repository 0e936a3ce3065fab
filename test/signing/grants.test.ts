import { expect } from 'chai';
import { mock } from 'node:test';
import { createSigningGrants } from '../../src/signing/grants.ts';

const DRAFT = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);

describe('A signing grant', () => {
  it('opens the passphrase for exactly the draft it was given for', () => {
    const grants = createSigningGrants();
    grants.give({ draftSha256: DRAFT, signer: 'agus.prasetyo', passphrase: Buffer.from('Rahasia-ñ') });
    expect(grants.open(DRAFT)).to.deep.equal({ signer: 'agus.prasetyo', passphrase: Buffer.from('Rahasia-ñ') });
    expect(grants.open(OTHER)).to.equal(undefined);
  });

  it('may be opened again until it is revoked, because BSrE may be away for a moment', () => {
    const grants = createSigningGrants();
    grants.give({ draftSha256: DRAFT, signer: 'a', passphrase: Buffer.from('x') });
    grants.open(DRAFT)?.passphrase.fill(0);
    expect(grants.open(DRAFT)?.passphrase.toString()).to.equal('x');
    grants.revoke(DRAFT);
    expect(grants.open(DRAFT)).to.equal(undefined);
    expect(grants.size).to.equal(0);
  });

  it('leaves the given buffer alone: one passphrase may be given for several drafts', () => {
    const grants = createSigningGrants();
    const passphrase = Buffer.from('sama');
    for (const draftSha256 of [DRAFT, OTHER]) grants.give({ draftSha256, signer: 'a', passphrase });
    passphrase.fill(0);
    expect([DRAFT, OTHER].map((draft) => grants.open(draft)?.passphrase.toString())).to.deep.equal(['sama', 'sama']);
  });

  it('is replaced by a newer one', () => {
    const grants = createSigningGrants();
    grants.give({ draftSha256: DRAFT, signer: 'a', passphrase: Buffer.from('salah') });
    grants.give({ draftSha256: DRAFT, signer: 'a', passphrase: Buffer.from('benar') });
    expect(grants.open(DRAFT)?.passphrase.toString()).to.equal('benar');
    expect(grants.size).to.equal(1);
  });

  describe('that nobody uses', () => {
    afterEach(() => mock.timers.reset());
    const given = () => {
      const grants = createSigningGrants({ lifeMs: 1000 });
      grants.give({ draftSha256: DRAFT, signer: 'a', passphrase: Buffer.from('x') });
      return grants;
    };

    it('ends by itself, without being asked', () => {
      mock.timers.enable({ apis: ['setTimeout', 'Date'] });
      const grants = given();
      mock.timers.tick(999);
      expect(grants.open(DRAFT)).to.not.equal(undefined);
      mock.timers.tick(1);
      expect(grants.size).to.equal(0);
      expect(grants.open(DRAFT)).to.equal(undefined);
    });

    it('ends on time although its timer is late, because the machine slept', () => {
      mock.timers.enable({ apis: ['Date'] });
      const grants = given();
      mock.timers.setTime(999);
      expect(grants.open(DRAFT)).to.not.equal(undefined);
      mock.timers.setTime(1000);
      expect(grants.open(DRAFT)).to.equal(undefined);
      expect(grants.size).to.equal(0);
    });
  });

  it('keeps no readable passphrase in its own fields', () => {
    const grants = createSigningGrants();
    grants.give({ draftSha256: DRAFT, signer: 'a', passphrase: Buffer.from('Rahasia-Sekali') });
    expect(JSON.stringify(grants)).to.not.include('Rahasia');
  });
});
