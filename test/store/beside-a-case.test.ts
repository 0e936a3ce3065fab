import { expect } from 'chai';
import { createColumnSeal, NO_KEY } from '../../src/store/column-seal.ts';
import { placeOfDecisionNote, sealedNoteOf, withNote } from '../../src/store/tables/decision-notes.ts';
import { DOCUMENT_KEY, withDatabase } from './database.ts';
import { errorOf, openCase, putOfficer, sha256 } from './given.ts';

const NOBODYS = 'KK-261122-ZZZZZZ';

describe('The store keeps beside a case', () => {
  const database = withDatabase();
  const open = async () => (await openCase(database.store)).applicationNumber;
  before(() => putOfficer(database.store));

  describe('what the package of the archive holds', () => {
    it('as it was fixed first, for each signed card of the case', async () => {
      const { archivePackages } = database.store;
      const [one, other] = [await open(), await open()];
      const packed = { applicationNumber: one, signedSha256: sha256('card'), contentsSha256: sha256('first') };
      expect(await archivePackages.find(one, sha256('card'))).to.equal(undefined);
      expect(await archivePackages.fix(packed)).to.deep.equal({ contentsSha256: sha256('first') });
      const again = { ...packed, contentsSha256: sha256('second') };
      expect(await archivePackages.fix(again)).to.deep.equal({ contentsSha256: sha256('first') });
      expect(await archivePackages.find(one, sha256('card'))).to.deep.equal({ contentsSha256: sha256('first') });
      const anew = { ...again, signedSha256: sha256('another card') };
      expect(await archivePackages.fix(anew)).to.deep.equal({ contentsSha256: sha256('second') });
      expect(await archivePackages.find(other, sha256('card'))).to.equal(undefined);
    });

    it('and none of a case that is not there', async () => {
      const fixing = database.store.archivePackages.fix({
        ...{ applicationNumber: NOBODYS, signedSha256: sha256('card'), contentsSha256: sha256('first') },
      });
      expect(await errorOf(fixing)).to.include({ name: 'StoreError', code: '23503', table: 'archive_packages' });
    });
  });

  it('what officers said of the columns of immigration, oldest first', async () => {
    const { immigrationClaims } = database.store;
    const [one, other] = [await open(), await open()];
    const claims = ['b', 'a', 'c'].map((content) => ({ content: sha256(content), claimedBy: 'sri.wahyuni' }));
    for (const claim of claims) await immigrationClaims.add({ ...claim, applicationNumber: one });
    await immigrationClaims.add({ ...claims[0]!, applicationNumber: other });
    const said = await immigrationClaims.of(one);
    expect(said.map(({ claimedAt: _, ...rest }) => rest)).to.deep.equal(
      claims.map((claim) => ({ ...claim, applicationNumber: one })),
    );
    expect(said[0]!.claimedAt).to.be.instanceOf(Date);
    expect(await immigrationClaims.of(NOBODYS)).to.deep.equal([]);
  });

  it('which papers were signed on the screen, oldest first; the same paper is signed once', async () => {
    const { papers, screenSignatures } = database.store;
    const [one, other] = [await open(), await open()];
    const signature = async (applicationNumber: string, text: string, minute: number) => {
      const { id: paperId } = await papers.add({
        ...{ applicationNumber, kind: 'f-1-06', sha256: sha256(text), mediaType: 'application/pdf' },
        ...{ bytes: 4, source: 'portal' },
      });
      const signedAt = new Date(Date.UTC(2026, 10, 26, 2, minute));
      return {
        ...{ paperId, applicationNumber, contentSha256: sha256(text), signedAt },
        form: 'f-1-06' as const,
        amendedSha256: minute === 2 ? sha256('amended') : null,
      };
    };
    const later = await signature(one, 'later', 9);
    const first = await signature(one, 'first', 2);
    for (const kept of [later, first, await signature(other, 'other', 1)]) await screenSignatures.add(kept);
    await screenSignatures.add({ ...first, contentSha256: sha256('again') });
    expect(await screenSignatures.of(one)).to.deep.equal([first, later]);
    expect(await screenSignatures.of(NOBODYS)).to.deep.equal([]);
  });
});

describe('The note of a decision', () => {
  const seal = createColumnSeal(DOCUMENT_KEY);
  const [NUMBER, TASK] = ['KK-261122-7Q4F2M', 't1'];
  const written = (answer: Readonly<Record<string, unknown>>, taskId = TASK) =>
    sealedNoteOf(seal, { applicationNumber: NUMBER, taskId, answer });
  const read = (noteSealed: Buffer | string | null, by = seal, applicationNumber = NUMBER) =>
    withNote(by, applicationNumber, { taskId: TASK, step: 3, answer: { examination: 'incomplete' }, noteSealed });
  const unread = { taskId: TASK, step: 3, answer: { examination: 'incomplete' } };

  it('is sealed beside the answer, and comes back into it, from a row and from JSON', () => {
    const sealed = written({ examination: 'incomplete', note: 'Foto buram' })!;
    expect(sealed.toString()).to.not.contain('Foto');
    const answer = { examination: 'incomplete', note: 'Foto buram' };
    expect(read(sealed)).to.deep.equal({ ...unread, answer });
    expect(read(sealed.toString('base64'))).to.deep.equal({ ...unread, answer });
  });

  it('is sealed where there is one, also an empty one', () => {
    expect(written({ examination: 'complete' })).to.equal(null);
    expect(written({ note: 7 })).to.equal(null);
    expect(read(written({ note: '' }))).to.deep.equal({ ...unread, answer: { ...unread.answer, note: '' } });
  });

  it('stays out where none was written, and for a command that has no key', () => {
    expect(read(null)).to.deep.equal(unread);
    expect(read(written({ note: 'Foto buram' }), NO_KEY)).to.deep.equal(unread);
  });

  it('opens in its own case and task only', () => {
    expect(() => read(written({ note: 'x' }), seal, NOBODYS))
      .to.throw()
      .with.property('code', 'DOCUMENT_DAMAGED');
    expect(() => read(written({ note: 'x' }, 't2')))
      .to.throw()
      .with.property('code', 'DOCUMENT_DAMAGED');
    expect(placeOfDecisionNote(NUMBER, TASK)).to.equal('decisions.note KK-261122-7Q4F2M t1');
  });
});
