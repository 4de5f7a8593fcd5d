import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? found(address.port) : failed(new Error('no port'))));
    });
  });
}

const buildDir = process.env.MARQUE_BUILD_DIR ?? join(root, 'build/release');

/** A process that ends with this one, even where this one is killed. */
function start(program: string, args: string[], output: 'pipe' | number): ChildProcess {
  return spawn('setpriv', ['--pdeathsig', 'TERM', program, ...args], { env: { ...process.env, MARQUE_BUILD_DIR: buildDir }, stdio: ['ignore', output, output] });
}

async function end(process: ChildProcess) {
  const ended = once(process, 'exit');
  if (process.exitCode === null && process.signalCode === null && process.kill()) await ended;
}

/** Everything but the line; resolves with what was printed once all answers. */
function startMarque(data: string, port: number): Promise<{ launcher: ChildProcess; printed: string }> {
  const launcher = start(join(root, 'marque'), ['up', '--no-line', '--port', String(port), '--data', data], 'pipe');
  let printed = '';
  return new Promise((ready, failed) => {
    const read = (text: Buffer) => {
      printed += String(text);
      if (/^Ready after/m.test(printed)) ready({ launcher, printed });
    };
    launcher.stdout?.on('data', read);
    launcher.stderr?.on('data', read);
    launcher.once('error', failed);
    launcher.once('exit', (code) => failed(new Error(`./marque up ended with ${code}\n${printed}`)));
  });
}

/** The same line as ./marque up starts, half as fast again and with a short road, at the broker that was printed. */
function startLine(data: string, printed: string): ChildProcess {
  const [, broker, prefix] = /Broker\s+(\S+)\s+topic prefix (\S+)/.exec(printed) ?? [];
  if (!broker || !prefix) throw new Error(`no broker in what ./marque up printed:\n${printed}`);
  const log = openSync(join(data, 'log/marque-line.log'), 'a');
  const options = { '--data': join(data, 'line'), '--broker': broker, '--topic-prefix': prefix, '--line-file': join(root, 'mes-bridge/line-simulator/lines/ga-1.json'), '--car-seconds': '20', '--road-seconds': '4' };
  return start(join(buildDir, 'bin/marque-line'), [...Object.entries(options).flat(), '--follow-office-clock'], log);
}

/** What a newcomer gets by ./marque up, on a port and in a folder of its own; ended after the last story, its logs kept in results/log. */
export default async function startStack() {
  if (!existsSync(join(root, 'dealer-portal/dist/index.html'))) throw new Error('The portal is not built; ./marque test builds it.');
  const data = mkdtempSync(join(tmpdir(), 'marque-e2e-'));
  const port = await freePort();
  process.env.MARQUE_URL = `http://127.0.0.1:${port}`;
  const { launcher, printed } = await startMarque(data, port);
  const line = startLine(data, printed);
  return async () => {
    await end(line);
    await end(launcher);
    cpSync(join(data, 'log'), resolve(import.meta.dirname, '../results/log'), { recursive: true });
    rmSync(data, { recursive: true, force: true });
  };
}
