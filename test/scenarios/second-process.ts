import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { HeadOfOffice } from '../../src/demo/head.ts';
import { Officer } from '../../src/demo/officer.ts';
import { until } from '../../src/demo/until.ts';
import { DEMO_PASSWORD } from '../../src/office/demo-people.ts';
import { officeFilePath } from '../../src/office/office-file.ts';
import type { TestOffice } from './the-office.ts';
import { descendantsOf } from './traces.ts';
import { program } from '../program.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** A JVM and a model on a busy machine. */
const PATIENCE = { withinMs: 300_000, everyMs: 500 };

/**
 * A second process of the same office, as on another machine: its own engine, browser and folder, the same database,
 * keys and documents.
 */
export class SecondProcess {
  readonly #office: TestOffice;
  readonly #child: ChildProcess;
  readonly portal: string;

  private constructor(office: TestOffice, child: ChildProcess, portal: string) {
    this.#office = office;
    this.#child = child;
    this.portal = portal;
  }

  /** As `npm start` does, with the settings that docs/settings.md names for several processes. */
  static async open(office: TestOffice): Promise<SecondProcess> {
    const { config, postgres } = office;
    const varDir = `${config.varDir}-second`;
    rmSync(varDir, { recursive: true, force: true });
    const ports = { portal: config.ports.portal + 1, engine: config.ports.engine + 1 };
    const { documentKey, linkKey, sessionKey, archiveKey } = config.secrets;
    const child = spawn(process.execPath, [program('src/main.ts')], {
      cwd: ROOT,
      detached: true,
      stdio: 'ignore',
      env: {
        ...process.env,
        PORT_OFFSET: String(config.ports.portal - 3000 + 1),
        VAR_DIR: varDir,
        BASE_URL: config.baseUrl,
        DATABASE_URL: postgres.url,
        DOCUMENTS_DIR: config.documentsDir,
        ANCHORS_DIR: config.anchorsDir,
        ARCHIVE_LAYERS: config.archive.map((layer) => `${layer.name}=${layer.path}`).join(','),
        DOCUMENT_KEY: documentKey,
        LINK_KEY: linkKey,
        SESSION_KEY: sessionKey,
        ARCHIVE_KEY: archiveKey,
        TRUST_ANCHOR_FILE: config.signing.trustAnchorFile,
        CRL_FILES: config.signing.crlFiles.join(','),
        // The external services are one for both.
        SIAK_URL: config.siak.service?.url,
        BSRE_URL: `http://${config.host}:${config.ports.bsre}`,
        TWILIO_API_URL: config.whatsapp.url,
      },
    });
    const second = new SecondProcess(office, child, `http://${config.host}:${ports.portal}`);
    await until(
      'the second process of the office',
      () => {
        if (child.exitCode !== null) throw new Error(`the second process ended with ${child.exitCode}`);
        return Promise.resolve(existsSync(officeFilePath(varDir)));
      },
      PATIENCE,
    );
    return second;
  }

  officer(username: string): Officer {
    return new Officer(this.portal, username, DEMO_PASSWORD, this.#office.config.baseUrl);
  }
  head(username: string): HeadOfOffice {
    return new HeadOfOffice(this.portal, username, DEMO_PASSWORD, this.#office.config.baseUrl);
  }

  /** The whole machine goes: process, engine and browser, without a goodbye. Repeating is harmless. */
  async dies(): Promise<void> {
    if (this.#child.pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    for (const pid of [this.#child.pid, ...descendantsOf(this.#child.pid)])
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        continue; // it fell with its parent
      }
    await ended;
  }
}
