import { expect } from 'chai';
import { JOB, expectOne, refused, task, translated } from '../model.ts';

describe('Translation of an error', () => {
  const error = (code: string) => `<bpmn:error id="salah" name="Salah" ${code} />`;
  const boundary = (reference: string) =>
    `${task('serviceTask', JOB)}<bpmn:boundaryEvent id="tangkap" name="Tangkap" attachedToRef="it"><bpmn:errorEventDefinition id="e" ${reference} /></bpmn:boundaryEvent>`;

  it('is caught by its code, or whatever its code', async () => {
    const one = await translated({ elements: boundary('errorRef="salah"'), roots: error('errorCode="UNDELIVERABLE"') });
    expect(one.xml).to.contain('errorCode="UNDELIVERABLE"').and.contain('errorRef="salah"');
    expect((await translated({ elements: boundary('') })).xml).to.contain('<bpmn:errorEventDefinition id="e" />');
  });

  it('is refused without a fixed code', async () => {
    for (const code of ['', 'errorCode=""', 'errorCode="=kode"'])
      expectOne(
        await refused({ elements: boundary('errorRef="salah"'), roots: error(code) }),
        'Salah (salah)',
        'kode tetap',
      );
  });

  it('is refused when an end throws none in particular', async () => {
    const elements = '<bpmn:endEvent id="gagal" name="Gagal"><bpmn:errorEventDefinition id="e" /></bpmn:endEvent>';
    expectOne(await refused({ elements }), 'Gagal (gagal)', '"Global error reference"');
  });
});
