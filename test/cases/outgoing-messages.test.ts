import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { attemptMessage } from '../../src/cases/attempt-message.ts';
import { composeMessage, refOf } from '../../src/cases/compose-message.ts';
import { journalMessage } from '../../src/cases/journal-message.ts';
import { linkToken, tokenSha256 } from '../../src/cases/tokens.ts';
import { Failure } from '../../src/domain/failures.ts';
import { USUAL_CALENDAR } from '../../src/domain/office-calendar.ts';
import type { MessagePurpose } from '../../src/messaging/messaging.ts';
import type { CaseRecord, EffectRecord } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { INDONESIAN, LANGUAGES } from '../languages.ts';
import { noteBook } from './noted.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const ago = (ms: number) => new Date(NOW.getTime() - ms);
const NUMBER = 'KK-261127-ABCDEF';
const PHONE = '+6281234567890';
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error as { code?: string }).code ?? (error as Error).message,
  );

describe('An attempt to send a message', () => {
  const SENT = { ref: 'AB12CD34', to: PHONE };
  const OLD = 300_000;
  const effect = (change: Partial<EffectRecord> = {}) =>
    ({ key: 'message:1', attempts: 0, attemptedAt: null, intendedAt: ago(OLD - 1), ...change }) as EffectRecord;
  interface Given {
    readonly effect?: Partial<EffectRecord>;
    readonly known?: { sid: string; status: string };
    readonly failure?: Error;
    /** Whether nobody else attempted it meanwhile. */
    readonly isFirst?: boolean;
    readonly since?: Date;
  }
  async function attempts(given: Given) {
    const { did, note } = noteBook();
    const needs = {
      store: { effects: { attempt: note('attempt', given.isFirst ?? true), didNothing: note('did-nothing') } },
      messenger: { find: note('find', given.known) },
      now: () => NOW,
    } as unknown as Parameters<typeof attemptMessage>[0];
    const put = () => {
      did.push(['put']);
      return given.failure === undefined
        ? Promise.resolve({ sid: 'SM1', status: 'queued' })
        : Promise.reject(given.failure);
    };
    const sent = { ...SENT, since: given.since ?? NOW };
    const answer = await attemptMessage(needs, effect(given.effect), sent, put).catch(
      (error: unknown) => (error as { code?: string }).code ?? (error as Error).message,
    );
    return { answer, did };
  }
  const tried = (attempts: number, ms: number) => ({ attempts, attemptedAt: ago(ms) });

  it('is given up where another process was quicker', async () => {
    const { answer, did } = await attempts({ isFirst: false, effect: tried(1, 600_000) });
    expect([answer, did.at(-1)]).to.deep.equal([
      'WHATSAPP_UNREACHABLE',
      ['attempt', 'message:1', { at: NOW, after: 1 }],
    ]);
  });

  it('is counted before it is sent', async () => {
    expect(await attempts({})).to.deep.equal({
      answer: { sid: 'SM1', status: 'queued', wasFound: false },
      did: [['attempt', 'message:1', { at: NOW, after: 0 }], ['put']],
    });
  });

  it('after an earlier one asks WhatsApp’s list first, and sends nothing again that is there', async () => {
    const known = { sid: 'SM7', status: 'sent' };
    expect(await attempts({ effect: tried(1, 10), known })).to.deep.equal({
      answer: { ...known, wasFound: true },
      did: [['find', SENT, ago(OLD - 1)]],
    });
  });

  it('of what waited for long asks that list too: an office that was lost after the backup may have sent it', async () => {
    const known = { sid: 'SM7', status: 'delivered' };
    for (const [given, since] of [
      [{ since: ago(OLD) }, ago(OLD)],
      [{ effect: { intendedAt: ago(86_400_000) } }, ago(86_400_000)],
    ] as const) {
      expect(await attempts({ ...given, known })).to.deep.equal({
        answer: { ...known, wasFound: true },
        did: [['find', SENT, since]],
      });
      const { did } = await attempts(given);
      expect(
        did.map(([what]) => what),
        'it did not',
      ).to.deep.equal(['find', 'attempt', 'put']);
    }
  });

  it('waits two minutes for an earlier one that may still arrive', async () => {
    expect(await attempts({ effect: tried(1, 119_999) })).to.deep.equal({
      answer: 'WHATSAPP_UNREACHABLE',
      did: [['find', SENT, ago(OLD - 1)]],
    });
    const { answer, did } = await attempts({ effect: tried(1, 120_000) });
    expect(answer).to.include({ wasFound: false });
    expect(did.map(([what]) => what)).to.deep.equal(['find', 'attempt', 'put']);
  });

  it('is given to a person after two without an answer', async () => {
    expect((await attempts({ effect: tried(2, 120_000) })).answer).to.equal('MESSAGE_STATE_UNKNOWN');
    expect((await attempts({ effect: tried(2, 10) })).answer, 'the second may arrive').to.equal('WHATSAPP_UNREACHABLE');
    const nothing = { attempts: 5, attemptedAt: null };
    expect((await attempts({ effect: nothing })).answer, 'none of them was sent').to.include({ wasFound: false });
  });

  it('did nothing when WhatsApp says no; of silence nobody knows', async () => {
    const no = await attempts({ failure: new Failure('NUMBER_UNREACHABLE') });
    expect([no.answer, no.did.at(-1)]).to.deep.equal(['NUMBER_UNREACHABLE', ['did-nothing', 'message:1']]);
    for (const failure of [new Failure('WHATSAPP_UNREACHABLE'), new Error('torn')]) {
      const silent = await attempts({ failure });
      expect(silent.did.map(([what]) => what)).to.deep.equal(['attempt', 'put']);
      expect(silent.answer).to.equal(failure instanceof Failure ? 'WHATSAPP_UNREACHABLE' : 'torn');
    }
  });
});

