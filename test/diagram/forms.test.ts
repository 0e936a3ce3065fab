import { expect } from 'chai';
import { DOCUMENT_KINDS } from '../../src/domain/document-kinds.ts';
import { FAILURES, type FailureCode } from '../../src/domain/failures.ts';
import { REASON_LABELS } from '../../src/domain/application.ts';
import { VARIABLES } from '../../src/domain/process.ts';
import { readDiagram } from './diagram.ts';
import { variablesInTemplate } from './feel.ts';
import { readForms, type Form } from './forms.ts';

const DESK = 'https://meja.invalid/meja';
const shownWhen = (condition: string) => ({ hide: `=not(${condition})` });

/** Codes whose BPMN error is one of these. */
function codesOf(errors: readonly (string | undefined)[]): FailureCode[] {
  const codes: FailureCode[] = [];
  let code: FailureCode;
  for (code in FAILURES) {
    const { outcome } = FAILURES[code];
    if (outcome.kind === 'bpmn-error' && errors.includes(outcome.error)) codes.push(code);
  }
  return codes;
}

const diagram = await readDiagram();

describe('Forms of Tasklist', () => {
  const forms = readForms();
  const tasks = diagram.of('userTask');
  const formOf = (id: string) => {
    const form = forms.find((candidate) => candidate.id === id);
    if (form === undefined) throw new Error(`there is no form ${id}`);
    return form;
  };

  it('are one per human task, named like their files, for Camunda 8.8', () => {
    expect(forms.map(({ id }) => id)).to.have.members(tasks.map(({ form }) => form));
    for (const { id, file, executionPlatformVersion } of forms)
      expect([file, executionPlatformVersion]).to.deep.equal([`${id}.form`, '8.8.0']);
  });

  it('read and write only variables of the list', () => {
    for (const { file, variables } of forms)
      expect(
        variables.filter((name) => !(name in VARIABLES)),
        file,
      ).to.deep.equal([]);
    expect(
      variablesInTemplate('{{#loop requiredDocuments}}- {{get value({"ijazah": "x"}, this)}}{{/loop}} {{reason}}'),
    ).to.deep.equal(['requiredDocuments', 'reason']);
  });

  for (const task of tasks)
    describe(`${task.form}: "${task.name}"`, () => {
      let form: Form;
      before(() => {
        form = formOf(task.form ?? '');
      });

      it('asks for nothing that is not judged', () => {
        expect(Object.keys(task.outputs)).to.include.members([...form.answers]);
      });

      it('tells why the task came back, in the words of the failure table, for every failure that leads here', () => {
        const leadsHere = diagram
          .of('boundaryEvent')
          .filter(({ id, errorCode }) => errorCode !== undefined && leads(id));
        const codes = codesOf(leadsHere.map(({ errorCode }) => errorCode));
        const told = form.components
          .filter(({ id }) => id.startsWith('returned-'))
          .map(({ id }) => id.replace('returned-', ''));
        expect(told).to.have.members(codes);
        for (const code of codes)
          expect(form.component(`returned-${code}`)).to.deep.include({
            type: 'text',
            text: FAILURES[code].officer,
            conditional: shownWhen(`returnReason = "${code}"`),
          });
        if (codes.length > 0)
          expect(form.component('returned').conditional).to.deep.equal(shownWhen('returnReason != ""'));

        function leads(from: string): boolean {
          return diagram
            .next(from)
            .some((node) => node.id === task.id || (node.kind === 'serviceTask' && leads(node.id)));
        }
      });

      it('says which case it is, what to do, and where the whole file is', () => {
        expect(form.component('case').text).to.include('{{applicationNumber}}');
        for (const label of Object.values(REASON_LABELS)) expect(form.component('case').text).to.include(label);
        expect(form.component('what-to-do').text?.length).to.be.greaterThan(40);
        expect(
          form.components.filter(({ text }) => text?.includes(`](${DESK}/berkas/{{applicationNumber}})`)),
        ).to.have.length(1);
      });

      it('asks before it shows: on an office screen nobody looks for the question below the pictures', () => {
        const places = (wanted: (component: Form['components'][number]) => boolean) =>
          form.components.flatMap((component, place) => (wanted(component) ? [place] : []));
        const pictures = places(({ type }) => type === 'image');
        expect(
          places(({ key }) => key !== undefined).filter((place) => pictures.some((picture) => picture < place)),
        ).to.deep.equal([]);
      });

      it('fills its rows and no more: 16 columns', () => {
        const widths = new Map<string, number>();
        for (const { layout } of form.components)
          if (layout !== undefined) widths.set(layout.row, (widths.get(layout.row) ?? 0) + layout.columns);
        expect([...widths.values()].filter((width) => width !== 16)).to.deep.equal([]);
      });

      it('allows 500 letters of note at most and warns of personal data', () => {
        if (!form.answers.includes('note')) return;
        const note = form.component('note');
        expect(note.validate?.maxLength).to.equal(500);
        expect(note.description).to.include('Jangan menulis NIK');
      });
    });

  it("show the papers and the draft from the desk, by the case's number", () => {
    const pictures = (id: string) =>
      formOf(id)
        .components.filter(({ type }) => type === 'image')
        .map(({ source }) => source);
    const papers = `="${DESK}/gambar/" + applicationNumber + "/berkas.jpg"`;
    const draft = `="${DESK}/gambar/" + applicationNumber + "/draf.png"`;
    expect(pictures('buka-permohonan')).to.deep.equal([papers]);
    expect(pictures('periksa-berkas')).to.deep.equal([papers]);
    expect(pictures('verifikasi-draf')).to.deep.equal([draft, papers]);
    expect(pictures('tanda-tangan')).to.deep.equal([draft]);
    for (const { file, components } of forms)
      for (const { type, alt } of components) if (type === 'image') expect(alt, file).not.to.be.undefined;
  });

  it('offer every kind of paper when something is missing, and name what the table requires', () => {
    const form = formOf('periksa-berkas');
    expect(form.component('missingDocuments').values).to.deep.equal(
      DOCUMENT_KINDS.map(({ code, label }) => ({ label, value: code })),
    );
    expect(form.component('missingDocuments')).to.deep.include({
      validate: { required: true },
      conditional: shownWhen('examination = "incomplete"'),
    });
    for (const { code, label } of DOCUMENT_KINDS)
      expect(form.component('required').text).to.include(`${JSON.stringify(code)}: ${JSON.stringify(label)}`);
  });

  it('answer in the codes of the process', () => {
    for (const { components } of forms)
      for (const { type, key, values = [] } of components)
        if (type === 'radio' && key !== undefined && key in VARIABLES)
          expect(codesOfVariable(key)).to.include.members(values.map(({ value }) => value));
  });

  it('ask for the reason with every no', () => {
    expect(formOf('verifikasi-draf').component('note')).to.deep.include({
      validate: { required: true, maxLength: 500 },
      conditional: shownWhen('verification = "invalid" or signing = "rejected"'),
    });
    expect(formOf('tanda-tangan').component('note')).to.deep.include({
      validate: { required: true, maxLength: 500 },
      conditional: shownWhen('signing = "rejected"'),
    });
  });

  it('let the head approve on the signing page only, where the passphrase is typed', () => {
    const form = formOf('tanda-tangan');
    expect(form.component('what-to-do').text).to.include(`](${DESK}/tanda-tangan)`);
    expect(form.component('signing').values?.map(({ value }) => value)).to.deep.equal(['rejected']);
    expect(form.components.some(({ type }) => type === 'textfield')).to.be.false;
  });
});

/** Allowed texts of a variable that is a list of codes. */
function codesOfVariable(name: string): unknown[] {
  const schema = Object.entries(VARIABLES).find(([known]) => known === name)?.[1];
  return schema !== undefined && 'anyOf' in schema && Array.isArray(schema.anyOf)
    ? schema.anyOf.map((option: { const?: unknown }) => option.const)
    : [];
}
