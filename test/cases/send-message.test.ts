import { expect } from 'chai';
import { createHash } from 'node:crypto';
import type { Failure } from '../../src/domain/failures.ts';
import { signedCard } from '../signing/test-office.ts';
import { errorOf } from '../store/given.ts';
import { BASE_URL, withOffice } from './office.ts';

describe('Sending a message', () => {
  const given = withOffice();
  afterEach(() => {
    given.office.messenger.losesAnswer = false;
  });
  const send = (applicationNumber: string, purpose: 'incomplete' | 'card' | 'closed', once: string) =>
    given.office.process.sendMessage({ applicationNumber }, purpose, { once: `${applicationNumber}:${once}` });
  const failureOf = async (work: Promise<unknown>) => (await errorOf(work)) as Failure;

  it('names the case, what is asked for and the officer’s words, and is written down with its SID', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    await office.decides('sri', applicationNumber, 'examine-application', {
      examination: 'incomplete',
      missingDocuments: ['ijazah'],
      note: 'Foto buram',
    });
    const [message] = office.messenger.of(applicationNumber, 'incomplete');
    expect(message).to.deep.include({
      purpose: 'incomplete',
      to: '+6281234567890',
      values: {
        applicationNumber,
        about: 'pendidikan, atas nama W••••• P•••••••••',
        trackingUrl: `${BASE_URL}/lacak`,
        missingDocuments: ['Ijazah terakhir'],
        note: 'Foto buram',
        ktpAffected: false,
        isLostCard: false,
      },
    });
    expect(message!.ref).to.match(/^[0-9A-F]{8}$/);
    const record = (await office.store.messages.of(applicationNumber)).find((row) => row.purpose === 'incomplete');
    expect(record).to.include({ purpose: 'incomplete', sid: message!.sid, direction: 'out', status: 'queued' });
    expect(record).to.include({ author: 'sistem', phone: '+6281234567890', errorCode: null });
    expect((await office.journal(applicationNumber, 'message-sent')).at(-1)).to.deep.include({
      step: 3,
      detail: { purpose: 'incomplete', sid: message!.sid },
    });
  });

  it('gives the officer’s words to requests only, also after other decisions lay between', async () => {
    const { office } = given;
    const made = await office.opened();
    office.messenger.next.push('NUMBER_UNREACHABLE');
    await office.decides('sri', made.applicationNumber, 'examine-application', {
      examination: 'incomplete',
      note: 'Foto buram',
    });
    await office.decides('sri', made.applicationNumber, 'reach-applicant');
    await office.engine.advance(7 * 86_400_000);
    const [reminder] = office.messenger.of(made.applicationNumber, 'reminder');
    expect(reminder?.values['note']).to.equal('Foto buram');
    await send(made.applicationNumber, 'closed', 'x');
    expect(office.messenger.of(made.applicationNumber, 'closed')[0]?.values['note']).to.equal('');
  });

  it('happens once: a job that comes again sends nothing, another visit sends again', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    await send(applicationNumber, 'incomplete', 'first');
    await send(applicationNumber, 'incomplete', 'first');
    expect(office.messenger.of(applicationNumber, 'incomplete')).to.have.length(1);
    await send(applicationNumber, 'incomplete', 'second');
    expect(office.messenger.of(applicationNumber, 'incomplete')).to.have.length(2);
  });

  it('asks WhatsApp nothing about a message that is known as sent', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    await send(applicationNumber, 'incomplete', 'known');
    const { find } = office.messenger;
    office.messenger.find = () => Promise.reject(new Error('asked'));
    try {
      await send(applicationNumber, 'incomplete', 'known');
    } finally {
      office.messenger.find = find;
    }
  });

  it('asks WhatsApp for its own reference before it sends again what may have been sent', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    office.messenger.losesAnswer = true;
    expect((await failureOf(send(applicationNumber, 'incomplete', 'lost'))).code).to.equal('WHATSAPP_UNREACHABLE');
    office.messenger.losesAnswer = false;
    await send(applicationNumber, 'incomplete', 'lost');
    const sent = office.messenger.of(applicationNumber, 'incomplete');
    expect(sent).to.have.length(1);
    expect(await office.store.messages.bySid(sent[0]!.sid)).to.include({ status: 'sent' });
  });

  it('asks the list for two minutes before it sends again what the list does not know', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    office.messenger.next.push('WHATSAPP_UNREACHABLE');
    expect((await failureOf(send(applicationNumber, 'incomplete', 'slow'))).code).to.equal('WHATSAPP_UNREACHABLE');
    const again = await failureOf(send(applicationNumber, 'incomplete', 'slow'));
    expect([again.code, again.detail]).to.deep.equal(['WHATSAPP_UNREACHABLE', 'an earlier attempt may still arrive']);
    expect(office.messenger.of(applicationNumber, 'incomplete')).to.have.length(0);
    await office.engine.advance(120_000);
    await send(applicationNumber, 'incomplete', 'slow');
    expect(office.messenger.of(applicationNumber, 'incomplete')).to.have.length(1);
  });

  it('leaves it to a person when two attempts were not answered and the list knows neither, and sends no more', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    const unknown = () => failureOf(send(applicationNumber, 'incomplete', 'unknown'));
    office.messenger.next.push('WHATSAPP_UNREACHABLE', 'WHATSAPP_UNREACHABLE');
    for (let attempt = 1; attempt <= 2; attempt++) {
      expect((await unknown()).code).to.equal('WHATSAPP_UNREACHABLE');
      await office.engine.advance(120_000);
    }
    const failure = await unknown();
    expect(failure.code).to.equal('MESSAGE_STATE_UNKNOWN');
    expect(failure.outcome).to.deep.equal({ kind: 'bpmn-error', error: 'UNDELIVERABLE' });
    const [row] = await office.journal(applicationNumber, 'message-undelivered');
    expect(row?.detail).to.deep.include({ purpose: 'incomplete', code: 'MESSAGE_STATE_UNKNOWN' });
    expect((await unknown()).code, 'the job comes again').to.equal('MESSAGE_STATE_UNKNOWN');
    expect(await office.journal(applicationNumber, 'message-undelivered')).to.have.length(1);
    expect(office.messenger.of(applicationNumber, 'incomplete')).to.have.length(0);
  });

  it('tries again at once, and as often as needed, while WhatsApp certainly takes nothing', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    for (let attempt = 1; attempt <= 4; attempt++) {
      office.messenger.next.push('WHATSAPP_NOT_TAKEN');
      expect((await failureOf(send(applicationNumber, 'incomplete', 'busy'))).code).to.equal('WHATSAPP_NOT_TAKEN');
    }
    await send(applicationNumber, 'incomplete', 'busy');
    expect(office.messenger.of(applicationNumber, 'incomplete')).to.have.length(1);
  });

  it('takes a card that it finds delivered as received: its callback does not come a second time', async () => {
    const { office } = given;
    const { applicationNumber } = await office.verified();
    office.messenger.losesAnswer = true;
    await office.signs(applicationNumber);
    office.messenger.losesAnswer = false;
    expect((await office.case(applicationNumber)).state).to.equal('delivery');
    office.messenger.statusFound = 'delivered';
    await office.engine.advance(10_000);
    await office.settle();
    office.messenger.statusFound = 'sent';
    expect(office.messenger.of(applicationNumber, 'card')).to.have.length(1);
    expect(await office.journal(applicationNumber, 'card-received')).to.have.length(1);
    expect((await office.case(applicationNumber)).state).to.equal('archived');
  });

  it('gives the case to a person when the number cannot be reached, or there is none, and journals why', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    office.messenger.next.push('NUMBER_UNREACHABLE');
    const failure = await failureOf(send(applicationNumber, 'incomplete', 'x'));
    expect(failure.outcome).to.deep.equal({ kind: 'bpmn-error', error: 'UNDELIVERABLE' });
    const [row] = await office.journal(applicationNumber, 'message-undelivered');
    expect(row?.detail).to.deep.include({ purpose: 'incomplete', code: 'NUMBER_UNREACHABLE' });
    expect(row?.step).to.equal(3);
    office.messenger.next.push('NUMBER_UNREACHABLE');
    const again = await failureOf(send(applicationNumber, 'incomplete', 'x'));
    expect(again.code, 'the job comes again').to.equal('NUMBER_UNREACHABLE');
    await office.store.cases.change(applicationNumber, { whatsapp: null });
    expect((await failureOf(send(applicationNumber, 'incomplete', 'y'))).code).to.equal('NUMBER_UNREACHABLE');
  });

  it('brings the card with a link and a media address, each for its own time', async () => {
    const { office } = given;
    const { applicationNumber } = await office.delivered();
    const [message] = office.messenger.of(applicationNumber, 'card');
    expect(message!.values['cardUrl']).to.match(/^https:\/\/kk\.example\.id\/unduh\/[\w-]{43}$/);
    expect(message!.mediaUrl).to.match(/^https:\/\/kk\.example\.id\/media\/[\w-]{43}\.pdf$/);
    const tokens = [String(message!.values['cardUrl']), message!.mediaUrl!].map((url) =>
      createHash('sha256').update(url.split('/').at(-1)!.replace('.pdf', '')).digest('hex'),
    );
    const links = await Promise.all(tokens.map((token) => office.store.links.find(token)));
    const hours = links.map((link) =>
      Math.round((link!.expiresAt.getTime() - office.engine.clock.now().getTime()) / 3.6e6),
    );
    expect(hours).to.deep.equal([30 * 24, 24]);
  });

  it('sends no card that our own strict verifier does not accept, and none that is not there', async () => {
    const { office } = given;
    const waiting = await office.verified();
    expect((await failureOf(send(waiting.applicationNumber, 'card', 'x'))).code).to.equal('STEP_NOT_REACHED');
    const { applicationNumber, draftSha256 } = await office.delivered();
    const { documents, store } = office.dependencies;
    const draft = await documents.get(draftSha256);
    const forged: Buffer[] = [
      draft,
      Buffer.concat([await signedCard(draft), Buffer.from('%\n')]),
      await signedCard(await documents.get((await store.cases.get(waiting.applicationNumber)).draftSha256!)),
    ];
    for (const [i, pdf] of forged.entries()) {
      const { sha256 } = await documents.put(pdf);
      await store.cases.change(applicationNumber, { signedSha256: sha256 });
      const failure = await failureOf(send(applicationNumber, 'card', `forged-${i}`));
      expect([failure.code, failure.detail]).to.deep.equal(['DOCUMENT_DAMAGED', 'signed card fails verification']);
    }
    expect(office.messenger.of(applicationNumber, 'card')).to.have.length(1);
  });
});
