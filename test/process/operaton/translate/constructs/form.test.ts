import { expect } from 'chai';
import { HUMAN, expectOne, refused, task, translated } from '../model.ts';

describe('Translation of a form', () => {
  const form = { name: 'uji.form', content: '{"id":"uji","type":"default","components":[]}' };
  const shown = (attributes: string) => ({
    elements: task('userTask', `${HUMAN}<zeebe:formDefinition ${attributes} />`),
  });

  it('binds it to the deployment', async () => {
    const element = (await translated(shown('formId="uji" bindingType="deployment"'), form)).element();
    expect([element.get('camunda:formRef'), element.get('camunda:formRefBinding')]).to.deep.equal([
      'uji',
      'deployment',
    ]);
  });

  for (const [what, attributes, part] of [
    ['a form that the model lacks', 'formId="lain" bindingType="deployment"', 'Formulir "lain"'],
    ['the newest form for a running case', 'formId="uji"', '"deployment" pada "Binding"'],
    ['a form by version tag', 'formId="uji" bindingType="versionTag" versionTag="1"', '"deployment" pada "Binding"'],
    ['a form of another application', 'externalReference="https://contoh.id" bindingType="deployment"', '"Form ID"'],
    ['a form in the diagram itself', 'formKey="camunda-forms:bpmn:f" bindingType="deployment"', '"Form ID"'],
  ] as const)
    it(`refuses ${what}`, async () => expectOne(await refused(shown(attributes), form), 'Langkah (it)', part));
});
