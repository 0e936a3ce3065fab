import { expect } from 'chai';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadConfig } from '../src/config/config.ts';
import { ConfigError } from '../src/config/values.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const PRODUCTION = {
  NODE_ENV: 'production',
  DOCUMENT_KEY: KEY,
  LINK_KEY: KEY,
  SESSION_KEY: KEY,
  ARCHIVE_KEY: KEY,
  BASE_URL: 'https://kk.kantor',
  TRUST_PROXY: '1',
  SIAK_URL: 'https://siak.kantor',
  SIAK_USER: 'u',
  SIAK_PASSWORD: 'p',
  SIAK_IP_USER: '10.34.2.7',
  TRUST_ANCHOR_FILE: '/etc/kk/bsre.pem',
  TWILIO_API_URL: 'https://api.twilio.com',
  TWILIO_ACCOUNT_SID: 'AC1',
  TWILIO_AUTH_TOKEN: 't',
  TWILIO_WHATSAPP_FROM: '+6227436750',
  SIGNING_ACCEPTED_SIGNERS: 'Drs. Agus Prasetyo, M.Si.; Ratna Dewi, S.H.',
};

const BSRE = {
  BSRE_URL: 'https://bsre.kantor',
  BSRE_USER: 'u',
  BSRE_PASSWORD: 'p',
  BSRE_SIGNER_NIK: '3402010101700001',
};

