import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadConfig } from '../../src/config/config.ts';
import { openOffice } from '../../src/office.ts';
import { keepPrivate, OpenToOthers, requirePrivate, writePrivately } from '../../src/office/private-files.ts';
import { silent, temporaryFolder } from '../store/database.ts';
import { errorOf } from '../store/given.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');

describe('The files of the office', () => {
  let varDir: string;
  const umask = process.umask();
  beforeEach(() => (varDir = path.join(temporaryFolder(), 'var')));
  afterEach(() => process.umask(umask));
  const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);
  /** Root's database passes through the folder under an account of its own. */
  const closed = process.getuid?.() === 0 ? '711' : '700';

  it('are for its account alone: those that come', () => {
    writePrivately();
    keepPrivate(varDir);
    writeFileSync(path.join(varDir, 'kk.pdf'), 'x');
    mkdirSync(path.join(varDir, 'demo', 'deep'), { recursive: true });
    expect([varDir, 'kk.pdf', 'demo', 'demo/deep'].map((file) => modeOf(path.resolve(varDir, file)))).to.deep.equal([
      closed,
      '600',
      '700',
      '700',
    ]);
    const child = spawnSync(process.execPath, ['-e', 'require("fs").writeFileSync("of-a-child", "x")'], {
      cwd: varDir,
    });
    expect(child.status).to.equal(0);
    expect(modeOf(path.join(varDir, 'of-a-child'))).to.equal('600');
  });

  it('are for its account alone: those of an earlier edition', () => {
    mkdirSync(path.join(varDir, 'logs'), { recursive: true });
    writeFileSync(path.join(varDir, 'logs', 'office.log'), 'x');
    writeFileSync(path.join(varDir, 'office.json'), '{}');
    for (const file of ['', 'logs', 'office.json']) chmodSync(path.join(varDir, file), 0o755);
    keepPrivate(varDir);
    expect(modeOf(varDir)).to.equal(closed);
    expect(modeOf(path.join(varDir, 'logs'))).to.equal('700');
    expect(modeOf(path.join(varDir, 'office.json'))).to.equal('700');
  });

  it('are named when another account may read them', () => {
    mkdirSync(varDir);
    const [open, group, own, absent] = ['open', 'group', 'own', 'absent'].map((name) => path.join(varDir, name));
    for (const [file, mode] of [
      [open, 0o604],
      [group, 0o640],
      [own, 0o600],
    ] as const) {
      writeFileSync(file!, 'x');
      chmodSync(file!, mode);
    }
    expect(() => requirePrivate([own!, absent!])).not.to.throw();
    expect(() => requirePrivate([open!, own!, group!]))
      .to.throw(OpenToOthers)
      .with.property('message')
      .that.contains(open)
      .and.contains(group)
      .and.does.not.contain(own);
  });

  it('keep an office in service closed while its key file, its list of officers or its archive is open to others', async () => {
    mkdirSync(varDir);
    const files = ['people.json', 'kepala.p12'].map((name) => path.join(varDir, '..', name));
    const layers = ['server', 'hd', 'fd'].map((name) => path.join(varDir, '..', name));
    for (const file of files) writeFileSync(file, '[]', { mode: 0o644 });
    for (const layer of layers) mkdirSync(layer);
    for (const file of [...files, ...layers]) chmodSync(file, 0o755);
    const external = Object.fromEntries(
      [
        'SIAK_USER',
        'SIAK_PASSWORD',
        'SIAK_IP_USER',
        'BSRE_USER',
        'BSRE_PASSWORD',
        'BSRE_SIGNER_NIK',
        'TWILIO_ACCOUNT_SID',
        'TRUST_ANCHOR_FILE',
      ]
        .concat(['TWILIO_AUTH_TOKEN', 'TWILIO_WHATSAPP_FROM', 'SIGNING_ACCEPTED_SIGNERS'])
        .map((name) => [name, 'x']),
    );
    const config = loadConfig({
      ...external,
      NODE_ENV: 'production',
      VAR_DIR: varDir,
      BASE_URL: 'https://kk.kantor',
      TRUST_PROXY: '1',
      ...Object.fromEntries(['DOCUMENT_KEY', 'LINK_KEY', 'SESSION_KEY', 'ARCHIVE_KEY'].map((name) => [name, KEY])),
      SIAK_URL: 'https://siak.kantor',
      BSRE_URL: 'https://bsre.kantor',
      TWILIO_API_URL: 'https://api.twilio.com',
      PEOPLE_FILE: files[0],
      SIGNING_ADAPTER: 'p12',
      SIGNING_P12_FILE: files[1],
      ARCHIVE_LAYERS: layers.map((layer) => `${path.basename(layer)}=${layer}`).join(','),
      ARCHIVE_REMOVABLE: 'fd',
    });
    const progress = Object.assign(() => undefined, {
      during: (): Promise<never> => Promise.reject(new Error('a part of the office was started')),
    });
    const refused = await errorOf(openOffice(config, { progress, logger: silent }));
    expect(refused).to.be.instanceOf(OpenToOthers);
    const { message } = refused as Error;
    for (const file of [...files, layers[0], layers[1]]) expect(message).to.contain(file);
    expect(message, 'what is encrypted may be read').to.not.contain(layers[2]);
    expect(message).to.contain('chmod go-rwx');
  });
});
