import { expect } from 'chai';
import { loadConfig, type Config } from '../../src/config/config.ts';
import { unsafeSettings } from '../../src/office/unsafe-settings.ts';
import { temporaryFolder } from '../store/database.ts';

const trial = loadConfig({ VAR_DIR: temporaryFolder() });
const bsre = (url: string) =>
  ({
    ...trial.signing,
    acceptedSigners: ['Drs. Agus'],
    service: { kind: 'bsre', url, version: 'v2', user: 'u', password: 'p' },
  }) as const;
const inService = (changes: Partial<Config> = {}): Config => ({
  ...trial,
  mode: 'production',
  baseUrl: 'https://kk.kantor',
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

  it('is that a trial stands at a public address, with passwords that everybody knows', () => {
    expect(unsafeSettings({ ...trial, baseUrl: 'https://kk.kantor' })[0]).to.contain('kantor ini percobaan');
    for (const baseUrl of ['https://localhost', 'http://192.168.1.7:3000'])
      expect(unsafeSettings({ ...trial, baseUrl }), baseUrl).to.deep.equal([]);
  });

  it('is that the database is reached without TLS, but on this machine', () => {
    const named = (databaseUrl: string) => settingsNamed(inService({ signing: bsre('https://b'), databaseUrl }));
    for (const clear of ['postgresql://kk:p@db.kantor/kk', 'postgresql://kk:p@10.1.1.1:5432/kk?sslmode=prefer'])
      expect(named(clear), clear).to.deep.equal(['DATABASE_URL']);
    for (const safe of ['@db.kantor/kk?sslmode=verify-full', '@localhost/kk', '@127.0.0.1:5433/kk', '@%2Frun%2Fpg/kk'])
      expect(named(`postgresql://kk:p${safe}`), safe).to.deep.equal([]);
  });

  it('is that links lead to this machine only, that keys are one or made up, and that signers are simulated', () => {
    const { secrets } = inService();
    const says = (changes: Partial<Config>) => settingsNamed(inService({ signing: bsre('https://b'), ...changes }));
    expect(says({ baseUrl: 'https://localhost' })).to.deep.equal(['BASE_URL']);
    expect(says({ secrets: { ...secrets, linkKey: secrets.documentKey } })).to.deep.equal(['DOCUMENT_KEY']);
    for (const made of [Buffer.alloc(32), Buffer.alloc(32, 'passwd')])
      expect(says({ secrets: { ...secrets, archiveKey: made.toString('base64') } })).to.deep.equal(['DOCUMENT_KEY']);
    expect(says({ signing: { ...bsre('https://b'), acceptedSigners: ['Kepala Dinas (simulasi)'] } })).to.deep.equal([
      'SIGNING_ACCEPTED_SIGNERS',
    ]);
  });

  it('is that revoked certificates count as good where no revocation list is named', () => {
    const { service: _, ...signing } = trial.signing;
    expect(
      settingsNamed(
        inService({ signing: { ...signing, acceptedSigners: ['Drs. Agus'], service: undefined, crlFiles: [] } }),
      ),
    ).to.deep.equal(['CRL_FILES']);
  });
});
