import { expect } from 'chai';
import { CANARY_FAMILY } from './canary.ts';
import { canaryCases, type CanaryCases } from './canary-cases.ts';

describe('A family whose names stand nowhere else in the world', () => {
  let cases: CanaryCases;
  before(async function () {
    this.timeout(600_000);
    cases = await canaryCases();
  });

  it('takes every way on which something could slip out: a missing paper, a refusal of SIAK, a wrong passphrase, a failure of BSrE', async () => {
    expect(await cases.berkas.path()).to.include.members([
      'ask-for-completion',
      'enter-siak-refused',
      'sign-card-refused',
      'card-issued',
    ]);
    const { kkNumber, signedSha256 } = await cases.berkas.record;
    expect(kkNumber).to.equal(CANARY_FAMILY.kkNumber);
    expect(signedSha256).to.match(/^[0-9a-f]{64}$/);
  });

  it('and a letter that no font of ours has: an incident, and no card', async () => {
    expect((await cases.unprintable.record).signedSha256).to.equal(null);
  });
});
