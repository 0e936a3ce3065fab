import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { until } from '../../../src/demo/until.ts';
import { officeFilePath, type OfficeFile } from '../../../src/office/office-file.ts';
import { readLanguages } from '../../../src/office/read-languages.ts';
import { startBsreSimulator } from '../../../src/simulators/bsre/server.ts';
import { startSiakSimulator } from '../../../src/simulators/siak/server.ts';
import { startWhatsappSimulator } from '../../../src/simulators/whatsapp/server.ts';
import { runningServerUrl } from '../../../src/store/postgres/running-server.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const ACCOUNT = { user: 'disdukcapil-bantul', password: 'simulasi' };

export interface WholeOffice {
  readonly file: OfficeFile;
  readonly pid: number;
  readonly databaseUrl: string;
  readonly varDir: string;
  close(): Promise<void>;
}

/**
 * The office in a process of its own, as `npm start` opens it. The external services are in this process: what they
 * cost is not the office's.
 */
export async function openWholeOffice(varDir: string, portOffset: number): Promise<WholeOffice> {
  const logger = pino({ level: 'silent' });
  const at = { port: 0, host: '127.0.0.1', logger };
  const bsre = await startBsreSimulator({ ...at, ...ACCOUNT, pkiFolder: path.join(varDir, 'services', 'pki') });
  const siak = await startSiakSimulator({ ...at, ...ACCOUNT });
  const whatsapp = await startWhatsappSimulator({
    languages: readLanguages(['id']),
    ...at,
    accountSid: `AC${'0'.repeat(31)}1`,
    authToken: 'token-simulasi',
    webhookUrl: `http://localhost:${3000 + portOffset}/webhook/whatsapp`,
    paceMs: 20,
  });
  const child: ChildProcess = spawn(process.execPath, [fileURLToPath(import.meta.resolve('../../../src/main.ts'))], {
    cwd: ROOT,
    stdio: 'ignore',
    env: {
      ...process.env,
      VAR_DIR: varDir,
      PORT_OFFSET: String(portOffset),
      SIAK_URL: siak.url,
      BSRE_URL: bsre.url,
      TWILIO_API_URL: whatsapp.url,
      TRUST_ANCHOR_FILE: bsre.trustAnchorFile,
      CRL_FILES: bsre.crlFiles.join(','),
      SIGNING_ATTEMPTS: '60000',
    },
  });
  const close = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    await Promise.all([bsre.close(), siak.close(), whatsapp.close()]);
  };
  try {
    await until(
      'the office',
      () => {
        if (child.exitCode !== null) throw new Error(`the office ended with ${child.exitCode}; see ${varDir}/logs`);
        return Promise.resolve(existsSync(officeFilePath(varDir)));
      },
      { withinMs: 300_000 },
    );
    return {
      file: JSON.parse(readFileSync(officeFilePath(varDir), 'utf8')) as OfficeFile,
      pid: child.pid!,
      databaseUrl: runningServerUrl(path.join(varDir, 'postgres')),
      varDir,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
