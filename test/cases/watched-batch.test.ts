import { expect } from 'chai';
import type { SigningBatch } from '../../src/cases/sign-drafts.ts';
import { until } from '../until.ts';
import { PASSPHRASE } from './external-services.ts';
import { PEOPLE, withOffice } from './office.ts';

const HEAD = PEOPLE.agus.username;

describe('Two batches with the same drafts', () => {
  const given = withOffice();
  const approve = (drafts: readonly { applicationNumber: string; draftSha256: string }[], passphrase = PASSPHRASE) =>
    given.office.officers.approve(HEAD, drafts, Buffer.from(passphrase));
  const outcome = (id: string): Promise<SigningBatch> =>
    until('every document has its outcome', async () => {
      await given.office.settle();
      const batch = await given.office.officers.batch(HEAD, id);
      return batch.finished ? batch : undefined;
    });

  it('show the same of each: signed once, and refused with the reason, though only one of them judged it', async () => {
    const { office } = given;
    const [read, unread] = [await office.verified(), await office.verified()];
    await office.officers.draft(HEAD, read.applicationNumber);
    const ids = await Promise.all([approve([read, unread]), approve([unread, read])]);
    const shown = (await Promise.all(ids.map(outcome))).map(({ documents }) =>
      Object.fromEntries(documents.map(({ applicationNumber, ...one }) => [applicationNumber, one])),
    );
    expect(shown[0]).to.deep.equal(shown[1]);
    expect(shown[0]![read.applicationNumber]).to.deep.equal({ status: 'signed', reason: null });
    expect(shown[0]![unread.applicationNumber]!.status).to.equal('refused');
    expect(shown[0]![unread.applicationNumber]!.reason).to.contain('ukuran');
    expect(office.signer.orders).to.have.length(1);
  });

  it('show the same when the passphrase is wrong: one returned, the others not processed', async () => {
    const { office } = given;
    const drafts = [await office.verified(), await office.verified()];
    for (const { applicationNumber } of drafts) await office.officers.draft(HEAD, applicationNumber);
    const ids = await Promise.all([approve(drafts, 'salah'), approve(drafts, 'salah')]);
    const [one, other] = await Promise.all(ids.map(outcome));
    expect(one!.documents).to.deep.equal(other!.documents);
    expect(one!.documents.map(({ status }) => status)).to.have.members(['returned', 'not-processed']);
    expect(one!.documents.every(({ reason }) => reason !== null && !reason.includes('Masih diproses'))).to.equal(true);
  });
});
