import { PDFDocument } from '@cantoo/pdf-lib';
import { expect } from 'chai';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { formPdf } from '../../src/documents/form-pdf.ts';

describe('A form as PDF', () => {
  it('lets others have their turn while it is drawn, however long a stranger makes it', async () => {
    const rows = Array.from({ length: 600 }, (_, i) => [`Baris ${i}`, 'x'.repeat(60)] as const);
    const sections = [{ heading: 'Perubahan', rows }];
    const form = { code: 'F-1.06', title: 'Formulir', sections, statement: 'Benar.', signatures: ['Wening'] };
    let [over, turns] = [false, 0];
    const drawn = formPdf(form, 'Kantor').finally(() => (over = true));
    while (!over) {
      await nextTurn();
      turns += 1;
    }
    const pages = (await PDFDocument.load(await drawn)).getPageCount();
    expect(pages).to.be.within(10, 40);
    expect(turns, 'turns of others').to.be.above(60);
  });
});
