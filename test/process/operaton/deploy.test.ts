import { expect } from 'chai';
import path from 'node:path';
import { deployModel } from '../../../src/process/operaton/deploy.ts';
import { EngineAway } from '../../../src/process/engine-away.ts';
import { EngineRefused } from '../../../src/process/operaton/engine-errors.ts';
import { ModelRefused, type Model } from '../../../src/process/process.ts';
import { readModel } from '../../../src/process/read-model.ts';
import { FILE, HUMAN, modelOf, task } from './translate/model.ts';
import { dmn, literal, table } from './translate/tables.ts';
import { newCaseNumber, withEngine } from './with-engine.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

describe('Deployment on the engine', () => {
  const engine = withEngine();
  const form = (title: string) => ({
    name: 'uji.form',
    content: JSON.stringify({ id: 'uji', type: 'default', components: [{ type: 'text', id: 't', text: title }] }),
  });
  const withForm = (title: string, name = 'Periksa'): Model => {
    const shown = `${HUMAN}<zeebe:formDefinition formId="uji" bindingType="deployment" />`;
    return modelOf({ elements: task('userTask', shown).replace('Langkah', name) }, form(title));
  };
  const deploy = (model: Model) => deployModel(engine.rest, model);
  const refusal = (model: Model) =>
    deploy(model).then(
      () => expect.fail('the model was taken'),
      (error: unknown) => {
        if (error instanceof ModelRefused) return error.findings;
        throw error;
      },
    );
  const definition = async (key: string): Promise<Record<string, unknown>> =>
    (await engine.rest.get(`process-definition/key/${key}`)) as Record<string, unknown>;

  it("takes the office's own model, with its tag in the process definition", async () => {
    const model = await readModel({ folder: ROOT, baseUrl: 'http://127.0.0.1:3000' });
    const first = await deploy(model);
    expect(first).to.include({ changed: true });
    expect(await definition('penerbitan-kk')).to.include({ versionTag: first.versionTag, version: first.version });
  });

  it('makes no new version of an unchanged model, nor of one that was only drawn anew', async () => {
    const model = withForm('Berkas');
    const first = await deploy(model);
    expect(await deploy(model)).to.deep.equal({ ...first, changed: false });
    const redrawn = {
      resources: model.resources.map((each) => ({ ...each, content: each.content.replaceAll('\n', ' \n ') })),
    };
    expect(await deploy(redrawn)).to.deep.equal({ ...first, changed: false });
  });

  it('makes a new version of everything when one form changes, and again when it is changed back', async () => {
    const first = await deploy(withForm('satu'));
    const second = await deploy(withForm('dua'));
    const third = await deploy(withForm('satu'));
    expect([second.version, third.version]).to.deep.equal([first.version + 1, first.version + 2]);
    expect(third).to.deep.equal({ versionTag: first.versionTag, version: first.version + 2, changed: true });
  });

  it('makes one version of a model that two processes deploy at once', async () => {
    const { version } = await deploy(withForm('sebelum'));
    const both = await Promise.all([deploy(withForm('bersama')), deploy(withForm('bersama'))]);
    expect(both.map((each) => each.version)).to.deep.equal([version + 1, version + 1]);
  });

  it('leaves a running case the form it began with', async () => {
    const shownTo = async (caseNumber: string) => {
      const tasks = (await engine.rest.get('task', { processInstanceBusinessKey: caseNumber })) as { id: string }[];
      return JSON.stringify(await engine.rest.get(`task/${tasks[0]?.id}/deployed-form`));
    };
    const [older, newer] = [newCaseNumber(), newCaseNumber()];
    await deploy(withForm('formulir lama'));
    await engine.rest.post('process-definition/key/uji/start', { businessKey: older });
    await deploy(withForm('formulir baru'));
    await engine.rest.post('process-definition/key/uji/start', { businessKey: newer });
    expect(await shownTo(older)).to.contain('formulir lama');
    expect(await shownTo(newer)).to.contain('formulir baru');
  });

  it("keeps the owner's diagram beside its translation", async () => {
    const model = withForm('asli');
    await deploy(model);
    const { deploymentId } = await definition('uji');
    const resources = (await engine.rest.get(`deployment/${String(deploymentId)}/resources`)) as {
      id: string;
      name: string;
    }[];
    const original = resources.find(({ name }) => name === `${FILE}.zeebe`);
    expect(await engine.rest.get(`deployment/${String(deploymentId)}/resources/${original?.id}/data`)).to.equal(
      model.resources[0]?.content,
    );
  });

  describe('refuses a model and leaves the last good one in force', () => {
    const unchanged = async (model: Model) => {
      const { id } = await definition('uji');
      const findings = await refusal(model);
      expect(await definition('uji')).to.include({ id });
      return findings;
    };
    before(() => deploy(withForm('baik')));

    it('when the translator finds something, before the engine hears of it', async () => {
      const findings = await unchanged(modelOf({ elements: task('callActivity') }));
      expect(findings.map(({ element }) => element)).to.deep.equal(['Langkah (it)']);
    });

    it('when the engine refuses it, with the name of the element', async () => {
      const elements = `<bpmn:exclusiveGateway id="it" name="Lengkap?" /><bpmn:endEvent id="lain" />
        <bpmn:sequenceFlow id="tanpa-syarat" sourceRef="it" targetRef="lain" />`;
      const findings = await unchanged(modelOf({ elements }));
      expect(findings).to.have.length(1);
      expect(findings[0]).to.include({ file: FILE, element: 'Lengkap? (it)' });
      expect(findings[0]?.sentence).to.contain('syarat pada setiap alur');
    });

    it('when the engine cannot read an expression or a cell, with the place of each', async () => {
      const elements = `<bpmn:exclusiveGateway id="it" default="to-end" /><bpmn:endEvent id="lain" />
        <bpmn:sequenceFlow id="alur" name="ya" sourceRef="it" targetRef="lain"><bpmn:conditionExpression
          xsi:type="bpmn:tFormalExpression">=a = b = c</bpmn:conditionExpression></bpmn:sequenceFlow>`;
      const cells = table('cek', { outputs: ['x'], rows: [['a = b = c', '1 + + 2']] });
      const findings = await unchanged(modelOf({ elements }, dmn(cells)));
      expect(findings.map(({ file, element }) => [file, element])).to.deep.equal([
        [FILE, 'ya (alur)'],
        ['tabel.dmn', 'Tabel cek (cek)'],
        ['tabel.dmn', 'Tabel cek (cek)'],
      ]);
      expect(findings.map(({ sentence }) => sentence).join(' '))
        .to.contain('"Condition expression"')
        .and.contain('baris 1, kolom masukan 1')
        .and.contain('baris 1, kolom hasil 1');
    });

    it('when another process begins with the same message', async () => {
      const start =
        '<bpmn:startEvent id="start"><bpmn:messageEventDefinition id="m" messageRef="pesan" /></bpmn:startEvent>';
      const roots = '<bpmn:message id="pesan" name="pesan-uji" />';
      await deploy(modelOf({ start, roots }));
      const renamed = modelOf({ start, roots }).resources.map((each) => ({
        ...each,
        content: each.content.replace('<bpmn:process id="uji"', '<bpmn:process id="uji-dua"'),
      }));
      const findings = await unchanged({ resources: renamed });
      expect(findings.map(({ file, sentence }) => [file, sentence])).to.deep.equal([
        [
          FILE,
          'Pesan awal proses ini sudah dipakai proses lain yang berjalan. Kembalikan "ID" prosesnya seperti semula.',
        ],
      ]);
    });

    it('when the engine refuses a table, which it does not explain', async () => {
      const findings = await unchanged(modelOf({}, dmn(literal('a', '1').replace('id="a"', 'id="a b"'))));
      expect(findings).to.have.length(1);
      expect(findings[0]).to.include({ file: 'tabel.dmn', element: null });
    });
  });

  it('does not take an engine that is away, or closed to us, for a fault of the model', async () => {
    const answer = { status: 403, type: 'AuthorizationException', message: '', code: 0, details: {} };
    for (const trouble of [new EngineAway('no answer'), new EngineRefused('POST deployment/create', answer)]) {
      const rest = { ...engine.rest, post: () => Promise.reject(trouble) };
      const error = await deployModel(rest, withForm('lain')).catch((thrown: unknown) => thrown);
      expect(error).to.equal(trouble);
    }
  });
});
