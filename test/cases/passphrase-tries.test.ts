import { expect } from 'chai';
import { createOfficerCases } from '../../src/cases/create-officer-cases.ts';
import { PASSPHRASE } from './external-services.ts';
import { PEOPLE, withOffice } from './office.ts';

describe('The tries of a passphrase', () => {
  const given = withOffice();

  /**
   * Sends one passphrase for so many verified drafts, as the desk does: counted first. Answers what is left of the
   * count.
   */
  async function afterSending(passphrase: string, drafts: number): Promise<number> {
    const { office } = given;
    const signer = PEOPLE.agus.username;
    const tries = office.limits.limit({ name: `passphrases-${drafts}-${passphrase}`, most: 10, windowSeconds: 300 });
    const officers = createOfficerCases({
      ...office.dependencies,
      waits: { poll: 5 },
      passphraseWasRight: (who) => tries.takeBack(who),
    });
    const requests = [];
    for (let serial = 0; serial < drafts; serial++) {
      const { applicationNumber, draftSha256 } = await office.verified();
      await office.reads('agus', applicationNumber);
      requests.push({ applicationNumber, draftSha256 });
    }
    await tries.count(signer);
    const id = await officers.approve(signer, requests, Buffer.from(passphrase));
    while (!(await officers.batch(signer, id)).finished) await office.settle();
    await officers.drain();
    return (await tries.look(signer)).used;
  }

  it('are not counted when it was right, however many drafts it signed', async () => {
    expect(await afterSending(PASSPHRASE, 3)).to.equal(0);
  });

  it('are counted when it was wrong', async () => {
    expect(await afterSending('salah', 2)).to.equal(1);
  });
});
