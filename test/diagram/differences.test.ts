import { expect } from 'chai';
import { differencesBetween } from '../../src/office/model-check/differences.ts';
import { PLANTED_EDITS } from './planted-edits.ts';
import { theModel } from './the-model.ts';

const changed = async (edit: string) => {
  const model = await theModel();
  const planted = Object.values(PLANTED_EDITS)
    .flat()
    .find((one) => one.edit === edit);
  return differencesBetween(model, planted!.change(model));
};

describe('The difference between two versions of the model', () => {
  it('is empty when only the drawing differs', async () => {
    expect(await changed('a box is moved')).to.deep.equal([]);
    expect(await changed('a colour is changed')).to.deep.equal([]);
    expect(await changed('a field was dragged in the form editor')).to.deep.equal([]);
  });

  it('names the element and what of it changed', async () => {
    expect(await changed('a task has another name')).to.deep.equal([
      {
        file: 'penerbitan-kk.bpmn',
        what: 'berubah',
        element: '3. Teliti berkas pemohon (examine-application)',
        changes: ['nama: 3. Periksa berkas → 3. Teliti berkas pemohon'],
      },
    ]);
    const [condition] = await changed('a condition says the same otherwise');
    expect(condition?.changes).to.deep.equal(['syarat: =verification = "valid" → =not(verification != "valid")']);
  });

  it('says by what a message finds its case', async () => {
    expect(await changed('a message is looked for by another variable')).to.deep.equal([
      {
        file: 'penerbitan-kk.bpmn',
        what: 'berubah',
        element: 'pesan completion-received',
        changes: ['dicari dengan: =applicationNumber → =reason'],
      },
    ]);
  });

  it('names what is new and what is gone', async () => {
    const [row] = (await changed('an element needs a second paper')).filter(({ what }) => what === 'baru');
    expect(row?.element).to.match(/^Bukti menurut elemen data, baris \d+$/);
    const gone = await changed('a delay is not noted any more');
    expect(gone.map(({ what, element }) => [what, element])).to.deep.equal([
      ['hilang', 'Lewat 1 menit (open-application-late)'],
      ['hilang', 'alur (open-application-late-to-note-delay-of-open-application)'],
    ]);
  });

  it('names a changed cell of a table and a changed text of a form', async () => {
    const [cell] = await changed('a lost card also needs F-1.06');
    expect(cell).to.include({ file: 'persyaratan.dmn', element: 'Dokumen dasar menurut alasan, baris 2' });
    expect(cell?.changes[0]).to.include('"f-1-06"');
    const [question] = await changed('a question is worded otherwise');
    expect(question?.changes).to.deep.equal(['label: Bagaimana KK disampaikan? → KK disampaikan dengan cara apa?']);
  });
});
