import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { derOf } from '../../src/signing/certificates/pem.ts';
import { identityOf } from '../../src/signing/certificates.ts';
import { toDer } from '../../src/signing/certificates/issue.ts';
import { issueRevocationList } from '../../src/signing/certificates/revocation-list.ts';
import type { ValidationData } from '../../src/signing/pades/placeholder.ts';
import { signPades } from '../../src/signing/pades/sign.ts';
import { createTimestamper } from '../../src/signing/pades/timestamp.ts';
import { startBsreSimulator, type BsreSimulator } from '../../src/simulators/bsre/server.ts';
import { broken, headIdentity, sampleCard, testPki, verifier, words } from './test-office.ts';

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY);

describe('A card that carries the revocation lists of its time', () => {
  let simulator: BsreSimulator;
  before(async () => {
    const { files } = await testPki();
    simulator = await startBsreSimulator({
      port: 0,
      host: 'localhost',
      pkiFolder: path.dirname(files.rootPem),
      user: 'a',
      password: 'b',
      logger: pino({ level: 'silent' }),
    });
  });
  after(() => simulator.close());

  const data = async (): Promise<ValidationData> => {
    const { files } = await testPki();
    return {
      certificates: [derOf(readFileSync(files.rootPem))],
      revocationLists: files.revocationLists.map((file) => readFileSync(file)),
    };
  };
  const signed = async (validation: ValidationData, proven = true, identity = headIdentity()) => {
    const card = await sampleCard();
    const file = await signPades(card, await identity, {
      ...words(),
      validation,
      ...(proven ? { timestamp: createTimestamper({ url: `${simulator.url}/tsa` }) } : {}),
    });
    return { card, file };
  };
  const levelOf = async (file: Buffer) => (await (await verifier()).verify(file)).level;

  it('has them in the one update that the signature covers', async () => {
    const { card, file } = await signed(await data());
    expect(await broken(file, card)).to.deep.equal([]);
    expect(await levelOf(file)).to.equal('B-T');
  });

  it("is still believed when the office's own lists are gone", async () => {
    const { card, file } = await signed(await data());
    const later = await verifier({ revocationLists: () => [], now: () => inDays(3000) });
    expect(await broken(file, card, later)).to.deep.equal([]);
    const without = await signed({ certificates: [], revocationLists: [] });
    expect(await broken(without.file, without.card, later)).to.deep.equal(['REVOCATION_LIST']);
  });

  it('needs a proven time: a thief could date back and carry an old list along', async () => {
    const { file, card } = await signed(await data(), false);
    expect(await levelOf(file)).to.equal('B-B');
    expect(await broken(file, card, await verifier({ revocationLists: () => [] }))).to.deep.equal(['REVOCATION_LIST']);
  });

  it('is refused when a list is missing, outdated or names its certificate', async () => {
    const pki = await testPki();
    const {
      certificates,
      revocationLists: [root, issuing],
    } = await data();
    if (root === undefined || issuing === undefined) throw new Error('two lists');
    const alone = await verifier({ revocationLists: () => [] });
    const withLists = async (...revocationLists: Buffer[]) =>
      broken((await signed({ certificates, revocationLists })).file, undefined, alone);
    expect(await withLists(root, issuing)).to.deep.equal([]);
    expect(await withLists(root)).to.deep.equal(['REVOCATION_LIST']);
    expect(await withLists(issuing)).to.deep.equal(['REVOCATION_LIST']);
    expect(await withLists(root, await issueRevocationList(pki.issuing, [], inDays(-60)))).to.deep.equal([
      'REVOCATION_LIST',
    ]);
    const { file } = await signed(await data(), true, Promise.resolve(identityOf(pki.revoked, pki.issuing)));
    expect(await broken(file, undefined, alone)).to.deep.equal(['REVOCATION']);
  });

  it('is believed when its certificate is revoked after the proven time, whatever the reason (RFC 5280, 5.3.1)', async () => {
    const pki = await testPki();
    const {
      revocationLists: [root],
    } = await data();
    if (root === undefined) throw new Error('list');
    const later = await issueRevocationList(
      pki.issuing,
      [{ certificate: pki.signer.certificate, at: inDays(1) }],
      new Date(),
    );
    const judge = await verifier({ revocationLists: () => [root, later] });
    expect(
      await broken((await signed({ certificates: [], revocationLists: [] })).file, undefined, judge),
    ).to.deep.equal([]);
    expect(
      await broken((await signed({ certificates: [], revocationLists: [] }, false)).file, undefined, judge),
      'the same without a proof',
    ).to.deep.equal(['REVOCATION']);
  });

  it('carries nothing that cannot be read', async () => {
    const { certificates, revocationLists } = await data();
    for (const validation of [
      { certificates: [Buffer.from('x')], revocationLists },
      { certificates, revocationLists: [...revocationLists, Buffer.from('x')] },
      { certificates: revocationLists, revocationLists },
    ])
      expect(await broken((await signed(validation)).file)).to.deep.equal(['VALIDATION_DATA']);
    const pki = await testPki();
    expect(
      await broken((await signed({ certificates: [toDer(pki.issuing.certificate)], revocationLists: [] })).file),
    ).to.deep.equal([]);
  });
});
