import { expect } from 'chai';
import { mock } from 'node:test';
import { createKeyRing } from '../../src/signing/p12/key-ring.ts';
import type { SigningIdentity } from '../../src/signing/pades/identity.ts';
import { headIdentity } from './test-office.ts';

describe('The key ring', () => {
  const given = (lifeMs?: number) => {
    let opened = 0;
    const open = async (_file: Buffer, passphrase: Buffer): Promise<SigningIdentity> => {
      opened += 1;
      if (passphrase.toString() === 'salah') throw new Error('wrong');
      return headIdentity();
    };
    return { ring: createKeyRing(open, lifeMs), times: () => opened };
  };
  const file = Buffer.from('berkas');
  const right = () => Buffer.from('benar');

  it('opens a key once for a queue of cards', async () => {
    const { ring, times } = given();
    const [one, other] = await Promise.all([ring(file, right()), ring(file, right())]);
    expect(one).to.equal(other);
    expect(await ring(file, right())).to.equal(one);
    expect(times()).to.equal(1);
  });

  it('asks again for another passphrase and for another file, however they are cut', async () => {
    const { ring, times } = given();
    for (const [bytes, passphrase] of [
      ['berkas', 'benar'],
      ['berkas', 'Benar'],
      ['berkasb', 'enar'],
      ['berka', 'sbenar'],
    ] as const)
      await ring(Buffer.from(bytes), Buffer.from(passphrase));
    expect(times()).to.equal(4);
  });

  it('keeps nothing of a wrong passphrase', async () => {
    const { ring, times } = given();
    for (let attempt = 0; attempt < 2; attempt += 1)
      expect(await ring(file, Buffer.from('salah')).catch(() => 'refused')).to.equal('refused');
    expect(times()).to.equal(2);
  });

  it('forgets a key by itself, also one that is used all the time', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const { ring, times } = given(60_000);
      for (let second = 0; second < 180; second += 10) {
        await ring(file, right());
        mock.timers.tick(10_000);
      }
      expect(times(), 'once a minute').to.equal(3);
    } finally {
      mock.timers.reset();
    }
  });
});
