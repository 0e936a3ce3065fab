import { expect } from 'chai';
import { expectOne, refused, task, translated, wrapped } from '../model.ts';

describe('Translation of a message', () => {
  const catching =
    '<bpmn:intermediateCatchEvent id="it" name="Terima"><bpmn:messageEventDefinition id="m" messageRef="pesan" /></bpmn:intermediateCatchEvent>';
  const message = (key: string, name = 'completion-received') =>
    `<bpmn:message id="pesan" name="${name}">${wrapped(key === '' ? '' : `<zeebe:subscription correlationKey="${key}" />`)}</bpmn:message>`;

  for (const [what, elements] of [
    ['a catch event', catching],
    ['a receive task', task('receiveTask', '', 'messageRef="pesan"')],
  ] as const)
    it(`lets ${what} be found by the case number, without a key of its own`, async () => {
      const { xml } = await translated({ elements, roots: message('= applicationNumber ') });
      expect(xml)
        .to.contain('<bpmn:message id="pesan" name="completion-received" />')
        .and.not.contain('correlationKey');
    });

  it('needs no key where a case begins', async () => {
    const start =
      '<bpmn:startEvent id="start"><bpmn:messageEventDefinition id="m" messageRef="pesan" /></bpmn:startEvent>';
    expect((await translated({ start, roots: message('') })).xml).to.contain('messageRef="pesan"');
  });

  it('refuses another key', async () => {
    expectOne(
      await refused({ elements: catching, roots: message('=nik') }),
      'completion-received (pesan)',
      '"=applicationNumber"',
    );
  });

  it('refuses a wait for a message without a key', async () => {
    expectOne(await refused({ elements: catching, roots: message('') }), 'Terima (it)', 'pesan "completion-received"');
  });

  it('refuses a wait for no message', async () => {
    const elements = catching.replace(' messageRef="pesan"', '');
    expectOne(await refused({ elements }), 'Terima (it)', 'pesan yang ditunggu');
  });

  it('refuses a name that is computed', async () => {
    expectOne(
      await refused({ elements: catching, roots: message('=applicationNumber', '=name') }),
      '=name (pesan)',
      'nama tetap',
    );
  });
});
