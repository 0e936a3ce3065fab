import { expect } from 'chai';
import { each } from '../../src/cases/each.ts';

describe('Each of several is done', () => {
  const trying = async (fails: readonly number[], endsAll?: (error: unknown) => boolean) => {
    const tried: number[] = [];
    const work = async (item: number) => {
      await Promise.resolve();
      tried.push(item);
      if (fails.includes(item)) throw new Error(`${item}`);
    };
    const thrown = await each([1, 2, 3, 4], work, endsAll).then(
      () => undefined,
      (error: unknown) => (error as Error).message,
    );
    return { tried, thrown };
  };

  it('one after the other, in their order', async () => {
    expect(await trying([])).to.deep.equal({ tried: [1, 2, 3, 4], thrown: undefined });
  });

  it('though some fail, and the first failure is thrown when all were tried', async () => {
    expect(await trying([2, 3])).to.deep.equal({ tried: [1, 2, 3, 4], thrown: '2' });
  });

  it('until one fails in a way that would meet all', async () => {
    const isThird = (error: unknown) => (error as Error).message === '3';
    expect(await trying([2, 3], isThird)).to.deep.equal({ tried: [1, 2, 3], thrown: '3' });
  });
});
