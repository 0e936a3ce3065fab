import { expect } from 'chai';
import { checkModel } from '../../src/office/model-check/check-model.ts';
import { PLANTED_EDITS } from './planted-edits.ts';
import { theModel } from './the-model.ts';

/**
 * Every edit by itself, against the office's own model: a harmful edit gives a finding, an edit that an owner may make
 * passes.
 */
describe('An edit of the model', () => {
  for (const [kind, edits] of Object.entries(PLANTED_EDITS))
    describe(kind, () => {
      for (const { edit, change, expected: told } of edits)
        it(told === undefined ? `passes: ${edit}` : `is told: ${edit}`, async () => {
          const findings = await checkModel(change(await theModel()));
          const faults = findings.filter(({ weight }) => weight === 'fault');
          if (told === undefined) {
            expect(faults).to.deep.equal([]);
            return;
          }
          const texts = faults.map(({ file, element, sentence }) => `${file} | ${element ?? ''} | ${sentence}`);
          expect(
            faults.some(
              ({ file, element, sentence }) =>
                told.file.test(file) &&
                (told.element === null ? element === null : told.element.test(element ?? '')) &&
                told.says.test(sentence),
            ),
            `expected ${String(told.element)} ${String(told.says)} among\n${texts.join('\n')}`,
          ).to.equal(true);
        });
    });
});
