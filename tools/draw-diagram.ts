/**
 * Draws the diagram as Camunda Modeler shows it: `npm run draw:diagram` makes docs/pictures/diagram.png from
 * bpmn/penerbitan-kk.bpmn; `-- other.bpmn other.png` draws another one. Ends with 0 or 2 (could not be drawn).
 */
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pino } from 'pino';
import sharp from 'sharp';
import { findChromium } from '../src/card/chromium/find-chromium.ts';
import { launchBrowser } from '../src/card/chromium/launch-browser.ts';
import { loadConfig } from '../src/config/config.ts';
import { runCommand, Unusable, wordsOf } from './command.ts';

const MARGIN = 20;
const ROOM = { width: 6000, height: 4000 };
const root = path.resolve(import.meta.dirname, '..');
const USAGE = 'Pemakaian: npm run draw:diagram [-- <diagram.bpmn> [<gambar.png>]]\n';

/** The Modeler writes in Arial; Arimo has its widths, so that lines break as on the author's screen. */
const letters = (await readFile(path.join(root, 'templates', 'fonts', 'arimo-latin-400-normal.woff2'))).toString(
  'base64',
);
const page = `<!doctype html><meta charset="utf-8"><style>
@font-face { font-family: Arial; src: url(data:font/woff2;base64,${letters}); }
body { margin: 0; background: #fff; font-family: Arial; }
#diagram { width: ${ROOM.width}px; height: ${ROOM.height}px; }
.bjs-powered-by { display: none; }
</style><div id="diagram">.</div>`;

/** Runs in the page, where bpmn-js has left `BpmnJS`. Answers the size of what was drawn. */
const draw = `async (xml, room, margin) => {
  await document.fonts.load('12px Arial');
  const container = document.getElementById('diagram');
  container.textContent = '';
  const viewer = new BpmnJS({ container });
  const { warnings } = await viewer.importXML(xml);
  if (warnings.length > 0) throw new Error(warnings.map((warning) => warning.message).join('; '));
  const canvas = viewer.get('canvas');
  const { inner } = canvas.viewbox();
  canvas.viewbox({ x: inner.x - margin, y: inner.y - margin, width: room.width, height: room.height });
  return { width: inner.width + 2 * margin, height: inner.height + 2 * margin };
}`;

async function main(): Promise<number> {
  const [
    source = path.join(root, 'bpmn', 'penerbitan-kk.bpmn'),
    target = path.join(root, 'docs', 'pictures', 'diagram.png'),
  ] = wordsOf(USAGE, 2);
  const diagram = await readFile(source, 'utf8').catch(() => {
    throw new Unusable(`Berkas ${source} tidak dapat dibaca. Periksa nama dan izinnya.\n${USAGE}`);
  });
  const logger = pino({ level: 'warn' });
  const { cacheDir } = loadConfig();
  const browser = await launchBrowser(
    await findChromium({ cacheDir, logger, executablePath: process.env['PUPPETEER_EXECUTABLE_PATH'] }),
    logger,
  );
  try {
    const tab = await browser.newPage();
    await tab.setViewport(ROOM);
    await tab.setContent(page);
    await tab.addScriptTag({
      path: createRequire(import.meta.url).resolve('bpmn-js/dist/bpmn-viewer.production.min.js'),
    });
    const size: unknown = await tab.evaluate(
      `(${draw})(${JSON.stringify(diagram)}, ${JSON.stringify(ROOM)}, ${MARGIN})`,
    );
    if (typeof size !== 'object' || size === null || !('width' in size) || !('height' in size))
      throw new Error('bpmn-js did not say how large the diagram is');
    await mkdir(path.dirname(target), { recursive: true });
    const picture = await tab.screenshot({
      clip: { x: 0, y: 0, width: Number(size.width), height: Number(size.height) },
    });
    await sharp(picture).png({ palette: true, colours: 32, compressionLevel: 9 }).toFile(target);
    process.stdout.write(`${path.relative(process.cwd(), target)}\n`);
    return 0;
  } finally {
    await browser.close();
  }
}

runCommand(main);
