import { expect } from 'chai';
import { Failure } from '../../src/domain/failures.ts';
import { broken, sampleCard, signedCard, verifier, words } from './test-office.ts';

describe('A PAdES signature', () => {
  it('leaves the approved bytes exactly as they are and adds one update behind them', async () => {
    const card = await sampleCard();
    const signed = await signedCard(card);
    expect(signed.subarray(0, card.length).equals(card)).to.equal(true);
    expect(signed.toString('latin1').match(/%%EOF/g)).to.have.length(2);
    expect(await broken(signed, card)).to.deep.equal([]);
  });

  it('shows who signed, when and at which level', async () => {
    const signedAt = new Date(Math.floor(Date.now() / 1000) * 1000);
    const judge = await verifier();
    const {
      valid,
      signerName,
      signedAt: found,
      level,
    } = await judge.verify(await signedCard(await sampleCard(), words(signedAt)));
    expect({ valid, signerName, found, level }).to.deep.equal({
      valid: true,
      signerName: 'Kepala Dinas (simulasi)',
      found: signedAt,
      level: 'B-B',
    });
  });

  it('may be invisible', async () => {
    const { place: _, ...invisible } = words();
    const card = await sampleCard();
    expect(await broken(await signedCard(card, invisible), card)).to.deep.equal([]);
  });

  it('keeps the link of the card and adds its field behind it', async () => {
    const signed = (await signedCard(await sampleCard())).toString('latin1');
    expect(/\/Annots \[ (\d+ 0 R) (\d+ 0 R) \]/.exec(signed), 'two annotations on the page').to.not.equal(null);
  });

  it('is not confused by a family whose name reads like a piece of PDF', async () => {
    for (const name of [
      '/ByteRange [0 /********** /********** /**********]',
      '(%%EOF)',
      'endobj xref trailer',
      `<${'0'.repeat(64)}>`,
    ]) {
      const card = await sampleCard(name);
      expect(await broken(await signedCard(card), card), name).to.deep.equal([]);
    }
  });

  it('that does not fit in its place is refused and nothing comes out', async () => {
    const attempt = signedCard(await sampleCard(), { ...words(), contentsBytes: 1024 });
    const error: unknown = await attempt.catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Failure).with.property('code', 'SIGNATURE_TOO_LARGE');
  });
});
