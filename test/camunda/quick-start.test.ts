import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import type { JvmProgram } from '../../camunda/jvm-program.ts';
import { archiveFile, makeArchive, startingFrom } from '../../camunda/quick-start.ts';
import { temporaryFolder } from '../store/database.ts';

const program: JvmProgram = {
  name: 'engine',
  title: 'Mesin proses',
  jvmArguments: ['-Xmx512m'],
  classPath: ['host.jar'],
  mainClass: 'kk.host.Main',
  environment: {},
  probe: () => Promise.resolve('ready'),
};

describe('The archive of classes, with which the engine starts in half the time', () => {
  let archive: string;
  let recorded: JvmProgram[];
  beforeEach(() => {
    archive = path.join(temporaryFolder(), 'classes.jsa');
    recorded = [];
  });
  /** A JVM writes the archive as it ends. */
  const records = (recording: JvmProgram) => {
    recorded.push(recording);
    const [, file] = /-XX:ArchiveClassesAtExit=(.*)/.exec(recording.jvmArguments.at(-1) ?? '') ?? [];
    return Promise.resolve({ stop: () => Promise.resolve(writeFileSync(file ?? '', 'classes')) });
  };

  it('is written by a first run, and not again', async () => {
    await makeArchive(archive, program, undefined, records);
    await makeArchive(archive, program, undefined, records);
    expect(recorded).to.have.length(1);
    expect(existsSync(archive)).to.equal(true);
    expect(startingFrom(archive, program).jvmArguments).to.deep.equal(['-Xmx512m', `-XX:SharedArchiveFile=${archive}`]);
  });

  it('is written once where several offices start at the same moment', async () => {
    await Promise.all([1, 2, 3].map(() => makeArchive(archive, program, undefined, records)));
    expect(recorded).to.have.length(1);
  });

  it('is left to the next starter when a run fails, and nothing half is left', async () => {
    const fails = () => Promise.reject(new Error('no memory'));
    const failed = await makeArchive(archive, program, undefined, fails).catch((error: unknown) => error);
    expect(failed).to.have.property('message', 'no memory');
    expect(readdirSync(path.dirname(archive))).to.deep.equal([]);
    await makeArchive(archive, program, undefined, records);
    expect(existsSync(archive)).to.equal(true);
  });

  it('is another file for a patch release of Java, and for another option', () => {
    const java = { home: '/jdk', version: 17, build: 'openjdk version "17.0.15"', program: '/jdk/bin/java' };
    const named = (one: typeof java, two: JvmProgram) => archiveFile('/cache', one, two);
    const names = [
      named(java, program),
      named({ ...java, build: 'openjdk version "17.0.16"' }, program),
      named(java, { ...program, jvmArguments: ['-Xmx1g'] }),
    ];
    expect(new Set(names)).to.have.length(3);
  });
});
