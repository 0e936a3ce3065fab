import type { Logger } from 'pino';
import { launch, type Browser } from 'puppeteer-core';
import type { Chromium } from './find-chromium.ts';

const ARGUMENTS = [
  '--disable-gpu',
  '--disable-dev-shm-usage', // containers give /dev/shm 64 MB
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--disable-sync',
  '--mute-audio',
  '--no-first-run',
  '--font-render-hinting=none', // the same line breaks on every machine
  '--host-resolver-rules=MAP * ~NOTFOUND', // no name resolves: one more wall against network access
  '--proxy-server=http://127.0.0.1:9', // nor an address: everything would go through a proxy that is not there
  '--proxy-bypass-list=<-loopback>',
];

/**
 * Once in some thousand launches Chromium ends itself while it starts (a trap in libc, in the kernel's log); the next
 * launch runs. Without this a moment's crash would also be taken for a sandbox that is forbidden.
 */
export const launchTwice = (start: () => Promise<Browser>): Promise<Browser> => start().catch(start);

/** One headless browser over a pipe: no debugging port that another process could use. */
export async function launchBrowser(chromium: Chromium, logger: Logger): Promise<Browser> {
  const start = (extra: readonly string[]) =>
    launch({
      executablePath: chromium.executablePath,
      headless: chromium.headless,
      pipe: true,
      env: { ...chromium.environment },
      args: [...ARGUMENTS, ...extra],
      timeout: 30_000,
      // the office has its own orderly stop
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      // a call that never comes back must not hold a page for puppeteer's three minutes
      protocolTimeout: 30_000,
    });
  if (process.getuid?.() === 0) return launchTwice(() => start(['--no-sandbox'])); // Chromium refuses to sandbox itself as root
  try {
    return await launchTwice(() => start([]));
  } catch (error) {
    // Ubuntu >= 23.10 and many containers forbid user namespaces to unpackaged programs. The page holds our template
    // only, without script and network.
    logger.warn({ err: error }, 'Chromium does not start with its sandbox; trying without');
    return start(['--no-sandbox']);
  }
}
