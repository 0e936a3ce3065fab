import { expect } from 'chai';
import { signatureLines } from '../../src/domain/signatory.ts';

describe('The lines of the signature', () => {
  const HEAD = 'KEPALA DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL';
  const signer = { name: 'Sri Wahyuni, S.Sos.', nip: '197001011995032001' };
  it('name the head with the plain title', () => {
    expect(signatureLines({ ...signer, actingAs: null }, HEAD)).to.deep.equal({ ...signer, title: HEAD });
  });
  it('name a stand-in in their own name, with Plh. or Plt. before the title', () => {
    expect(signatureLines({ ...signer, actingAs: 'Plh' }, HEAD)).to.deep.equal({ ...signer, title: `Plh. ${HEAD}` });
    expect(signatureLines({ ...signer, actingAs: 'Plt' }, HEAD).title).to.equal(`Plt. ${HEAD}`);
  });
});
