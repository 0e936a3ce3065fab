import { extension, text } from '../../../moddle.ts';
import type { Construct } from '../construct.ts';

/**
 * zeebe:formDefinition becomes a form reference bound to the deployment: a running case keeps the forms it began with.
 */
export const form: Construct = {
  answersFor: { 'zeebe:FormDefinition': ['bpmn:UserTask'] },
  translate(element, _draft, t) {
    const definition = element.$type === 'bpmn:UserTask' ? extension(element, 'zeebe:FormDefinition') : undefined;
    if (definition === undefined) return;
    const id = text(definition, 'formId') ?? '';
    if (id === '' || id.startsWith('='))
      t.refuse(element, 'Pilih jenis "Camunda Form" dan isi "Form ID" dengan nama tetap.');
    else if (!t.forms.has(id))
      t.refuse(element, `Formulir "${id}" tidak ada dalam model ini. Periksa "Form ID" atau tambahkan formulirnya.`);
    if (text(definition, 'bindingType') !== 'deployment')
      t.refuse(
        element,
        'Pilih "deployment" pada "Binding", supaya berkas yang sedang berjalan tetap memakai formulir yang berlaku saat dimulai.',
      );
    element.set('camunda:formRef', id);
    element.set('camunda:formRefBinding', 'deployment');
  },
};
