import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  createBoundedVerifier,
  type Bounds,
  type BoundedVerifier,
} from '../../src/signing/verifier/bounded-verifier.ts';
import { sampleCard, signedCard, testPki, verifier } from './test-office.ts';

describe('The verifier for files of strangers', () => {
  const open: BoundedVerifier[] = [];
  afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));

  async function bounded(bounds?: Bounds): Promise<BoundedVerifier> {
    const { files } = await testPki();
    const lists = files.revocationLists.map((file) => readFileSync(file));
    const made = createBoundedVerifier(
      { trustAnchors: [readFileSync(files.rootPem, 'utf8')], revocationLists: () => lists },
      bounds,
    );
    open.push(made);
    return made;
  }

  it('says of every file what the verifier itself says', async () => {
    const [card, strict, one] = [await sampleCard(), await verifier(), await bounded()];
    const signed = await signedCard(card);
    const flipped = Buffer.from(signed);
    flipped[1000]! ^= 1;
    for (const [file, approvedPdf] of [
      [signed, card],
      [signed, signed],
      [signed],
      [flipped],
      [card],
      [Buffer.from('foto')],
      [Buffer.alloc(0)],
    ] as const) {
      const expected = approvedPdf === undefined ? {} : { approvedPdf };
      expect(await one.verify(file, expected)).to.deep.equal(await strict.verify(file, expected));
    }
  });

  it('refuses a file that takes too long, and is ready for the next one', async () => {
    const [signed, hasty] = [await signedCard(await sampleCard()), await bounded({ limitMs: 1 })];
    for (const time of ['first', 'second']) {
      const { valid, findings } = await hasty.verify(signed);
      expect([valid, findings.map(({ code, ok }) => [code, ok])], time).to.deep.equal([false, [['EFFORT', false]]]);
    }
  });

  it('leaves the office its time, whatever the file', async () => {
    const deep = Buffer.from(`%PDF-1.7\n1 0 obj\n${'[<<'.repeat(1_000_000)}`);
    const one = await bounded();
    let [over, turns] = [false, 0];
    const verdict = one.verify(deep).finally(() => (over = true));
    while (!over) {
      await nextTurn();
      turns += 1;
    }
    expect((await verdict).valid).to.equal(false);
    expect(turns).to.be.above(100);
  });

  it('has each file wait for its turn, and answers all', async () => {
    const [signed, one] = [await signedCard(await sampleCard()), await bounded()];
    const verdicts = await Promise.all(Array.from({ length: 8 }, () => one.verify(signed)));
    expect(verdicts.map(({ valid }) => valid)).to.deep.equal(Array(8).fill(true));
  });

  it('refuses at once to be made with an anchor that cannot be read', () => {
    expect(() =>
      createBoundedVerifier({ trustAnchors: ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'] }),
    ).to.throw();
  });
});
