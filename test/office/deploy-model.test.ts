import { expect } from 'chai';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { deployModel, type DeployOptions } from '../../src/office/deploy-model.ts';
import { tagOf } from '../../src/process/model-tag.ts';
import { ModelRefused, type Deployment, type Model } from '../../src/process/process.ts';
import { PLANTED_EDITS } from '../diagram/planted-edits.ts';
import { theModel } from '../diagram/the-model.ts';

const GOOD: Deployment = { versionTag: 'good', version: 3, changed: false };
const ADDRESS = 'https://meja.invalid';

describe('The deployment of the model on the disk', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'model-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('hands a model without faults to the engine', async () => {
    const { deployed, said, state } = await deploy(await theModel(), GOOD);
    expect(deployed).to.have.length(1);
    expect(state).to.deep.equal({ deployment: { versionTag: 'new', version: 4, changed: true }, refused: undefined });
    expect(said).to.deep.equal([]);
  });

  it('keeps from the engine what the engine would take and the office must not use', async () => {
    const { deployed, said, state } = await deploy(await planted('the signature needs no approval'), GOOD);
    expect(deployed).to.deep.equal([]);
    expect(state.deployment).to.deep.equal(GOOD);
    expect(state.refused).to.be.instanceOf(ModelRefused);
    expect(said[0]).to.include('versi 3 tetap berjalan');
    expect(said.slice(1).join(' ')).to.include('tanpa persetujuan Kepala Dinas');
  });

  it('opens no office on a faulty model when there is no good one', async () => {
    const refused = await deploy(await planted('a job that no program does'), undefined).catch(
      (error: unknown) => error,
    );
    expect(refused).to.be.instanceOf(ModelRefused);
  });

  it('does not judge again what is in force', async () => {
    const model = await planted('the signature needs no approval');
    const { deployed, state } = await deploy(model, { ...GOOD, versionTag: tagOf(model) });
    expect(deployed).to.have.length(1);
    expect(state.refused).to.equal(undefined);
  });

  async function deploy(model: Model, inForce: Deployment | undefined) {
    for (const { name, content } of model.resources) {
      const place = path.join(folder, name.endsWith('.form') ? 'forms' : 'bpmn');
      await mkdir(place, { recursive: true });
      await writeFile(path.join(place, name), content);
    }
    const deployed: Model[] = [];
    const said: string[] = [];
    const engine: DeployOptions['engine'] = {
      deploy(received) {
        deployed.push(received);
        return Promise.resolve({ versionTag: 'new', version: 4, changed: true });
      },
      deployed: () => Promise.resolve(inForce),
    };
    const logger = pino({ level: 'silent' });
    const say = (sentence: string) => said.push(sentence);
    const state = await deployModel({ engine, folder, baseUrl: ADDRESS, say, logger });
    return { deployed, said, state };
  }
});

async function planted(edit: string): Promise<Model> {
  const found = Object.values(PLANTED_EDITS)
    .flat()
    .find((one) => one.edit === edit);
  return found!.change(await theModel());
}
