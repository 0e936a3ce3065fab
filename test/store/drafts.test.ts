import { expect } from 'chai';
import { FAMILY } from '../cases/external-services.ts';
import { withDatabase } from './database.ts';
import { openCase, sha256 } from './given.ts';

describe('The drafts of a card', () => {
  const database = withDatabase();
  const draftOf = (applicationNumber: string, text: string) => ({
    sha256: sha256(`${applicationNumber} ${text}`),
    applicationNumber,
    family: FAMILY,
    previewSha256: sha256(`${text} preview`),
    issuedOn: '2026-11-26',
    signatory: null,
    signatureLines: { title: 'KEPALA DINAS', name: 'Bambang', nip: '197001011995011001' },
  });
  const open = async () => (await openCase(database.store)).applicationNumber;

  it('are found by their bytes, one or many, and hold what the card was made from', async () => {
    const { drafts } = database.store;
    const [one, other] = [await open(), await open()];
    const [first, second, elsewhere] = [draftOf(one, 'a'), draftOf(one, 'b'), draftOf(other, 'c')];
    for (const draft of [first, second, elsewhere]) await drafts.save(draft);
    const { renderedAt, ...found } = (await drafts.find(first.sha256))!;
    expect(found).to.deep.equal(first);
    expect(renderedAt).to.be.instanceOf(Date);
    expect(await drafts.find(sha256('none'))).to.equal(undefined);
    const many = await drafts.findMany([second.sha256, elsewhere.sha256, sha256('none')]);
    expect(many.map(({ sha256: found }) => found)).to.have.members([second.sha256, elsewhere.sha256]);
    expect(many[0]?.family).to.deep.equal(FAMILY);
    expect(await drafts.findMany([])).to.deep.equal([]);
  });

  it('have one that is the latest of a case: drawn again with the same bytes, it is the latest once more', async () => {
    const { drafts } = database.store;
    const [one, other] = [await open(), await open()];
    const [first, second] = [draftOf(one, 'a'), draftOf(one, 'b')];
    await drafts.save(first);
    await drafts.save(second);
    await drafts.save(draftOf(other, 'c'));
    expect((await drafts.latest(one))?.sha256).to.equal(second.sha256);
    const before = (await drafts.find(first.sha256))!;
    await drafts.save({ ...first, issuedOn: '2027-01-01' });
    const again = (await drafts.latest(one))!;
    expect({ ...again, renderedAt: null }).to.deep.equal({ ...first, renderedAt: null });
    expect(again.renderedAt.getTime()).to.be.at.least(before.renderedAt.getTime());
    expect(await drafts.latest(await open())).to.equal(undefined);
  });

  it('are found by the NIKs of their members, and no name lies readable in their row', async () => {
    const one = await open();
    await database.store.drafts.save(draftOf(one, 'a'));
    const [row] = await database.asOwner('select * from drafts where application_number = $1', [one]);
    expect(row).to.deep.include({ family: null, niks: FAMILY.members.map(({ nik }) => nik) });
    expect((row?.['family_sealed'] as Buffer).toString('latin1')).not.to.contain(FAMILY.members[0]!.name);
  });
});

describe('The papers of a case', () => {
  const database = withDatabase();
  const paperOf = (applicationNumber: string, text: string) =>
    ({
      applicationNumber,
      kind: 'ijazah',
      sha256: sha256(text),
      mediaType: 'image/jpeg',
      bytes: 4,
      source: 'portal',
    }) as const;

  it('are in the order of arrival; the same picture for the same kind of the same case once', async () => {
    const { papers } = database.store;
    const [one, other] = [await openCase(database.store), await openCase(database.store)];
    const paper = paperOf(one.applicationNumber, 'a');
    const first = await papers.add(paper);
    const others = [
      await papers.add(paperOf(one.applicationNumber, 'b')),
      await papers.add({ ...paper, kind: 'kk-lama' }),
    ];
    const elsewhere = await papers.add(paperOf(other.applicationNumber, 'a'));
    expect(await papers.add({ ...paper, source: 'whatsapp' })).to.deep.equal(first);
    expect(await papers.add(paperOf(other.applicationNumber, 'a'))).to.deep.equal(elsewhere);
    expect(await papers.add({ ...paper, kind: 'kk-lama' })).to.deep.equal(others[1]);
    const { id, receivedAt, ...rest } = first;
    expect(rest).to.deep.equal(paper);
    expect(receivedAt).to.be.instanceOf(Date);
    expect(await papers.of(one.applicationNumber)).to.deep.equal([first, ...others]);
    expect(await papers.find(id)).to.deep.equal(first);
    await database.store.transaction(async (within) => {
      const third = await within.papers.add(paperOf(other.applicationNumber, 'c'));
      expect(await within.papers.add(paperOf(other.applicationNumber, 'c'))).to.deep.equal(third);
      expect(await within.papers.of(other.applicationNumber)).to.deep.equal([elsewhere, third]);
    });
  });

  it('are not found by anything that is not an id: ids come from addresses people can type', async () => {
    const { papers } = database.store;
    const { applicationNumber } = await openCase(database.store);
    const { id } = await papers.add(paperOf(applicationNumber, 'a'));
    for (const strange of [
      '',
      '1 or 1=1',
      `${id} `,
      `${id}0`,
      `0${id}`,
      id.slice(1),
      id.replaceAll('-', ''),
      '00000000-0000-4000-8000-000000000000',
    ])
      expect(await papers.find(strange), strange).to.equal(undefined);
  });
});
