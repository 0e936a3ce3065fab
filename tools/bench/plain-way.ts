import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { launch } from 'puppeteer-core';
import type { Chromium } from '../../src/card/chromium/find-chromium.ts';
import { SIMULATED_LETTERHEAD } from '../../src/card/letterhead.ts';
import { loadTemplate } from '../../src/card/template.ts';
import { run } from '../oracles/run.ts';
import { cardAt } from './cards.ts';
import { timed, type Rate } from './processor.ts';

export interface PlainWayOptions {
  readonly chromium: Chromium;
  readonly p12: Buffer;
  readonly passphrase: string;
}

/**
 * As the examples of the libraries do it: a browser is started for every card, the whole page is loaded, printed, and
 * signed by node-signpdf. Without PDF/A, preview, check of the data and verification.
 */
export async function plainWay(
  { chromium, p12, passphrase }: PlainWayOptions,
  from: number,
  count: number,
): Promise<Rate> {
  const template = await loadTemplate(SIMULATED_LETTERHEAD);
  const make = async (index: number): Promise<void> => {
    const html = template.shell('').replace('</body>', () => `${template.layouts(cardAt(index))[0]}</body>`);
    const browser = await launch({
      executablePath: chromium.executablePath,
      headless: chromium.headless,
      env: { ...chromium.environment },
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    try {
      const page = await browser.newPage();
      await page.setContent(html, { waitUntil: 'load' });
      const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
      const prepared = plainAddPlaceholder({
        pdfBuffer: pdf,
        reason: 'Penerbitan KK',
        contactInfo: '',
        name: 'Kepala Dinas (simulasi)',
        location: 'Bantul',
      });
      const signed = await new SignPdf().sign(prepared, new P12Signer(p12, { passphrase }));
      if (signed.length < pdf.length) throw new Error('the plain way has signed nothing');
    } finally {
      await browser.close();
    }
  };
  return timed(count, async () => {
    for (let index = from; index < from + count; index += 1) await make(index);
  });
}

/** The head's key as OpenSSL packs it: node-forge, which signs for the plain way, does not read every PKCS#12. */
export async function plainP12(certificates: string, passphrase: string): Promise<Buffer> {
  const at = (name: string) => path.join(certificates, name);
  const file = at('plain.p12');
  const { code } = await run('openssl', [
    'pkcs12',
    '-export',
    '-inkey',
    at('signer.key'),
    '-in',
    at('signer.pem'),
    '-certfile',
    at('issuing.pem'),
    '-passout',
    `pass:${passphrase}`,
    '-out',
    file,
  ]).catch(() => ({ code: 1 }));
  if (code !== 0)
    throw new Error(
      'OpenSSL (openssl) diperlukan untuk pembanding ini. Pasang, misalnya dengan "sudo apt install openssl", lalu ulangi.',
    );
  return readFile(file);
}
