import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { findJava, type Java } from '../../camunda/java.ts';
import { compileJar } from '../../camunda/java-compiler.ts';
import { madeOnce } from '../../camunda/made-once.ts';
import { runMaven } from '../../camunda/maven.ts';

const SOURCES = path.join(import.meta.dirname, 'java');
const POM = path.join(import.meta.dirname, 'pom.xml');
const JAR = 'check.jar';

export interface ZeebeFinding {
  readonly file: string;
  /** Id of the nearest element that has one; '' for the file as a whole. */
  readonly element: string;
  /** In English, as the library says it. */
  readonly message: string;
}
export interface ZeebeVerdict {
  readonly findings: readonly ZeebeFinding[];
  /** FEEL texts that were read. */
  readonly expressions: number;
}

/**
 * Has diagrams and decision tables read as Zeebe reads them: schema, the vendor's rules (zeebe-bpmn-model) and every
 * FEEL text by feel-scala. Fetches and compiles what that takes once (30 MB). Throws StartError when that is not
 * possible.
 */
export async function checkZeebeModel(files: readonly string[], cacheDir: string): Promise<ZeebeVerdict> {
  const java = await findJava(process.env);
  const jars = await zeebeModelJars(cacheDir, java);
  const classPath = jars.join(path.delimiter);
  // 1: something was found; all else is trouble.
  const output = await promisify(execFile)(java.program, [
    '-XX:TieredStopAtLevel=1',
    '-cp',
    classPath,
    'Main',
    ...files,
  ]).then(
    ({ stdout }) => stdout,
    (error: { code?: unknown; stdout?: string }) => {
      if (error.code === 1 && error.stdout !== undefined && error.stdout !== '') return error.stdout;
      throw error;
    },
  );
  const lines = output.trimEnd().split('\n');
  return {
    expressions: Number(lines.pop()),
    findings: lines.map((line) => {
      const [file = '', element = '', message = ''] = line.split('\t');
      return { file, element, message };
    }),
  };
}

/** Our own jar and what it needs. */
export async function zeebeModelJars(cacheDir: string, java: Java): Promise<string[]> {
  const names = (await readdir(SOURCES)).sort();
  const hash = createHash('sha256').update(await readFile(POM));
  for (const name of names) hash.update(name).update(await readFile(path.join(SOURCES, name)));
  const folder = path.join(cacheDir, `zeebe-model-${hash.digest('hex').slice(0, 12)}`);
  await madeOnce(folder, undefined, (unfinished) => make(unfinished, names, java));
  return (await readdir(folder)).filter((name) => name.endsWith('.jar')).map((name) => path.join(folder, name));
}

async function make(folder: string, names: readonly string[], java: Java): Promise<void> {
  await copyFile(POM, path.join(folder, 'pom.xml'));
  await runMaven({
    folder,
    goals: ['dependency:copy-dependencies', `-DoutputDirectory=${folder}`],
    javaHome: java.home,
    environment: process.env,
    logFile: path.join(folder, 'maven.log'),
  });
  const classes = path.join(folder, 'classes');
  await mkdir(classes);
  const jars = (await readdir(folder)).filter((name) => name.endsWith('.jar')).map((name) => path.join(folder, name));
  await compileJar({
    java,
    sources: names.map((name) => path.join(SOURCES, name)),
    classPath: jars,
    classes,
    jar: path.join(folder, JAR),
  });
}
