import { expect } from 'chai';
import { isNameOf } from '../../src/domain/certificate-name.ts';

describe('The name in a certificate', () => {
  const same: [certificate: string, office: string][] = [
    ['Agus Prasetyo', 'Agus Prasetyo'],
    ['AGUS PRASETYO', 'Drs. Agus Prasetyo, M.Si.'],
    ['Drs. AGUS PRASETYO, M.Si', 'Agus Prasetyo'],
    ['AGUS PRASETYO SH MSI', 'Agus Prasetyo, S.H., M.Si.'],
    ['Agus Prasetyo, S. H., M. Si.', 'AGUS PRASETYO'],
    ['AGUS PRASETYO S. H.', 'Agus Prasetyo'],
    ['Prof. Dr. Ir. H. Agus Prasetyo', 'H. AGUS PRASETYO, Ph.D.'],
    ['DRA. HJ. SITI AMINAH, S.STP., M.Ec.Dev.', 'Siti Aminah'],
    ["SITI MA'RUFAH", 'Siti Ma’rufah, S.Sos.'],
    ['M. AGUS PRASETYO', 'M.Agus Prasetyo, A.Md.Kom.'],
    ['NUR-HIDAYAH', 'Nur Hidayah'],
    ['AGUS  PRASETYO ', 'Agus Prasetyo,S.H.,M.H.'],
    ['Kepala Dinas (simulasi)', 'KEPALA DINAS (SIMULASI)'],
  ];
  for (const [certificate, name] of same)
    it(`"${certificate}" is that of ${name}`, () => expect(isNameOf(certificate, { name })).to.equal(true));

  const other: [certificate: string, office: string][] = [
    ['AGUS PRASETYO', 'Agus Prasetya'],
    ['AGUS', 'Agus Prasetyo'],
    ['PRASETYO AGUS', 'Agus Prasetyo'],
    ['AGUS PRASETYO', 'Endah Lestari, S.Sos.'],
    ['AGUS M. BUDI', 'Agus M. Ali'],
    ['MUHAMMAD AGUS', 'M. Agus'],
    ['AGUS, BUDI', 'Agus'],
    ['HARTANTO, AGUS', 'Agus Hartanto'],
    ['Drs.', 'Dra.'],
    ['', 'Agus Prasetyo'],
    ['S.H., M.Si.', 'S.H.'],
  ];
  for (const [certificate, name] of other)
    it(`"${certificate}" is not that of ${name}`, () => expect(isNameOf(certificate, { name })).to.equal(false));

  it('is compared with the one that the office keeps for it, where it keeps one, and with no other', () => {
    const person = { name: 'M. Agus Prasetyo, S.H.', certificateName: 'Muhammad Agus Prasetyo' };
    expect(isNameOf('MUHAMMAD AGUS PRASETYO, SH', person)).to.equal(true);
    expect(isNameOf('M. AGUS PRASETYO', person)).to.equal(false);
  });
});
