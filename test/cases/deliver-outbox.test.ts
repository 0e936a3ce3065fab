import { expect } from 'chai';
import { deliver, deliverOutbox } from '../../src/cases/deliver-outbox.ts';
import type { OutboxMessage } from '../../src/store/store.ts';
import { errorOf } from '../store/given.ts';
import { until } from '../until.ts';
import { withOffice } from './office.ts';

describe('Delivering the outbox', () => {
  const given = withOffice();
  afterEach(() => {
    given.office.faults = {};
  });
  const voidedOf = async (applicationNumber: string): Promise<Record<string, string | null>> =>
    Object.fromEntries<string | null>(
      (await given.office.store.outbox.of(applicationNumber)).map(({ messageId, voidBecause }) => [
        messageId.split(':', 1)[0] ?? '',
        voidBecause,
      ]),
    );
  const put = (applicationNumber: string, name: OutboxMessage['name'], about: string | null = null) =>
    given.office.store.outbox.put({
      messageId: `${name}:${applicationNumber}:${about ?? ''}`,
      name,
      applicationNumber,
      about,
    });

  it('leaves a message that nobody waits for yet, and one of a case that the engine does not have', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    await put(applicationNumber, 'card-received');
    expect(await deliverOutbox(office.dependencies)(0)).to.equal(0);
    expect((await office.store.outbox.waiting(0)).map(({ name }) => name)).to.deep.equal(['card-received']);
    await office.store.outbox.void(`card-received:${applicationNumber}:`, 'too-late');
  });

  it('gives up what a case that has ended cannot take any more, and says so', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.submit();
    await office.applicants.withdraw(applicationNumber, pin);
    await office.settle();
    await put(applicationNumber, 'card-received');
    await deliverOutbox(office.dependencies)(0);
    expect(await voidedOf(applicationNumber)).to.deep.include({ 'card-received': 'case-ended', withdrawn: null });
    expect((await office.journal(applicationNumber, 'message-void'))[0]).to.deep.include({
      actor: 'sistem',
      step: null,
      detail: { message: 'card-received', because: 'case-ended' },
    });
  });

  it('starts a case with what its way depends on, and notes that the engine has it', async () => {
    const { office } = given;
    const started: unknown[] = [];
    office.faults.start = async (applicationNumber, variables) => {
      started.push([applicationNumber, variables]);
      await office.engine.start(applicationNumber, variables);
    };
    const { applicationNumber } = await office.submit();
    office.faults = {};
    const { reason, elements, siakWay, takenUpAt } = await office.case(applicationNumber);
    expect(elements).to.deep.equal(['pendidikan']);
    expect(started).to.deep.equal([[applicationNumber, { reason, elements, siakWay }]]);
    expect(takenUpAt).to.not.equal(null);
  });

  it('tells of the newest message that did not arrive, once the applicant has to act on it', async () => {
    const { office } = given;
    const newest = async (applicationNumber: string) =>
      (await office.store.messages.of(applicationNumber)).filter(({ direction }) => direction === 'out').at(-1)!.sid;
    const request = await office.opened();
    await office.decides('sri', request.applicationNumber, 'examine-application', {
      examination: 'incomplete',
      missingDocuments: ['ijazah'],
    });
    const card = await office.delivered();
    for (const [{ applicationNumber }, name, element] of [
      [request, 'request-undeliverable', 'reach-applicant'],
      [card, 'card-undeliverable', 'hand-over-card'],
    ] as const) {
      await put(applicationNumber, name, await newest(applicationNumber));
      expect(await deliverOutbox(office.dependencies)(0)).to.equal(1);
      await office.settle();
      expect(await office.openElements(applicationNumber)).to.deep.equal([element]);
      expect((await office.store.outbox.of(applicationNumber)).at(-1)).to.deep.include({ name, voidBecause: null });
    }
    // The request was told otherwise and answered: that it did not arrive is of no matter any more.
    await office.decides('sri', request.applicationNumber, 'reach-applicant');
    await office.applicants.complete(request.applicationNumber, request.pin, [await office.paper('ijazah')]);
    await office.settle();
    await office.store.outbox.put({
      messageId: 'request-undeliverable:late',
      name: 'request-undeliverable',
      applicationNumber: request.applicationNumber,
      about: (await office.store.messages.of(request.applicationNumber)).find(
        ({ purpose }) => purpose === 'incomplete',
      )!.sid,
    });
    expect(await deliverOutbox(office.dependencies)(0)).to.equal(0);
    expect((await office.store.outbox.of(request.applicationNumber)).at(-1)).to.include({ voidBecause: 'overtaken' });
  });

  it('gives up an answer to a question that is no longer open: it must not answer the next one', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.opened();
    const ask = () =>
      office.decides('sri', applicationNumber, 'examine-application', {
        examination: 'incomplete',
        missingDocuments: ['ijazah'],
      });
    await ask();
    const [first] = (await office.store.decisions.of(applicationNumber)).slice(-1);
    await office.applicants.complete(applicationNumber, pin, [await office.paper('ijazah')]);
    await office.settle();
    await ask();
    await put(applicationNumber, 'completion-received', first!.taskId);
    await deliverOutbox(office.dependencies)(0);
    expect((await voidedOf(applicationNumber))['completion-received']).to.equal('overtaken');
    expect(await office.openElements(applicationNumber)).to.deep.equal([]);
  });

  it('takes a completion that names no question: in rows of the first edition none was noted', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    await office.asksAgain(applicationNumber, ['ijazah']);
    await put(applicationNumber, 'completion-received');
    expect(await deliverOutbox(office.dependencies)(0)).to.equal(1);
    await office.settle();
    expect(await office.openElements(applicationNumber)).to.deep.equal(['examine-application']);
  });

  it('lets a completion wait whose question was taken back, until the next question overtakes it', async () => {
    const { office } = given;
    const { applicationNumber } = await office.opened();
    await put(applicationNumber, 'completion-received', 'the task that asked');
    expect(await deliverOutbox(office.dependencies)(0)).to.equal(0);
    expect(await voidedOf(applicationNumber)).to.include({ 'completion-received': null });
    await office.asksAgain(applicationNumber, ['ijazah']);
    expect(await voidedOf(applicationNumber)).to.include({ 'completion-received': 'overtaken' });
  });

  it('gives up that a card did not arrive, once the applicant has it or where no message brought it', async () => {
    const { office } = given;
    const received = await office.delivered();
    const { sid } = office.messenger.of(received.applicationNumber, 'card').at(-1)!;
    await office.store.cases.change(received.applicationNumber, { state: 'delivered' });
    const unsent = await office.opened();
    await office.store.cases.change(unsent.applicationNumber, { state: 'delivery' });
    for (const { applicationNumber } of [received, unsent]) {
      await put(applicationNumber, 'card-undeliverable', sid);
      await deliverOutbox(office.dependencies)(0);
      expect(await voidedOf(applicationNumber)).to.include({ 'card-undeliverable': 'overtaken' });
    }
  });

  it('gives up a failure of a message that is not the newest any more', async () => {
    const { office } = given;
    const { applicationNumber } = await office.delivered();
    await put(applicationNumber, 'card-undeliverable', 'SM-of-an-earlier-try');
    await put(applicationNumber, 'request-undeliverable', 'SM-of-a-request');
    await deliverOutbox(office.dependencies)(0);
    expect(await voidedOf(applicationNumber)).to.include({
      'card-undeliverable': 'overtaken',
      'request-undeliverable': 'overtaken',
    });
    expect(await office.openElements(applicationNumber)).to.deep.equal([]);
  });

  it('delivers the others when one message fails, and throws only when nothing gets through', async () => {
    const { office } = given;
    const [bad, good] = [await office.opened(), await office.opened()];
    office.faults.correlate = () => Promise.reject(new Error('away'));
    for (const { applicationNumber, pin } of [bad, good]) await office.applicants.withdraw(applicationNumber, pin);
    expect(await errorOf(deliverOutbox(office.dependencies)(0))).to.include({ message: 'away' });
    office.faults.correlate = (message) =>
      message.caseNumber === bad.applicationNumber
        ? Promise.reject(new Error('this one'))
        : office.engine.correlate(message);
    expect(await deliverOutbox(office.dependencies)(0)).to.equal(1);
    office.faults = {};
    await office.settle();
    for (const { applicationNumber } of [bad, good])
      expect((await office.case(applicationNumber)).state).to.equal('withdrawn');
  });

  it('delivers behind a hundred messages that nobody waits for, and behind some that always fail', async () => {
    const { office } = given;
    const early = await office.submit();
    const waiting = Array.from({ length: 150 }, (_, i) => `${i}`);
    for (const about of waiting) await put(early.applicationNumber, 'card-received', about);
    const cases = [];
    for (let i = 0; i < 4; i++) cases.push(await office.opened());
    office.faults.correlate = () => Promise.reject(new Error('away'));
    for (const { applicationNumber, pin } of cases) await office.applicants.withdraw(applicationNumber, pin);
    const good = cases.at(-1)!.applicationNumber;
    office.faults.correlate = (message) =>
      message.caseNumber === good || message.caseNumber === early.applicationNumber
        ? office.engine.correlate(message)
        : Promise.reject(new Error('always'));
    const run = () => deliverOutbox(office.dependencies)(0).catch(() => 0);
    let taken = 0;
    for (let runs = 0; runs < 4 && taken === 0; runs++) taken = await run();
    expect(taken).to.equal(1);
    office.faults = {};
    for (const about of waiting)
      await office.store.outbox.void(`card-received:${early.applicationNumber}:${about}`, 'too-late');
    await office.settle();
    for (const { applicationNumber } of cases)
      expect((await office.case(applicationNumber)).state).to.equal('withdrawn');
  });

  it('asks an engine that is away three times, and leaves the rest for later', async () => {
    const { office } = given;
    const cases = [];
    for (let i = 0; i < 4; i++) cases.push(await office.submit());
    let asked = 0;
    office.faults.correlate = () => {
      asked += 1;
      return Promise.reject(new Error('away'));
    };
    for (const { applicationNumber, pin } of cases) await office.applicants.withdraw(applicationNumber, pin);
    expect(asked, 'each at once').to.equal(4);
    await errorOf(deliverOutbox(office.dependencies)(0));
    expect(asked).to.equal(4 + 3);
    office.faults = {};
    await office.settle();
  });

  it('holds no more than three connections over an engine that hangs, and delivers the rest later', async () => {
    const { office } = given;
    const cases = [];
    for (let i = 0; i < 5; i++) cases.push(await office.submit());
    office.faults.correlate = () => Promise.reject(new Error('away'));
    for (const { applicationNumber, pin } of cases) await office.applicants.withdraw(applicationNumber, pin);
    const waiting = await office.store.outbox.waiting(0);
    expect(waiting).to.have.length(5);
    const answers: (() => void)[] = [];
    office.faults.correlate = async (message) => {
      await new Promise<void>((resolve) => void answers.push(resolve));
      return office.engine.correlate(message);
    };
    const first = waiting.slice(0, 3).map((message) => deliver(office.dependencies, message));
    await until('three are under way', () => Promise.resolve(answers.length === 3));
    await Promise.all(waiting.slice(3).map((message) => deliver(office.dependencies, message)));
    expect(answers, 'nobody waits for the others').to.have.length(3);
    for (const answer of answers) answer();
    await Promise.all(first);
    office.faults = {};
    await deliver(office.dependencies, waiting[3]!);
    expect(await deliverOutbox(office.dependencies)(0), 'the last one').to.equal(1);
    await office.settle();
    for (const { applicationNumber } of cases)
      expect((await office.case(applicationNumber)).state).to.equal('withdrawn');
  });

  it('is delivered once by two processes at the same moment', async () => {
    const { office } = given;
    const { applicationNumber, pin } = await office.opened();
    office.faults.correlate = () => Promise.reject(new Error('away'));
    await office.applicants.withdraw(applicationNumber, pin);
    let deliveries = 0;
    office.faults.correlate = (message) => {
      deliveries += 1;
      return office.engine.correlate(message);
    };
    const taken = await Promise.all([1, 2, 3].map(() => deliverOutbox(office.dependencies)(0)));
    office.faults = {};
    expect(deliveries).to.equal(1);
    expect(taken.sort(), 'and only one says that it did').to.deep.equal([0, 0, 1]);
  });
});
