import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createVerifier, type AcceptedSigners } from '../../src/signing/verifier/verifier.ts';

const FOLDER = path.join(import.meta.dirname, 'fixtures');
const bytes = (name: string) => readFileSync(path.join(FOLDER, name));
const HEAD = 'Kepala Dinas (simulasi)';
const DEPUTY = 'Pelaksana Harian (simulasi)';

/**
 * Two real files of one office: a card, and the same card with a red bar, signed by another holder under the same root.
 */
describe('Who may sign a card', () => {
  const verdictOn = async (name: string, acceptedSigners: AcceptedSigners) => {
    const verifier = createVerifier({
      trustAnchors: [bytes('trust/root.pem').toString()],
      revocationLists: () => [bytes('trust/root.crl'), bytes('trust/issuing.crl')],
      acceptedSigners,
      now: () => new Date('2026-11-26T12:00:00Z'), // the lists run out
    });
    const { valid, intact, signer, signerName, findings } = await verifier.verify(bytes(name));
    return { valid, intact, signer, signerName, broken: findings.filter(({ ok }) => !ok).map(({ code }) => code) };
  };
  const [genuine, forged] = ['genuine-card.pdf', 'forged-by-another-signer.pdf'];

  it('is one of the names that the office accepts: its head', async () => {
    const held = { valid: true, intact: true, signer: 'accepted', signerName: HEAD, broken: [] };
    expect(await verdictOn(genuine, [HEAD])).to.deep.equal(held);
    expect(await verdictOn(genuine, [DEPUTY, HEAD]), 'one of several').to.deep.equal(held);
  });

  it('is not somebody else whom the same authority vouches for, though the signature is genuine', async () => {
    expect(await verdictOn(forged, [HEAD])).to.deep.equal({
      valid: false,
      intact: true,
      signer: 'refused',
      signerName: DEPUTY,
      broken: ['SIGNER'],
    });
  });

  it('is compared letter by letter', async () => {
    for (const name of ['kepala dinas (simulasi)', 'Kepala Dinas', `${HEAD} `, '', `${HEAD}, ${DEPUTY}`])
      expect((await verdictOn(genuine, [name])).valid, name).to.equal(false);
    expect((await verdictOn(genuine, [])).signer).to.equal('refused');
  });

  it('is nobody when it was not said: no file is valid, and the verdict says why', async () => {
    for (const name of [genuine, forged]) {
      const { valid, intact, signer, broken } = await verdictOn(name, 'not-examined');
      expect({ valid, intact, signer, broken }).to.deep.equal({
        valid: false,
        intact: true,
        signer: 'not-examined',
        broken: ['SIGNER'],
      });
    }
  });
});
