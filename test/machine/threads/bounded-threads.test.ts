import { expect } from 'chai';
import {
  createBoundedThreads,
  ThreadsBusy,
  WorkExhausted,
  type BoundedThreads,
  type Bounds,
} from '../../../src/machine/threads/bounded-threads.ts';
import type { Work } from './work-in-thread.ts';

describe('The threads for what strangers send', () => {
  let threads: BoundedThreads<Work, string> | undefined;
  afterEach(() => threads?.close());

  function given(bounds: Partial<Bounds> = {}) {
    const made = createBoundedThreads<Work, string>(
      { filename: import.meta.resolve('./work-in-thread.ts'), name: 'work' },
      { limitMs: 200, heapMb: 32, threads: 1, waitingEach: 9, waiting: 9, givenUpMs: 30_000, ...bounds },
    );
    threads = made;
    const asks = (does: Work['does'], askedBy = 'a', begun = new Int32Array(new SharedArrayBuffer(4))) =>
      made.run({ does, begun }, askedBy).then(
        (answer) => ({ answer, begun: begun[0] }),
        (error: unknown) => ({ error, begun: begun[0] }),
      );
    return asks;
  }

  it('end a work that turns for ever, and are ready for the next one', async () => {
    const asks = given();
    const [turning, next] = await Promise.all([asks('turns for ever'), asks('answers')]);
    expect(turning).to.deep.include({ begun: 1 }).and.have.property('error').that.is.instanceOf(WorkExhausted);
    expect(next).to.deep.equal({ answer: 'answer 1', begun: 1 });
  });

  it('end a work that fills the memory, and leave that of the office alone', async () => {
    const asks = given({ limitMs: 20_000 });
    const filling = await asks('fills the memory');
    expect(filling).to.deep.include({ begun: 1 }).and.have.property('error').that.is.instanceOf(WorkExhausted);
    expect(await asks('answers')).to.deep.equal({ answer: 'answer 1', begun: 1 });
  });

  it('lose nothing when a thread dies: another one does its work once more, and not for ever', async () => {
    const asks = given();
    expect(await asks('dies once')).to.deep.equal({ answer: 'answer 2', begun: 2 });
    const always = await asks('dies always');
    expect(always).to.have.property('begun', 2);
    expect(always).to.have.property('error').that.is.instanceOf(Error).and.not.instanceOf(WorkExhausted);
    expect(await asks('answers')).to.deep.equal({ answer: 'answer 1', begun: 1 });
  });

  it('hand on a fault of the work', async () => {
    expect(await given()('fails'))
      .to.have.property('error')
      .that.is.instanceOf(Error)
      .with.property('message', 'a fault of ours');
  });

  it('say that they are busy when the line is full, or the machine does not come to an end', async () => {
    const full = given({ waitingEach: 0 });
    const [, second] = await Promise.all([full('turns for ever'), full('answers')]);
    expect(second).to.deep.include({ begun: 0 }).and.have.property('error').that.is.instanceOf(ThreadsBusy);
    await threads?.close();
    const slow = given({ limitMs: 20_000, givenUpMs: 500 });
    expect(await slow('turns for ever'))
      .to.have.property('error')
      .that.is.instanceOf(ThreadsBusy);
  });
});
