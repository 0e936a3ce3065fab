import { spawn } from 'node:child_process';

export interface Ran {
  readonly code: number;
  /** Standard output. */
  readonly answer: string;
  /** Both outputs, for an error message. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly javaHome?: string;
  /** Two minutes, when left out. */
  readonly timeoutMs?: number;
}

/**
 * Runs a program to its end. Rejects when it is not there; a program that takes too long is killed and ends with code
 * 1.
 */
export function run(
  program: string,
  parameters: readonly string[],
  { cwd, javaHome, timeoutMs = 120_000 }: RunOptions = {},
): Promise<Ran> {
  const child = spawn(program, parameters, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd === undefined ? {} : { cwd }),
    ...(javaHome === undefined ? {} : { env: { ...process.env, JAVA_HOME: javaHome } }),
  });
  // Node's own `timeout` keeps running, and the process with it, when the program is not there.
  const limit = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const answer: Buffer[] = [];
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => answer.push(chunk) && output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      clearTimeout(limit);
      reject(error);
    });
    child.once('close', (code) => {
      clearTimeout(limit);
      resolve({
        code: code ?? 1,
        answer: Buffer.concat(answer).toString('utf8'),
        output: Buffer.concat(output).toString('utf8'),
      });
    });
  });
}
