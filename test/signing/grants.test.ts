import { expect } from 'chai';
import { setTimeout as wait } from 'node:timers/promises';
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

  it('ends by itself', async () => {
    const grants = createSigningGrants({ lifeMs: 20 });
    grants.give({ draftSha256: DRAFT, signer: 'a', passphrase: Buffer.from('x') });
    expect(grants.open(DRAFT)).to.not.equal(undefined);
    await wait(40);
    expect(grants.open(DRAFT)).to.equal(undefined);
    expect(grants.size).to.equal(0);
  });

  it('keeps no readable passphrase in its own fields', () => {
    const grants = createSigningGrants();
    grants.give({ draftSha256: DRAFT, signer: 'a', passphrase: Buffer.from('Rahasia-Sekali') });
    expect(JSON.stringify(grants)).to.not.include('Rahasia');
  });
});
