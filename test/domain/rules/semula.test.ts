import { expect } from 'chai';
import { semulaChoices } from '../../../src/domain/events/synonyms.ts';
import { found } from '../families.ts';
import { CHANGED as father, changing } from './examples/semula-and-drafts.ts';

describe('"Semula"', () => {
  it('may be an old word of an old card', () => {
    expect(semulaChoices('status-perkawinan')).to.include.members(['KAWIN', 'CERAI HIDUP', 'KAWIN TERCATAT']);
    expect(semulaChoices('golongan-darah')).to.include.members(['-', 'O']);
  });

  it('that differs is shown with what SIAK has, and SIAK is used', () => {
    const [hit] = found('R44', changing('pekerjaan', 'Wiraswasta', 'GURU', { occupation: 'PEDAGANG' }));
    expect(hit?.words).to.deep.equal({
      elemen: 'Pekerjaan',
      nama: father.name,
      siak: 'PEDAGANG',
      semula: 'WIRASWASTA',
    });
  });
});
