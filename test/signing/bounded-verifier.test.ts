import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Bounds } from '../../src/machine/threads/bounded-threads.ts';
import { createBoundedVerifier, type BoundedVerifier } from '../../src/signing/verifier/bounded-verifier.ts';
import { TEST_SIGNERS } from '../../src/signing/certificates.ts';
import { VerifierBusy } from '../../src/signing/signing.ts';
import { handMade } from './hand-made-pdf.ts';
import { sampleCard, signedCard, testPki, verifier } from './test-office.ts';

describe('The verifier for files of strangers', () => {
  const open: BoundedVerifier[] = [];
  afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));

  async function bounded(bounds?: Partial<Bounds>): Promise<BoundedVerifier> {
    const { files } = await testPki();
    const lists = files.revocationLists.map((file) => readFileSync(file));
    const made = createBoundedVerifier(
      {
        trustAnchors: [readFileSync(files.rootPem, 'utf8')],
        revocationLists: () => lists,
        acceptedSigners: TEST_SIGNERS,
      },
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

  /** Takes more than 100 ms of processor to be read up to the bound of the reader. */
  const heavy = () => {
    const names = Array.from({ length: 150_000 }, (_, serial) => `/K${serial} 1`).join(' ');
    return handMade(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>', `<<${names}>>`]);
  };

  it('refuses a file that takes too much of the processor, and is ready for the next one', async () => {
    const [signed, hasty] = [await signedCard(await sampleCard()), await bounded({ limitMs: 20 })];
    for (const time of ['first', 'second']) {
      const { valid, findings } = await hasty.verify(heavy());
      expect([valid, findings.map(({ code, ok }) => [code, ok])], time).to.deep.equal([false, [['EFFORT', false]]]);
    }
    const patient = await bounded();
    expect((await patient.verify(signed)).valid).to.equal(true);
  });

  it('never calls a genuine card too complicated because the machine is busy', async () => {
    const [signed, one] = [await signedCard(await sampleCard()), await bounded({ limitMs: 1_000 })];
    const loops = Array.from({ length: 8 }, () => spawn(process.execPath, ['-e', 'for (;;);']));
    try {
      for (let time = 0; time < 5; time++) {
        const { valid, findings } = await one.verify(signed);
        expect(valid, JSON.stringify(findings.filter(({ ok }) => !ok))).to.equal(true);
      }
    } finally {
      for (const loop of loops) loop.kill('SIGKILL');
    }
  });

  it('lets a citizen pass a flood from another address, and refuses what makes the line of one address too long', async () => {
    const [signed, one] = [await signedCard(await sampleCard()), await bounded({ threads: 1, waitingEach: 3 })];
    const order: string[] = [];
    const flood = Array.from({ length: 12 }, (_, serial) =>
      one.verify(heavy(), { askedBy: '198.51.100.1' }).then(
        () => order.push(`flood ${serial}`),
        (error: unknown) => expect(error).to.be.instanceOf(VerifierBusy),
      ),
    );
    const citizen = one.verify(signed, { askedBy: '203.0.113.7' }).then(({ valid }) => order.push(`citizen ${valid}`));
    await Promise.all([...flood, citizen]);
    expect(order.indexOf('citizen true')).to.be.within(0, 1);
    expect(order.filter((entry) => entry.startsWith('flood'))).to.have.length(4);
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
      createBoundedVerifier({
        trustAnchors: ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
        acceptedSigners: TEST_SIGNERS,
      }),
    ).to.throw();
  });
});