describe('The settings', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'kk-config-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const load = (env: Record<string, string | undefined>) => loadConfig(env, root);
  const refusal = (env: Record<string, string | undefined>) => {
    try {
      load(env);
      return undefined;
    } catch (error) {
      expect(error).to.be.instanceOf(ConfigError);
      return (error as ConfigError).message;
    }
  };

  it('name an existing Camunda 8 with the way it is asked who we are, and never nobody in production', () => {
    const zeebe = { ENGINE: 'zeebe', CAMUNDA_REST_ADDRESS: 'https://cluster.kantor' };
    const basic = { ...zeebe, CAMUNDA_BASIC_AUTH_USERNAME: 'u', CAMUNDA_BASIC_AUTH_PASSWORD: 'p' };
    const kind = 'zeebe';
    const url = 'https://cluster.kantor';
    expect(load(basic).engine).to.deep.equal({
      kind,
      url,
      credentials: { strategy: 'basic', username: 'u', password: 'p' },
    });
    const oauth = {
      ...zeebe,
      CAMUNDA_AUTH_STRATEGY: 'OAUTH',
      CAMUNDA_CLIENT_ID: 'i',
      CAMUNDA_CLIENT_SECRET: 's',
      CAMUNDA_OAUTH_URL: 'https://login.kantor/token',
    };
    expect(load(oauth).engine).to.deep.include({
      credentials: {
        strategy: 'oauth',
        clientId: 'i',
        clientSecret: 's',
        tokenUrl: 'https://login.kantor/token',
        audience: undefined,
      },
    });
    const nobody = { ...zeebe, CAMUNDA_AUTH_STRATEGY: 'NONE' };
    expect(load(nobody).engine).to.deep.include({ credentials: { strategy: 'none' } });
    expect(refusal({ ...PRODUCTION, ...nobody })).to.include('CAMUNDA_AUTH_STRATEGY=NONE');
    expect(refusal({ ENGINE: 'zeebe' })).to.include('CAMUNDA_REST_ADDRESS');
    expect(refusal({ ...basic, CAMUNDA_BASIC_AUTH_PASSWORD: '' })).to.include('CAMUNDA_BASIC_AUTH_PASSWORD');
    expect(refusal({ ...basic, CAMUNDA_REST_ADDRESS: 'cluster' })).to.include('bukan alamat');
    expect(refusal({ ENGINE: 'lain' })).to.include('ENGINE');
  });

  it('may be left out altogether: a demo office on loopback, with keys made once and readable by nobody else', () => {
    const { mode, simulators, baseUrl, engine, secrets } = load({});
    expect({ mode, simulators, baseUrl }).to.deep.equal({
      mode: 'development',
      simulators: true,
      baseUrl: 'http://localhost:3000',
    });
    expect(engine.kind).to.equal('operaton');
    expect(load({}).secrets).to.deep.equal(secrets);
    const file = path.join(root, 'var', 'secrets.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).to.deep.equal(secrets);
    expect(statSync(file).mode & 0o077).to.equal(0);
  });

  it('take an identity provider as a whole, by HTTPS or on this machine', () => {
    expect(load({}).login).to.deep.equal({ idleMinutes: 60, provider: undefined });
    const provider = { OIDC_ISSUER: 'https://masuk.kantor/asn', OIDC_CLIENT_ID: 'kk', OIDC_CLIENT_SECRET: 'rahasia' };
    expect(load(provider).login.provider).to.deep.equal({
      issuer: 'https://masuk.kantor/asn',
      clientId: 'kk',
      clientSecret: 'rahasia',
      usernameClaim: 'preferred_username',
    });
    expect(load({ ...provider, OIDC_ISSUER: 'http://localhost:8090' }).login.provider?.issuer).to.contain('localhost');
    for (const issuer of ['http://masuk.kantor', 'masuk.kantor', 'ftp://masuk.kantor'])
      expect(refusal({ ...provider, OIDC_ISSUER: issuer }), issuer).to.match(/OIDC_ISSUER=.* harus alamat https/);
    expect(refusal({ ...provider, OIDC_ISSUER: '' })).to.match(/^OIDC_ISSUER belum diisi/);
    expect(refusal({ ...provider, OIDC_CLIENT_SECRET: '' })).to.match(/OIDC_CLIENT_SECRET belum diisi/);
    for (const minutes of ['4', '721'])
      expect(refusal({ SESSION_IDLE_MINUTES: minutes })).to.match(/harus bilangan bulat 5 sampai 720/);
  });

  it('add to the keys of an earlier edition the one it lacks, and leave the others', () => {
    const file = path.join(root, 'var', 'secrets.json');
    mkdirSync(path.dirname(file), { recursive: true });
    const old = { documentKey: KEY, linkKey: Buffer.alloc(32, 8).toString('base64') };
    writeFileSync(file, JSON.stringify(old));
    const { secrets } = load({});
    expect(secrets).to.deep.include(old);
    expect(Buffer.from(secrets.sessionKey, 'base64')).to.have.lengthOf(32);
    expect(load({}).secrets).to.deep.equal(secrets);
    expect(statSync(file).mode & 0o077).to.equal(0);
  });

  it('shift all ports at once', () => {
    expect(load({ PORT_OFFSET: '7' }).ports).to.include({ portal: 3007, siak: 4017, engine: 8097 });
    expect(load({ PORT_OFFSET: '7', PORTAL_PORT: '80' }).ports).to.include({ portal: 80 });
    expect(refusal({ PORT_OFFSET: 'tujuh' })).to.equal('PORT_OFFSET="tujuh" harus bilangan bulat 0 sampai 65535.');
  });

  it('of production name everything that is not ours, one by one', () => {
    expect(load(PRODUCTION)).to.deep.include({ mode: 'production', simulators: false });
    for (const name of Object.keys(PRODUCTION).filter((one) => one !== 'NODE_ENV' && one !== 'SIAK_URL')) {
      const message = refusal({ ...PRODUCTION, [name]: undefined });
      expect(message, name).to.include(name);
    }
  });

  it('of production refuse a public address that is missing, without TLS, or none', () => {
    expect(load(PRODUCTION).baseUrl).to.equal('https://kk.kantor');
    expect(load({ ...PRODUCTION, BASE_URL: 'https://kk.kantor/' }).baseUrl).to.equal('https://kk.kantor');
    expect(refusal({ ...PRODUCTION, BASE_URL: '' })).to.match(/^BASE_URL belum diisi/);
    expect(refusal({ ...PRODUCTION, BASE_URL: 'http://kk.kantor' })).to.match(/tidak memakai HTTPS/);
    const besideName = ['https://u:p@kk.kantor', 'https://kk.kantor#a', 'https://kk.kantor?'];
    for (const wrong of [
      'kk.kantor',
      'https://kk.kantor/portal',
      'ftp://kk.kantor',
      'https://kk.kantor/?a=1',
      ...besideName,
    ])
      expect(refusal({ BASE_URL: wrong }), wrong).to.match(/bukan alamat/);
    expect(load({ BASE_URL: 'http://192.168.1.7:3000' }).baseUrl, 'a trial').to.equal('http://192.168.1.7:3000');
  });

  it('of production refuse to count all visitors as the proxy before the portal', () => {
    expect(load(PRODUCTION).trustProxy).to.equal(1);
    expect(load({}).trustProxy).to.equal(0);
    for (const none of [undefined, '', '0'])
      expect(refusal({ ...PRODUCTION, TRUST_PROXY: none })).to.match(/^TRUST_PROXY belum diisi/);
    for (const wrong of ['10', '65535', '-1', '1.0', '0x1', '1e0', ' 1 ', 'true', '10.0.0.1'])
      expect(refusal({ ...PRODUCTION, TRUST_PROXY: wrong }), wrong).to.equal(
        `TRUST_PROXY="${wrong}" harus bilangan bulat 0 sampai 9.`,
      );
  });

  it('without simulators refuse the secrets of the simulators, which everybody knows', () => {
    const typed = { ...PRODUCTION, ...BSRE, SIAK_WAY: 'typed' };
    for (const known of [
      { TWILIO_AUTH_TOKEN: 'token-simulasi' },
      { BSRE_PASSWORD: 'simulasi' },
      { SIAK_PASSWORD: 'simulasi' },
    ])
      for (const mode of [{}, { NODE_ENV: undefined, SIMULATORS: 'off' }])
        expect(refusal({ ...typed, ...known, ...mode })).to.equal(
          `${Object.keys(known)[0]} masih berisi rahasia simulator, yang diketahui siapa pun. Isi dengan yang diberikan layanannya.`,
        );
    expect(load({ SIAK_WAY: 'typed', BSRE_PASSWORD: 'simulasi' }).simulators, 'a trial').to.equal(true);
  });

  it('refuse a malformed address of any service', () => {
    const typed = { ...PRODUCTION, ...BSRE, SIAK_WAY: 'typed' };
    const oauth = {
      ENGINE: 'zeebe',
      CAMUNDA_REST_ADDRESS: 'https://cluster.kantor',
      CAMUNDA_AUTH_STRATEGY: 'OAUTH',
      CAMUNDA_CLIENT_ID: 'a',
      CAMUNDA_CLIENT_SECRET: 'b',
      CAMUNDA_OAUTH_URL: 'https://masuk.kantor/token',
    };
    expect(load({ ...typed, ...oauth, SIGNING_TIMESTAMP_URL: 'http://tsa.kantor' }).signing.timestampUrl).to.equal(
      'http://tsa.kantor',
    );
    const addresses = ['TWILIO_API_URL', 'SIAK_URL', 'BSRE_URL', 'SIGNING_TIMESTAMP_URL', 'CAMUNDA_REST_ADDRESS'];
    for (const name of [...addresses, 'CAMUNDA_OAUTH_URL'])
      for (const wrong of ['x', 'api.kantor:8080', 'file:///etc/passwd'])
        expect(refusal({ ...typed, ...oauth, [name]: wrong })).to.equal(
          `${name}="${wrong}" bukan alamat. Bentuknya https://nama.`,
        );
  });

  it('say who may sign: at least one', () => {
    for (const nobody of [';', ' ; ; '])
      expect(refusal({ ...PRODUCTION, SIGNING_ACCEPTED_SIGNERS: nobody })).to.match(
        /^SIGNING_ACCEPTED_SIGNERS tidak memuat nama/,
      );
  });

  it('bound how often a passphrase may be guessed, and how seldom the archive is read', () => {
    for (const many of ['0', '101'])
      expect(refusal({ ...PRODUCTION, SIGNING_ATTEMPTS: many })).to.contain('harus bilangan bulat 1 sampai 100');
    expect(load({ SIGNING_ATTEMPTS: '1000' }).signing.attemptsPerFiveMinutes, 'a trial').to.equal(1000);
    for (const hours of ['0', '8761'])
      expect(refusal({ ARCHIVE_CHECK_HOURS: hours })).to.contain('harus bilangan bulat 1 sampai 8760');
  });

  it('of the archive name media of which each can be lost alone', () => {
    for (const one of ['a=/x,b=/x,c=/y', 'a=/x,b=/x/,c=/y', 'a=/x,b=/x/y,c=/z', 'b=/x/y,a=/x,c=/z', 'a=/x,a=/y,c=/z'])
      expect(refusal({ ARCHIVE_LAYERS: one }), one).to.match(/^ARCHIVE_LAYERS: lapisan a bernama sama/);
    expect(load({ ARCHIVE_LAYERS: 'a=/x,b=/xy,c=/..x' }).archive).to.have.length(3);
  });

  it('of production never let simulators or demo users in', () => {
    expect(refusal({ ...PRODUCTION, SIMULATORS: 'on' })).to.match(/SIMULATORS=on tidak boleh/);
  });

  it('of the archive mark the flash disk as removable, or those that are named', () => {
    const removable = (env: Record<string, string>) =>
      load(env)
        .archive.filter((layer) => layer.removable)
        .map(({ name }) => name);
    expect(removable({})).to.deep.equal(['flash-disk']);
    expect(removable({ ARCHIVE_REMOVABLE: 'hard-disk, flash-disk' })).to.deep.equal(['hard-disk', 'flash-disk']);
    expect(removable({ ARCHIVE_REMOVABLE: '' })).to.deep.equal([]);
    expect(removable({ ARCHIVE_LAYERS: 'server=/a,nas=/b,pita=/c' }), 'no layer of that name').to.deep.equal([]);
  });

  it('say how cases come through SIAK: the simulator for trial, the PDF that SIAK signed in production', () => {
    expect(load({}).siak).to.deep.equal({
      way: 'simulator',
      service: {
        url: 'http://localhost:4010',
        user: 'disdukcapil-bantul',
        password: 'simulasi',
        ipUser: '127.0.0.1',
      },
    });
    expect(load(PRODUCTION).siak).to.deep.equal({
      way: 'siak-signed-pdf',
      service: { url: 'https://siak.kantor', user: 'u', password: 'p', ipUser: '10.34.2.7' },
    });
    expect(load({ ...PRODUCTION, ...BSRE, SIAK_WAY: 'typed', SIAK_URL: undefined }).siak).to.deep.equal({
      way: 'typed',
      service: undefined,
    });
    expect(refusal({ ...PRODUCTION, SIAK_WAY: 'simulator' })).to.include('SIMULATORS=on');
    expect(refusal({ ...PRODUCTION, SIAK_IP_USER: undefined })).to.include('SIAK_IP_USER');
    expect(refusal({ SIAK_MODE: 'manual' })).to.include('SIAK_WAY');
  });

  it('of BSrE are needed where cards are drawn here and signed by it, each, and not where SIAK signs them', () => {
    const typed = { ...PRODUCTION, SIAK_WAY: 'typed' };
    expect(load(PRODUCTION).signing).to.include({ service: undefined, signerNik: '' });
    expect(load({ ...typed, ...BSRE }).signing).to.deep.include({
      service: { kind: 'bsre', url: 'https://bsre.kantor', version: 'v2', user: 'u', password: 'p' },
      signerNik: '3402010101700001',
    });
    for (const name of Object.keys(BSRE))
      expect(refusal({ ...typed, ...BSRE, [name]: undefined }), name).to.include(`${name} belum diisi`);
    const p12 = { ...typed, SIGNING_ADAPTER: 'p12' };
    expect(load({ ...p12, SIGNING_P12_FILE: '/etc/kk/kepala.p12' }).signing).to.deep.include({
      service: { kind: 'p12', file: '/etc/kk/kepala.p12' },
      signerNik: '',
    });
    expect(refusal(p12)).to.match(/^SIGNING_P12_FILE belum diisi/);
  });

  it('of BSrE stay in force for cards of before, when the office goes over to the PDF of SIAK', () => {
    expect(load({ ...PRODUCTION, ...BSRE }).signing.service?.kind).to.equal('bsre');
    expect(refusal({ ...PRODUCTION, ...BSRE, BSRE_PASSWORD: undefined })).to.match(/^BSRE_PASSWORD belum diisi/);
    expect(load({ SIAK_WAY: 'siak-signed-pdf', BSRE_URL: 'http://localhost:4020' }).signing.service?.kind).to.equal(
      'bsre',
    );
  });

  it('that are set and empty are as if they were left out', () => {
    const usual = load({});
    const empty = Object.fromEntries(
      ['VAR_DIR', 'DOCUMENTS_DIR', 'ANCHORS_DIR', 'KK_CACHE', 'XDG_CACHE_HOME', 'CRL_FILES', 'TRUST_ANCHOR_FILE']
        .concat(['DATABASE_URL', 'PEOPLE_FILE', 'OFFICE_LANGUAGES', 'LOG_LEVEL', 'ARCHIVE_LAYERS', 'PORTAL_PORT'])
        .concat(['SIAK_WAY', 'SIAK_MODE', 'SIAK_CARD_FOLDER', 'OFFICE_NAME', 'TWILIO_TEMPLATE_CARD', 'NODE_ENV'])
        .map((name) => [name, '']),
    );
    expect(load(empty)).to.deep.equal(usual);
    expect(refusal({ ...PRODUCTION, TWILIO_AUTH_TOKEN: ' ' }), 'blank').to.match(/^TWILIO_AUTH_TOKEN belum diisi/);
  });

  it('name the database with a password, from which those of its roles follow', () => {
    const DATABASE_URL = 'postgresql://kk:rahasia@db.kantor:5432/kk';
    expect(load({ DATABASE_URL }).databaseUrl).to.equal(DATABASE_URL);
    for (const without of ['postgresql://kk@db.kantor/kk', 'postgresql:///kk?host=/run/postgresql'])
      expect(refusal({ DATABASE_URL: without }), without).to.match(/^DATABASE_URL tidak memuat kata sandi/);
    for (const none of ['kk', 'mysql://kk:rahasia@db.kantor/kk', 'host=db.kantor user=kk password=rahasia'])
      expect(refusal({ DATABASE_URL: none }), none).to.match(/^DATABASE_URL bukan alamat PostgreSQL/);
  });

  it('that are unknown or cannot be are refused with the choices', () => {
    expect(refusal({ SIAK_WAY: 'otomatis' })).to.equal(
      'SIAK_WAY="otomatis" tidak dikenal. Pilih: simulator, typed, siak-signed-pdf.',
    );
    expect(refusal({ LOG_LEVEL: 'verbose' })).to.equal(
      'LOG_LEVEL="verbose" tidak dikenal. Pilih: debug, info, warn, error.',
    );
    for (const key of ['pendek', Buffer.alloc(32, 7).toString('hex'), '!'.repeat(43)])
      expect(refusal({ ...PRODUCTION, LINK_KEY: key }), key).to.match(/LINK_KEY harus 32 bita dalam base64/);
    // An office has run with it until now, and a new key would open nothing of what it has kept.
    for (const key of [`"${KEY}"`, ` ${KEY}`, `${KEY}\r`, `${KEY}==x`, `${KEY}${KEY}`])
      expect(refusal({ ...PRODUCTION, LINK_KEY: key }), key).to.match(
        /^LINK_KEY memuat tanda kutip, spasi, atau huruf lain .* jangan buat kunci baru/,
      );
    const forAddresses = Buffer.alloc(32, 251).toString('base64url');
    expect(load({ ...PRODUCTION, LINK_KEY: forAddresses }).secrets.linkKey).to.equal(forAddresses);
    expect(load({ ...PRODUCTION, LINK_KEY: KEY.replace('=', '') }).mode, 'without the sign at its end').to.equal(
      'production',
    );
    expect(refusal({ ...PRODUCTION, SESSION_KEY: undefined })).to.match(/^SESSION_KEY belum diisi/);
    expect(refusal({ ARCHIVE_LAYERS: 'server=/a,hard-disk=/b' })).to.match(/paling sedikit tiga lapisan/);
    expect(refusal({ ARCHIVE_LAYERS: 'server' })).to.match(/nama=\/folder/);
    expect(refusal({ ARCHIVE_REMOVABLE: 'disket' })).to.equal(
      'ARCHIVE_REMOVABLE: "disket" bukan nama lapisan dalam ARCHIVE_LAYERS.',
    );
  });
});
