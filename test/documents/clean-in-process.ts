import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { cleanPicture } from '../../src/documents/clean-picture.ts';

/** Cleans the picture named as argument and prints its size, and by how many MB the peak of memory grew (Linux). */
const peakMb = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
const before = peakMb();
const { width, height } = await sharp(await cleanPicture(readFileSync(process.argv[2]!))).metadata();
console.log(JSON.stringify({ width, height, grownMb: peakMb() - before }));
