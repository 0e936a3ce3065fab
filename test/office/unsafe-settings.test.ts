import { expect } from 'chai';
import { loadConfig, type Config } from '../../src/config.ts';
import { unsafeSettings } from '../../src/office/unsafe-settings.ts';
import { temporaryFolder } from '../store/database.ts';

const trial = loadConfig({ VAR_DIR: temporaryFolder() });
const bsre = (url: string) =>
  ({ ...trial.signing, service: { kind: 'bsre', url, version: 'v2', user: 'u', password: 'p' } }) as const;
const inService = (changes: Partial<Config> = {}): Config => ({
  ...trial,
  mode: 'production',
  siak: { way: 'typed', service: undefined },
  ...changes,
});
const settingsNamed = (config: Config) => unsafeSettings(config).map((sentence) => /[A-Z_]{5,}/.exec(sentence)?.[0]);

describe('What an office in service is told about its settings at start', () => {
  it('is nothing in a trial', () => {
    expect(unsafeSettings({ ...trial, signing: { ...bsre('http://bsre.kantor'), crlFiles: [] } })).to.deep.equal([]);
  });

  it('is nothing where services answer by HTTPS or on this machine, and revocation is examined', () => {
    expect(unsafeSettings(inService({ signing: bsre('https://bsre.kantor') }))).to.deep.equal([]);
    expect(unsafeSettings(inService({ signing: bsre('http://127.0.0.1:8080') }))).to.deep.equal([]);
  });

  it('names each service that is reached without TLS, and what crosses the network', () => {
    const config = inService({
      signing: bsre('http://10.34.2.9'),
      siak: { way: 'typed', service: { url: 'http://siak.kantor', user: 'u', password: 'p', ipUser: '10.34.2.7' } },
      whatsapp: { ...trial.whatsapp, url: 'http://gateway.kantor' },
      engine: { kind: 'zeebe', url: 'http://camunda.kantor', credentials: { strategy: 'none' } },
    });
    expect(settingsNamed(config)).to.deep.equal(['BSRE_URL', 'SIAK_URL', 'TWILIO_API_URL', 'CAMUNDA_REST_ADDRESS']);
    expect(unsafeSettings(config)[0]).to.contain('passphrase penanda tangan lewat jaringan tanpa sandi');
  });

  it('is that revoked certificates count as good where no revocation list is named', () => {
    const { service: _, ...signing } = trial.signing;
    expect(settingsNamed(inService({ signing: { ...signing, service: undefined, crlFiles: [] } }))).to.deep.equal([
      'CRL_FILES',
    ]);
  });
});
