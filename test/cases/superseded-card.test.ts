import { expect } from 'chai';
import { lookUpCard } from '../../src/cases/look-up-card.ts';
import { cardToken } from '../../src/cases/tokens.ts';
import { verifyCard } from '../../src/cases/verify-card.ts';
import { withOffice } from './office.ts';

describe('A card whose family got a newer one', () => {
  const given = withOffice();
  const byQr = (applicationNumber: string) => {
    const { dependencies } = given.office;
    return lookUpCard(dependencies)(cardToken(dependencies.settings.linkKey, applicationNumber));
  };
  const byFile = async (applicationNumber: string) => {
    const { dependencies } = given.office;
    const { signedSha256 } = await given.office.case(applicationNumber);
    return verifyCard(dependencies)(await dependencies.documents.get(signedSha256!), 'x');
  };

  it('is not called current any more, neither by its QR nor as a file; the newer one is', async () => {
    const { office } = given;
    const old = await office.delivered();
    expect(await byQr(old.applicationNumber)).to.include({ issued: true, current: true });
    expect(await byFile(old.applicationNumber)).to.include({ issuedHere: true, superseded: false });

    const drafted = await office.verified();
    expect(await byQr(old.applicationNumber), 'a draft replaces nothing').to.include({ current: true });
    expect(await byQr(drafted.applicationNumber)).to.include({ issued: false, current: false });

    const newer = await office.delivered();
    const [{ kkNumber }, other] = [
      await office.case(old.applicationNumber),
      await office.case(newer.applicationNumber),
    ];
    expect(kkNumber, 'the same family').to.equal(other.kkNumber).and.be.a('string');
    expect(await byQr(old.applicationNumber)).to.include({ issued: true, current: false });
    expect(await byFile(old.applicationNumber)).to.include({
      ...{ issuedHere: true, superseded: true, void: 'superseded' },
    });
    expect(await byQr(newer.applicationNumber)).to.include({ issued: true, current: true });
    expect(await byFile(newer.applicationNumber)).to.include({ issuedHere: true, superseded: false });
  });

  it('says nothing of the card of another family', async () => {
    const { office } = given;
    const one = await office.delivered();
    const other = await office.delivered();
    await office.store.cases.change(other.applicationNumber, { kkNumber: '3402010101700001' });
    expect(await byQr(one.applicationNumber)).to.include({ current: true });
    expect(await byQr(other.applicationNumber)).to.include({ current: true });
  });

  it('is unknown when the token is not ours', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    const { linkKey } = office.dependencies.settings;
    expect(await byQr(applicationNumber)).to.include({ issued: false, current: false });
    const token = cardToken(linkKey, applicationNumber);
    const changed = `${token.slice(0, -1)}${token.endsWith('a') ? 'b' : 'a'}`;
    for (const wrong of [changed, cardToken(Buffer.alloc(32, 99), applicationNumber), applicationNumber, ''])
      expect(await lookUpCard(office.dependencies)(wrong), wrong).to.equal(undefined);
  });
});
