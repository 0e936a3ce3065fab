import { expect } from 'chai';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { loadConfig } from '../src/config/config.ts';
import { temporaryFolder } from './store/database.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const page = readFileSync(path.join(ROOT, 'docs', 'settings.md'), 'utf8');
const KEY = Buffer.alloc(32, 7).toString('base64');

/** Names in the first column of a table. */
const documented = new Set(
  [...page.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, cell]) =>
    [...cell!.matchAll(/`([A-Z0-9_…]+)`/g)].map(([, name]) => name!),
  ),
);

/** The settings that are read when an office with this environment starts. */
function namesRead(env: Record<string, string>): string[] {
  const read = new Set<string>();
  const watched = new Proxy<Record<string, string>>(
    { VAR_DIR: temporaryFolder(), ...env },
    {
      get: (target, name) => {
        if (typeof name === 'string') read.add(name);
        return typeof name === 'string' ? target[name] : undefined;
      },
    },
  );
  loadConfig(watched);
  return [...read];
}

describe('docs/settings.md', () => {
  const production: Record<string, string> = {
    NODE_ENV: 'production',
    BASE_URL: 'https://kk.kantor',
    TRUST_PROXY: '1',
    TWILIO_API_URL: 'https://api.twilio.com',
    ...Object.fromEntries(['DOCUMENT_KEY', 'LINK_KEY', 'SESSION_KEY', 'ARCHIVE_KEY'].map((name) => [name, KEY])),
    ...Object.fromEntries(
      ['TRUST_ANCHOR_FILE', 'SIGNING_ACCEPTED_SIGNERS']
        .concat(['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_WHATSAPP_FROM'])
        .map((name) => [name, 'x']),
    ),
  };
  const p12 = { SIGNING_ADAPTER: 'p12', SIGNING_P12_FILE: 'kepala.p12' };
  const oidc = { OIDC_ISSUER: 'https://masuk.kantor', OIDC_CLIENT_ID: 'kk', OIDC_CLIENT_SECRET: 'x' };
  const cluster = { ENGINE: 'zeebe', CAMUNDA_REST_ADDRESS: 'https://camunda.kantor' };
  const basic = { ...cluster, CAMUNDA_BASIC_AUTH_USERNAME: 'kk', CAMUNDA_BASIC_AUTH_PASSWORD: 'x' };
  const oauth = {
    ...cluster,
    CAMUNDA_AUTH_STRATEGY: 'OAUTH',
    CAMUNDA_CLIENT_ID: 'kk',
    CAMUNDA_CLIENT_SECRET: 'x',
    CAMUNDA_OAUTH_URL: 'https://masuk.kantor/token',
  };
  const read = new Set([{}, production, { ...production, ...p12, ...oidc }, basic, oauth].flatMap(namesRead));

  it('names every setting that the office reads', () => {
    const missing = [...read].filter((name) => !documented.has(name) && !name.startsWith('TWILIO_TEMPLATE_'));
    expect(missing).to.deep.equal([]);
    expect(documented).to.include('TWILIO_TEMPLATE_…');
  });

  it('names none that the office does not read', () => {
    const unread = [...documented].filter((name) => !read.has(name) && name !== 'TWILIO_TEMPLATE_…');
    expect(unread).to.deep.equal([]);
  });

  it('says "must" of each setting without which an office in service does not start, and of no other', () => {
    const needed = [...documented].filter((name) => {
      const { [name]: _left, ...rest } = production;
      try {
        loadConfig({ VAR_DIR: temporaryFolder(), ...rest });
        return false;
      } catch {
        return true;
      }
    });
    const must = [...page.matchAll(/^\| (`[^|]*`) \|.*\| must[^|]*\|$/gm)].flatMap(([, cell]) =>
      [...cell!.matchAll(/`([A-Z0-9_]+)`/g)].map(([, name]) => name!),
    );
    expect(must.sort()).to.deep.equal(needed.sort());
  });

  it('holds: nothing of the office but src/config/config.ts reads the environment', () => {
    const readers = ['src', 'workers'].flatMap((folder) =>
      readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(ts|mjs)$/.test(file))
        .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
        .filter((file) => /process\.env|process\['env'\]/.test(readFileSync(path.join(ROOT, file), 'utf8'))),
    );
    expect(readers).to.deep.equal(['src/config/config.ts']);
  });
});
