import { expect } from 'chai';
import { createOperaton } from '../../../src/process/operaton/create-operaton.ts';
import { checkLockedTasks } from '../../../src/process/operaton/shapes.ts';
import { silent } from '../../store/database.ts';
import { TestOffice, worker } from '../contract/office.ts';
import { drawing, end, receive, start, way, work } from '../drawing.ts';
import { eventually, finished, correlateUntilTaken } from '../engine-under-test.ts';
import { withEngine } from './with-engine.ts';

function middleGap(moments: readonly number[]): number {
  const gaps = moments.slice(1).map((moment, index) => moment - moments[index]!);
  return gaps.toSorted((one, other) => one - other)[Math.floor(gaps.length / 2)]!;
}

describe('A job of the embedded engine', () => {
  const running = withEngine();
  const officeOf = () => {
    const engine = createOperaton({ url: running.url, secret: running.secret, logger: silent });
    const nothing = () => Promise.resolve();
    return new TestOffice({ engine, store: running.store, advance: nothing, restart: nothing, movable: true });
  };
  const model = (type: string) =>
    drawing(
      [start(), work('render-card', { type }), receive('card-received', 'card-received'), end()],
      way('application-submitted', 'render-card', 'card-received', 'done'),
    );

  it('whose worker died comes again when its lock is over, under the same key', async () => {
    const office = officeOf();
    const caseNumber = await office.begin(model('lost-render'));
    const fetched = checkLockedTasks(
      await running.rest.post('external-task/fetchAndLock', {
        workerId: 'dead',
        maxTasks: 1,
        topics: [{ topicName: 'lost-render', lockDuration: 30_000, includeExtensionProperties: true }],
      }),
    );
    expect(fetched.map(({ businessKey }) => businessKey)).to.deep.equal([caseNumber]);
    const found = worker('lost-render');
    const workers = office.engine.work([found.definition], undefined);
    await running.advance('PT31S');
    await correlateUntilTaken(office.under, caseNumber, 'card-received');
    await finished(office.under, caseNumber);
    expect(found.deliveries.map(({ job }) => job.once)).to.deep.equal([
      `${caseNumber}:${fetched[0]?.activityInstanceId ?? ''}`,
    ]);
    await workers.stop();
  });

  it('whose lock ran out while its worker goes on is not begun a second time by it', async () => {
    const office = officeOf();
    let finish: (() => void) | undefined;
    const slow = worker('slow-render', () => new Promise<void>((resolve) => (finish = resolve)));
    const workers = office.engine.work([slow.definition], undefined);
    const caseNumber = await office.begin(model('slow-render'));
    const done = await eventually(() => finish, 'running handler');
    const lock = async () => JSON.stringify(await running.rest.get('external-task', { topicName: 'slow-render' }));
    const first = await lock();
    await running.advance('PT31S');
    await eventually(async () => ((await lock()) === first ? undefined : true), 'second delivery');
    done();
    await correlateUntilTaken(office.under, caseNumber, 'card-received');
    await finished(office.under, caseNumber);
    expect(slow.deliveries).to.have.length(1);
    await workers.stop();
  });

  it('that is done while the engine is dead is reported when it is back, and not done again', async () => {
    const office = officeOf();
    let finish: (() => void) | undefined;
    const held = worker('held-render', () => new Promise<void>((resolve) => (finish = resolve)));
    const workers = office.engine.work([held.definition], undefined);
    const caseNumber = await office.begin(model('held-render'));
    const done = await eventually(() => finish, 'running handler');
    const back = running.kill();
    done();
    await back;
    await correlateUntilTaken(office.under, caseNumber, 'card-received');
    await finished(office.under, caseNumber);
    expect(held.deliveries).to.have.length(1);
    await workers.stop();
  });

  it('reaches the next worker within the time of a few round trips', async () => {
    const office = officeOf();
    const steps = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'];
    const moments: number[] = [];
    const passing = worker('passing', () => {
      moments.push(performance.now());
    });
    const workers = office.engine.work([passing.definition], undefined);
    const caseNumber = await office.begin(
      drawing(
        [start(), ...steps.map((id) => work(id, { type: 'passing' })), end()],
        way('application-submitted', ...steps, 'done'),
      ),
    );
    await finished(office.under, caseNumber);
    await workers.stop();
    const trips: number[] = [performance.now()];
    for (const _ of steps) {
      await running.rest.get('process-instance/count');
      trips.push(performance.now());
    }
    // One long poll would last a second, some hundred round trips: the steps may not have waited for the end of one.
    expect(middleGap(moments)).to.be.lessThan(Math.max(500, 50 * middleGap(trips)));
  });
});
