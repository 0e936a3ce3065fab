import { expect } from 'chai';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { layersOnOneDisk } from '../../src/archive/same-disk.ts';
import { loadConfig } from '../../src/config/config.ts';
import { temporaryFolder } from '../store/database.ts';

const NAMES = ['server', 'hard-disk', 'flash-disk'];

describe('The disks of the archive layers', () => {
  it('are compared as they are: three folders of one disk are named together, absent media are not', async () => {
    const folder = temporaryFolder();
    const layers = [...NAMES, 'other', 'another'].map((name) => ({ name, path: path.join(folder, name) }));
    for (const { path: made } of layers.slice(0, 3)) mkdirSync(made);
    expect(await layersOnOneDisk(layers)).to.deep.equal([NAMES]);
  });

  it('are one in a trial office that names none: it is warned at the start', async () => {
    const { archive } = loadConfig({ VAR_DIR: temporaryFolder() });
    for (const layer of archive) mkdirSync(layer.path, { recursive: true });
    expect(await layersOnOneDisk(archive)).to.deep.equal([NAMES]);
  });

  it('are named only where two layers share one', async () => {
    const layers = NAMES.map((name) => ({ name, path: `/${name}` }));
    const on = (disks: readonly number[]) =>
      layersOnOneDisk(layers, (folder) => Promise.resolve(disks[NAMES.indexOf(folder.slice(1))]));
    expect(await on([1, 2, 3])).to.deep.equal([]);
    expect(await on([1, 2, 1])).to.deep.equal([['server', 'flash-disk']]);
    expect(await on([1, 1, 1])).to.deep.equal([NAMES]);
  });
});
