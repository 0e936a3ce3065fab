import path from 'node:path';
import { expect } from 'chai';
import { pino } from 'pino';
import sharp from 'sharp';
import { createDeskCases } from '../../src/cases/desk/create-desk-cases.ts';
import type { DeskCases } from '../../src/cases/desk.ts';
import { contactSheet } from '../../src/documents/contact-sheet.ts';
import { createDocuments } from '../../src/documents/create-documents.ts';
import { createSigningGrants } from '../../src/signing/grants.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { temporaryFolder, withDatabase } from '../store/database.ts';
import { createFakeEngine } from './fakes.ts';
import { FAMILY, PEOPLE } from './sample-office.ts';

describe('The desk on the real database and the encrypted documents', () => {
  const database = withDatabase();
  const engine = createFakeEngine();
  const applicationNumber = 'KK-261122-7Q4F2M';
  const processInstanceKey = '2251799813685999';
  let desk: DeskCases;
  let png: Buffer;

  before(async () => {
    const { store } = database;
    const documents = createDocuments({ folder: path.join(temporaryFolder(), 'documents'), key: Buffer.alloc(32, 7) });
    const logger = pino({ level: 'silent' });
    desk = createDeskCases({
      store,
      documents,
      engine,
      grants: createSigningGrants(),
      contactSheet,
      now: () => new Date(),
      logger,
    });
    for (const person of Object.values(PEOPLE)) await store.people.put(person);
    await store.cases.open({
      applicationNumber,
      application: sampleApplication(),
      elements: ['pendidikan'],
      idempotencyKey: 'satu',
      requestSha256: '0'.repeat(64),
    });
    const jpeg = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#888' } })
      .jpeg()
      .toBuffer();
    png = await sharp(jpeg).png().toBuffer();
    await store.papers.add({
      applicationNumber,
      kind: 'ijazah',
      sha256: (await documents.put(jpeg)).sha256,
      mediaType: 'image/jpeg',
      bytes: jpeg.length,
      source: 'portal',
    });
    const { sha256 } = await documents.put(Buffer.from('%PDF-1.7 draf'));
    await store.drafts.save({
      sha256,
      applicationNumber,
      family: FAMILY,
      previewSha256: (await documents.put(png)).sha256,
    });
    await store.cases.change(applicationNumber, {
      processInstanceKey,
      state: 'signing',
      draftSha256: sha256,
      entryOfficer: PEOPLE.sri.username,
      requiredDocuments: ['ijazah'],
    });
    const decision = {
      applicationNumber,
      decidedAt: new Date(),
      actingAs: null,
      refusedBecause: null,
      draftSha256: sha256,
    };
    await store.decisions.record({
      ...decision,
      step: 3,
      decidedBy: PEOPLE.sri.username,
      userTaskKey: '1',
      recordedBy: '11',
      answer: { examination: 'complete' },
    });
    await store.decisions.record({
      ...decision,
      step: 5,
      decidedBy: PEOPLE.endah.username,
      userTaskKey: '2',
      recordedBy: '12',
      answer: { verification: 'valid' },
    });
    engine.offer({ elementId: 'approve-signing', processInstanceKey });
  });

  it('shows the head his list, the case, the papers and the very picture of the draft', async () => {
    const head = PEOPLE.agus.username;
    expect((await desk.dashboard(head)).counts).to.deep.include({ open: 1, signable: 1 });
    const { drafts } = await desk.signingList(head);
    expect(
      drafts.map((draft) => [draft.applicationNumber, draft.verifiedBy, draft.changes[0]?.drafted?.matches]),
    ).to.deep.equal([[applicationNumber, 'Endah Kusumawati', true]]);
    const file = await desk.caseFile(head, applicationNumber);
    expect([file.task?.step, file.requirements[0]?.paperIds.length, file.warnings]).to.deep.equal([7, 1, []]);
    expect((await desk.draftPreview(head, applicationNumber)).equals(png)).to.equal(true);
    expect((await sharp(await desk.contactSheet(head, applicationNumber)).metadata()).format).to.equal('jpeg');
    const views = (await database.store.journal.of(applicationNumber)).map(({ actor, event }) => `${actor} ${event}`);
    expect(views).to.deep.equal(['case-viewed', 'draft-viewed', 'papers-viewed'].map((event) => `${head} ${event}`));
    expect(await database.store.journal.firstBrokenLink()).to.equal(undefined);
  });
});
