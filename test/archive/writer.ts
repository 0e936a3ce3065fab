// Stores packages until it is killed. Run by archive.test.ts.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import pino from 'pino';
import { createArchive } from '../../src/archive/create-archive.ts';
import { packageOf } from './packages.ts';

const folder = process.argv[2]!;
const layers = ['server', 'flash-disk'].map((name) => ({ name, path: path.join(folder, name), removable: false }));
for (const layer of layers) mkdirSync(layer.path, { recursive: true });
const holdsCopies = () => Promise.resolve(false);
const archive = createArchive({ layers, key: Buffer.alloc(32), holdsCopies, logger: pino({ level: 'silent' }) });
for (let i = 0; ; i = (i + 1) % 500) {
  await archive.store(packageOf(i));
  process.stdout.write('.');
}
