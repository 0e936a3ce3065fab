import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SigningBatch } from '../../src/cases/desk.ts';
import { PEOPLE, RIGHT_PASSPHRASE, createSampleOffice, type SampleOffice } from './sample-office.ts';

const head = PEOPLE.agus.username;
const request = ({ applicationNumber, draftSha256 }: { applicationNumber: string; draftSha256: string }) => ({
  applicationNumber,
  draftSha256,
});
const right = () => Buffer.from(RIGHT_PASSPHRASE);

async function finished({ desk }: SampleOffice, username: string, id: string): Promise<SigningBatch> {
  for (let look = 0; look < 400; look++) {
    const batch = await desk.batch(username, id);
    if (batch.finished) return batch;
    await sleep(5);
  }
  throw new Error('the batch does not end');
}
const results = (batch: SigningBatch) => batch.documents.map(({ status, reason }) => [status, reason]);

describe('Signing several drafts with one passphrase', () => {
  it('signs each of them once, in the name of the head, and leaves no grant behind', async () => {
    const office = createSampleOffice();
    const drafts = [await office.given.verified(), await office.given.verified(), await office.given.verified()];
    const batch = await finished(office, head, await office.desk.approve(head, drafts.map(request), right()));
    expect(results(batch)).to.deep.equal(Array(3).fill(['signed', null]));
    expect(office.bsre.attempts)
      .to.have.members(drafts.map((d) => d.applicationNumber))
      .and.lengthOf(3);
    expect(
      office.engine.completed.map(({ userTaskKey, username, variables }) => ({ userTaskKey, username, variables })),
    ).to.deep.equal(
      drafts.map((d) => ({
        userTaskKey: d.task.userTaskKey,
        username: head,
        variables: { signing: 'approved', note: '' },
      })),
    );
    expect(office.grants.size).to.equal(0);
  });

  it('tries a wrong passphrase on one document only and keeps the others untouched', async () => {
    const office = createSampleOffice();
    const drafts = [await office.given.verified(), await office.given.verified(), await office.given.verified()];
    const batch = await finished(
      office,
      head,
      await office.desk.approve(head, drafts.map(request), Buffer.from('salah')),
    );
    expect(office.bsre.attempts).to.have.lengthOf(1);
    expect(results(batch)).to.deep.equal([
      ['returned', 'Passphrase salah. Ketik ulang; sistem tidak mencoba sendiri.'],
      ['not-processed', 'Tidak diproses: dokumen pertama tidak dapat ditandatangani.'],
      ['not-processed', 'Tidak diproses: dokumen pertama tidak dapat ditandatangani.'],
    ]);
    expect(office.engine.completed).to.have.lengthOf(1);
    expect(office.grants.size).to.equal(0);
    // nothing is locked: all three are there again and can be signed at once
    const list = await office.desk.signingList(head);
    expect(list.drafts.map(({ returned }) => returned?.code ?? null)).to.have.members(['BSRE_2031', null, null]);
    const again = await finished(office, head, await office.desk.approve(head, drafts.map(request), right()));
    expect(results(again)).to.deep.equal(Array(3).fill(['signed', null]));
  });

  it('goes on with the next document when the fault lies in the first document alone', async () => {
    const office = createSampleOffice();
    const [first, second] = [await office.given.verified(), await office.given.verified()];
    office.bsre.refuse = 'DRAFT_CHANGED';
    setTimeout(() => (office.bsre.refuse = undefined), 20);
    const batch = await finished(office, head, await office.desk.approve(head, [first, second].map(request), right()));
    expect(batch.documents.map(({ status }) => status)).to.deep.equal(['returned', 'signed']);
  });

  it('does not begin the others while the first has no outcome', async () => {
    const office = createSampleOffice({ waits: { proof: 30, follow: 30 } });
    office.bsre.silent = true;
    const drafts = [await office.given.verified(), await office.given.verified()];
    const batch = await finished(office, head, await office.desk.approve(head, drafts.map(request), right()));
    expect(batch.documents.map(({ status }) => status)).to.deep.equal(['signing', 'not-processed']);
    expect(office.engine.completed).to.have.lengthOf(1);
    expect(office.grants.open(drafts[1]!.draftSha256)).to.equal(undefined);
  });

  it('signs once when two browsers approve the same drafts, and tells both the result', async () => {
    const office = createSampleOffice();
    const drafts = [await office.given.verified(), await office.given.verified()];
    const ids = await Promise.all([
      office.desk.approve(head, drafts.map(request), right()),
      office.desk.approve(head, drafts.map(request), right()),
    ]);
    const batches = await Promise.all(ids.map((id) => finished(office, head, id)));
    expect(office.engine.completed).to.have.lengthOf(2);
    expect(office.bsre.attempts).to.have.lengthOf(2);
    for (const batch of batches) expect(results(batch)).to.deep.equal(Array(2).fill(['signed', null]));
  });

  it('signs once when the same draft is sent twice in one request', async () => {
    const office = createSampleOffice();
    const draft = await office.given.verified();
    await finished(office, head, await office.desk.approve(head, [request(draft), request(draft)], right()));
    expect(office.engine.completed).to.have.lengthOf(1);
  });

  it('refuses a draft that was printed again after the head saw it', async () => {
    const office = createSampleOffice();
    const seen = await office.given.verified();
    const { sha256 } = await office.documents.put(Buffer.from('%PDF-1.7 lain'));
    await office.store.drafts.save({
      sha256,
      applicationNumber: seen.applicationNumber,
      family: (await office.store.drafts.find(seen.draftSha256))!.family,
      previewSha256: sha256,
    });
    await office.store.cases.change(seen.applicationNumber, { draftSha256: sha256 });
    for (const draftSha256 of [seen.draftSha256, sha256]) {
      const batch = await finished(
        office,
        head,
        await office.desk.approve(head, [{ applicationNumber: seen.applicationNumber, draftSha256 }], right()),
      );
      expect(batch.documents[0]!.status, 'neither the old bytes nor the new, unverified ones').to.equal('refused');
    }
    expect(office.engine.completed).to.have.lengthOf(0);
    expect(office.grants.size).to.equal(0);
  });

  it('refuses a draft whose newest verification says "invalid" or was itself refused', async () => {
    const office = createSampleOffice();
    const invalid = await office.given.verified();
    await office.given.decision(invalid.applicationNumber, 5, PEOPLE.endah, {
      verification: 'invalid',
      note: 'Nama ibu keliru',
    });
    const unlawful = await office.given.drafted();
    await office.given.decision(unlawful.applicationNumber, 5, PEOPLE.sri, { verification: 'valid' }, 'WRONG_ROLE');
    office.engine.offer({ elementId: 'approve-signing', processInstanceKey: unlawful.processInstanceKey });
    const batch = await finished(
      office,
      head,
      await office.desk.approve(head, [invalid, unlawful].map(request), right()),
    );
    expect(batch.documents.map(({ status }) => status)).to.deep.equal(['refused', 'refused']);
    expect((await office.desk.signingList(head)).drafts).to.deep.equal([]);
  });

  it('keeps four eyes: who verified does not sign, the rest of the batch does', async () => {
    const office = createSampleOffice();
    const own = await office.given.drafted();
    await office.given.decision(own.applicationNumber, 5, PEOPLE.dewi, { verification: 'valid' });
    office.engine.offer({ elementId: 'approve-signing', processInstanceKey: own.processInstanceKey });
    const other = await office.given.verified();
    const dewi = PEOPLE.dewi.username;
    expect((await office.desk.signingList(dewi)).drafts.map(({ blocked }) => blocked)).to.have.members([
      'FOUR_EYES',
      null,
    ]);
    const batch = await finished(office, dewi, await office.desk.approve(dewi, [own, other].map(request), right()));
    expect(batch.documents.map(({ status }) => status)).to.deep.equal(['refused', 'signed']);
    expect(office.bsre.attempts).to.deep.equal([other.applicationNumber]);
  });

  it('lets a stand-in sign on the days of his letter and on no other', async () => {
    const office = createSampleOffice();
    const draft = await office.given.verified();
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
    const rini = PEOPLE.rini.username;
    await office.store.people.delegate({
      from: head,
      to: rini,
      role: 'kepala-dinas',
      kind: 'Plh',
      validFrom: '2020-01-01',
      validTo: '2020-01-02',
    });
    expect(await failure(office.desk.signingList(rini))).to.equal('WRONG_ROLE');
    await office.store.people.delegate({
      from: head,
      to: rini,
      role: 'kepala-dinas',
      kind: 'Plh',
      validFrom: today,
      validTo: today,
    });
    expect((await office.desk.signingList(rini)).actingAs).to.equal('Plh');
    const batch = await finished(office, rini, await office.desk.approve(rini, [request(draft)], right()));
    expect(batch.documents[0]!.status).to.equal('signed');
  });

  it('lets nobody else sign, reject or watch', async () => {
    const office = createSampleOffice();
    const draft = await office.given.verified();
    for (const { username } of [PEOPLE.sri, PEOPLE.endah, PEOPLE.rini, PEOPLE.budi, { username: 'siapa' }]) {
      const passphrase = right();
      const expected = username === PEOPLE.budi.username || username === 'siapa' ? 'UNKNOWN_OFFICER' : 'WRONG_ROLE';
      expect(await failure(office.desk.approve(username, [request(draft)], passphrase)), username).to.equal(expected);
      expect(
        passphrase.every((byte) => byte === 0),
        'overwritten all the same',
      ).to.equal(true);
      expect(await failure(office.desk.reject(username, draft.applicationNumber, 'tidak sesuai'))).to.equal(expected);
      expect(await failure(office.desk.progress(username, [draft.applicationNumber]))).to.equal(expected);
    }
    expect(office.engine.completed).to.have.lengthOf(0);
    const id = await office.desk.approve(head, [request(draft)], right());
    await finished(office, head, id);
    expect(await remedy(office.desk.batch(PEOPLE.dewi.username, id))).to.contain('tidak dikenal');
  });

  it('overwrites the passphrase before it answers, and never writes it anywhere', async () => {
    const office = createSampleOffice();
    const draft = await office.given.verified();
    const passphrase = right();
    const id = await office.desk.approve(head, [request(draft)], passphrase);
    expect(passphrase.every((byte) => byte === 0)).to.equal(true);
    await finished(office, head, id);
    const written = JSON.stringify([
      office.log,
      office.store.rows.journal,
      office.engine.completed,
      office.store.rows.decisions,
    ]);
    expect(written).to.contain('card-signed');
    expect(written).to.not.contain(RIGHT_PASSPHRASE);
  });

  it('asks for a choice and a passphrase', async () => {
    const office = createSampleOffice();
    const draft = await office.given.verified();
    expect(await remedy(office.desk.approve(head, [], right()))).to.contain('Pilih paling sedikit satu');
    expect(await remedy(office.desk.approve(head, [request(draft)], Buffer.alloc(0)))).to.contain('Ketik passphrase');
  });

  it('withdraws the grant when the task cannot be completed', async () => {
    const office = createSampleOffice();
    const draft = await office.given.verified();
    office.engine.completeTask = () => Promise.reject(new Error('gateway gone'));
    const batch = await finished(office, head, await office.desk.approve(head, [request(draft)], right()));
    expect(batch.documents[0]!.status).to.equal('refused');
    expect(office.grants.size).to.equal(0);
  });

  it('can be read from the case itself, also without the batch', async () => {
    const office = createSampleOffice();
    const [waiting, signed, failed, rejected] = [
      await office.given.verified(),
      await office.given.verified(),
      await office.given.verified(),
      await office.given.verified(),
    ];
    await finished(office, head, await office.desk.approve(head, [request(signed)], right()));
    await finished(office, head, await office.desk.approve(head, [request(failed)], Buffer.from('salah')));
    await office.desk.reject(head, rejected.applicationNumber, 'Tanggal lahir anak keliru');
    const statuses = await office.desk.progress(
      head,
      [waiting, signed, failed, rejected].map((d) => d.applicationNumber),
    );
    expect(statuses.map(({ status, reason }) => [status, reason])).to.deep.equal([
      ['waiting', null],
      ['signed', null],
      ['returned', 'Passphrase salah. Ketik ulang; sistem tidak mencoba sendiri.'],
      ['returned', 'Dikembalikan kepada Kasi/Kabid.'],
    ]);
  });
});