describe('What a message to an applicant says', () => {
  const KEY = Buffer.alloc(32, 9);
  const decided = (step: number, answer: object) => ({ step, answer, refusedBecause: null, takenBackAt: null });
  const record = (change: Partial<CaseRecord> = {}) =>
    ({
      ...{ applicationNumber: NUMBER, whatsapp: PHONE, state: 'delivery', reason: 'perubahan-data' },
      ...{ application: sampleApplication(), amendedSha256: null, missingDocuments: ['ijazah'], ktpAffected: true },
      ...{ signedSha256: 'signed', draftSha256: 'draft', siakWay: 'simulator' },
      ...change,
    }) as unknown as CaseRecord;
  interface Given {
    readonly record?: Partial<CaseRecord>;
    readonly decisions?: readonly object[];
    readonly stoppedAt?: Date | null;
    readonly revocation?: object;
    readonly verification?: object;
    readonly words?: string;
  }
  const DECIDED = [
    decided(3, { examination: 'incomplete', note: 'Ijazah buram.' }),
    decided(3, { examination: 'refused', note: 'Bukan warga Bantul.' }),
  ];
  function composes(purpose: MessagePurpose, given: Given = {}) {
    const links: { tokenSha256: string; purpose: string; expiresAt: Date }[] = [];
    const verified: unknown[] = [];
    const valid = { valid: true, intact: true, signer: 'accepted', findings: [] };
    const needs = {
      store: {
        conversations: {
          find: () => Promise.resolve('stoppedAt' in given ? { stoppedAt: given.stoppedAt } : undefined),
        },
        decisions: { of: () => Promise.resolve(given.decisions ?? DECIDED) },
        revocations: { newest: () => Promise.resolve(given.revocation) },
        links: { put: (link: (typeof links)[number]) => Promise.resolve(void links.push(link)) },
      },
      documents: { get: (sha256: string) => Promise.resolve(Buffer.from(sha256)) },
      verifier: {
        verify: (...args: unknown[]) => (verified.push(args), Promise.resolve(given.verification ?? valid)),
      },
      settings: { baseUrl: 'https://kk.example.id', linkKey: KEY },
      calendar: USUAL_CALENDAR,
      languages: LANGUAGES,
      now: () => NOW,
    } as unknown as Parameters<typeof composeMessage>[0];
    const said = given.words === undefined ? undefined : { words: given.words, to: PHONE };
    const work = composeMessage(needs, record(given.record), purpose, 'once-1', said);
    return { work, links, verified };
  }
  const valuesOf = async (purpose: MessagePurpose, given: Given = {}) => (await composes(purpose, given).work).values;

  it('is for the number of the case, with a reference that finds it again', async () => {
    const message = await composes('incomplete').work;
    expect(message).to.deep.include({
      ...{ ref: refOf('once-1'), applicationNumber: NUMBER, purpose: 'incomplete', to: PHONE, language: INDONESIAN },
    });
    expect(message).to.not.have.property('mediaUrl');
    expect(refOf('once-1')).to.equal(createHash('sha256').update('once-1').digest('hex').slice(0, 8).toUpperCase());
    expect(message.values).to.deep.include({
      ...{
        applicationNumber: NUMBER,
        trackingUrl: 'https://kk.example.id/lacak',
        missingDocuments: ['Ijazah terakhir'],
      },
      ...{ note: 'Ijazah buram.', ktpAffected: true, isLostCard: false },
    });
    expect(message.values['about']).to.contain('W••••');
    expect(message.values).to.not.have.property('expectedOn');
  });

  it('names the day on which the office will look at it, when it has just come', async () => {
    expect((await valuesOf('received'))['expectedOn'])
      .to.be.a('string')
      .and.not.equal('');
  });

  it('says of a lost card that nothing has to be handed in', async () => {
    expect(await valuesOf('incomplete', { record: { reason: 'hilang' } })).to.include({ isLostCard: true });
  });

  it('gives the words of the officer: of the request, of the refusal, of the revocation, and no other', async () => {
    expect(await valuesOf('invalid')).to.include({ note: 'Ijazah buram.' });
    expect(await valuesOf('reminder')).to.include({ note: 'Ijazah buram.' });
    expect(await valuesOf('refused')).to.include({ note: 'Bukan warga Bantul.' });
    expect(await valuesOf('revoked', { revocation: { reason: 'Akta orang lain.' } })).to.include({
      note: 'Akta orang lain.',
    });
    expect(await valuesOf('revoked')).to.include({ note: '' });
    for (const purpose of ['received', 'closed', 'withdrawn'] as const)
      expect(await valuesOf(purpose), purpose).to.include({ note: '' });
    expect(await valuesOf('answer', { words: 'Datanglah besok.' })).to.include({ note: 'Datanglah besok.' });
    expect(await valuesOf('incomplete', { decisions: [decided(3, { examination: 'incomplete' })] })).to.include({
      note: '',
    });
    expect(await valuesOf('incomplete', { decisions: [] })).to.include({ note: '' });
  });

  it('goes to nobody without a number, or who asked us to stop', async () => {
    const fails = async (given: Given) => codeOf(composes('incomplete', given).work);
    expect(await fails({ record: { whatsapp: null } })).to.equal('NUMBER_UNREACHABLE');
    expect(await fails({ stoppedAt: ago(1) })).to.equal('NUMBER_UNREACHABLE');
    expect(await fails({ stoppedAt: null })).to.equal('done');
  });

  it('is not a refusal that nobody decided', async () => {
    const [request] = DECIDED;
    expect(await codeOf(composes('refused', { decisions: [request!] }).work)).to.equal('STEP_NOT_REACHED');
  });

  describe('with the card', () => {
    const token = (purpose: string) => linkToken(KEY, purpose, 'once-1');

    it('gives a link for thirty days, and an address for WhatsApp itself for a day', async () => {
      const { work, links } = composes('card');
      const { values, mediaUrl } = await work;
      expect(values['cardUrl']).to.equal(`https://kk.example.id/unduh/${token('card')}`);
      expect(mediaUrl).to.equal(`https://kk.example.id/media/${token('media')}.pdf`);
      const of = { applicationNumber: NUMBER };
      expect(links).to.deep.equal([
        { ...of, tokenSha256: tokenSha256(token('card')), purpose: 'card', expiresAt: ago(-30 * 24 * 3_600_000) },
        { ...of, tokenSha256: tokenSha256(token('media')), purpose: 'media', expiresAt: ago(-24 * 3_600_000) },
      ]);
      expect(values['note']).to.equal('');
    });

    it('sends nothing that our own verifier does not accept, against the draft that was approved', async () => {
      const { work, verified } = composes('card');
      await work;
      expect(verified).to.deep.equal([[Buffer.from('signed'), { approvedPdf: Buffer.from('draft') }]]);
      const invalid = { valid: false, intact: false, signer: 'accepted', findings: [] };
      expect(await codeOf(composes('card', { verification: invalid }).work)).to.equal('DOCUMENT_DAMAGED');
    });

    it('needs a signed card, and of our own the draft', async () => {
      const fails = async (change: Partial<CaseRecord>) => codeOf(composes('card', { record: change }).work);
      expect(await fails({ signedSha256: null })).to.equal('STEP_NOT_REACHED');
      expect(await fails({ draftSha256: null })).to.equal('DOCUMENT_DAMAGED');
      expect(await fails({ draftSha256: null, siakWay: 'siak-signed-pdf' })).to.equal('done');
    });

    it('is verified by itself where SIAK drew it, whose layout is its own', async () => {
      const layout = {
        valid: false,
        intact: false,
        signer: 'accepted',
        findings: [{ code: 'VISIBLE_AREA', ok: false }],
      };
      const bySiak = { record: { siakWay: 'siak-signed-pdf' } as const, verification: layout };
      const { work, verified } = composes('card', bySiak);
      await work;
      expect(verified).to.deep.equal([[Buffer.from('signed')]]);
      expect(await codeOf(composes('card', { verification: layout }).work)).to.equal('DOCUMENT_DAMAGED');
    });
  });
});

describe('The journal of a message', () => {
  it('says what was sent in which step, never a word of it', async () => {
    const rows: unknown[] = [];
    const tables = { journal: { write: (row: unknown) => Promise.resolve(void rows.push(row)) } };
    for (const [purpose, step] of [
      ['received', 1],
      ['incomplete', 3],
      ['invalid', 6],
      ['card', 8],
      ['reminder', null],
    ] as const) {
      await journalMessage(tables as unknown as Parameters<typeof journalMessage>[0], NUMBER, 'message-sent', {
        purpose,
        sid: 'SM1',
      });
      expect(rows.at(-1), purpose).to.deep.equal({
        ...{ applicationNumber: NUMBER, actor: 'sistem', event: 'message-sent', step },
        ...{ detail: { purpose, sid: 'SM1' } },
      });
    }
  });
});