describe('Rejecting a draft', () => {
  it("completes the head's task with his reason, for Kasi/Kabid", async () => {
    const office = createSampleOffice();
    const draft = await office.given.verified();
    await office.desk.reject(head, draft.applicationNumber, '  Nama ibu keliru  ');
    expect(office.engine.completed).to.deep.equal([
      {
        userTaskKey: draft.task.userTaskKey,
        username: head,
        variables: { signing: 'rejected', note: 'Nama ibu keliru' },
      },
    ]);
    office.engine.offer({ elementId: 'verify-draft', processInstanceKey: draft.processInstanceKey });
    const { tasks } = await office.desk.dashboard(PEOPLE.endah.username);
    expect(tasks[0]!.returned).to.deep.equal({
      code: 'REJECTED_BY_HEAD',
      by: 'Agus Hartanto',
      note: 'Nama ibu keliru',
    });
  });
  it('wants a reason, and none with numbers of people in it', async () => {
    const office = createSampleOffice();
    const draft = await office.given.verified();
    expect(await remedy(office.desk.reject(head, draft.applicationNumber, '  '))).to.contain('Tulis alasan');
    expect(await failure(office.desk.reject(head, draft.applicationNumber, 'NIK 3402155203850002 keliru'))).to.equal(
      'NOTE_HOLDS_PERSONAL_DATA',
    );
    expect(office.engine.completed).to.have.lengthOf(0);
  });
  it('is not possible while the draft is being signed', async () => {
    const office = createSampleOffice({ waits: { proof: 200 } });
    office.bsre.silent = true;
    const draft = await office.given.verified();
    await office.desk.approve(head, [request(draft)], right());
    expect(await remedy(office.desk.reject(head, draft.applicationNumber, 'terlambat menolak'))).to.contain(
      'sedang ditandatangani',
    );
    await office.desk.drain();
  });
});

describe('A batch under way', () => {
  it('says that BSrE does not answer while the signing worker tries again', async () => {
    const office = createSampleOffice({ waits: { proof: 2_000 } });
    office.bsre.silent = true;
    const draft = await office.given.verified();
    const id = await office.desk.approve(head, [request(draft)], right());
    await office.store.journal.write({
      applicationNumber: draft.applicationNumber,
      actor: head,
      event: 'signing-failed',
      step: 7,
      detail: { code: 'BSRE_UNREACHABLE' },
    });
    while (results(await office.desk.batch(head, id))[0]![1] === null) await sleep(5);
    expect(results(await office.desk.batch(head, id))).to.deep.equal([
      ['signing', 'BSrE sedang tidak menjawab. Sistem mencoba lagi sendiri selama persetujuan masih berlaku.'],
    ]);
    expect(office.grants.open(draft.draftSha256), 'the worker still needs it').to.not.equal(undefined);
    await office.desk.drain();
  });
  it('does not hold up the closing of the office, and begins nothing more', async () => {
    const office = createSampleOffice({ waits: { proof: 60_000, follow: 60_000 } });
    office.bsre.silent = true;
    const drafts = [await office.given.verified(), await office.given.verified()];
    const id = await office.desk.approve(head, drafts.map(request), right());
    while (office.engine.completed.length === 0) await sleep(5);
    await office.desk.drain(); // a minute would be the time of the test
    expect((await office.desk.batch(head, id)).documents.map(({ status }) => status)).to.deep.equal([
      'signing',
      'not-processed',
    ]);
    expect(office.engine.completed).to.have.lengthOf(1);
  });
});

async function failure(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    (error: { code?: string }) => error.code,
  );
}
async function remedy(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => '',
    (error: { remedy?: string }) => error.remedy ?? '',
  );
}
