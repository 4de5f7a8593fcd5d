import { spawn, spawnSync } from 'node:child_process';
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

/** Runs a command of the launcher and returns what it printed. */
function marque(args: string[]): string {
  const run = spawnSync(join(root, 'marque'), args, { env: { ...process.env, MARQUE_BUILD_DIR: buildDir }, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`./marque ${args.join(' ')} ended with ${run.status}\n${run.stdout}\n${run.stderr}`);
  return run.stdout;
}

/** The same line as ./marque up starts, half as fast again and with a short road, at the broker that was printed. */
function startLine(data: string, printed: string) {
  const [, broker, prefix] = /Broker\s+(\S+)\s+topic prefix (\S+)/.exec(printed) ?? [];
  if (!broker || !prefix) throw new Error(`no broker in what ./marque up printed:\n${printed}`);
  const log = openSync(join(data, 'log/marque-line.log'), 'a');
  const options = { '--data': join(data, 'line'), '--broker': broker, '--topic-prefix': prefix, '--line-file': join(root, 'mes-bridge/line-simulator/lines/ga-1.json'), '--car-seconds': '20', '--road-seconds': '4' };
  return spawn(join(buildDir, 'bin/marque-line'), [...Object.entries(options).flat(), '--follow-office-clock'], { stdio: ['ignore', log, log] });
}

/** What a newcomer gets by ./marque up, on a port and in a folder of its own; ended after the last story, its logs kept in results/log. */
export default async function startStack() {
  if (!existsSync(join(root, 'dealer-portal/dist/index.html'))) throw new Error('The portal is not built; ./marque test builds it.');
  const data = mkdtempSync(join(tmpdir(), 'marque-e2e-'));
  const port = await freePort();
  process.env.MARQUE_URL = `http://127.0.0.1:${port}`;
  const line = startLine(data, marque(['up', '--detach', '--no-line', '--port', String(port), '--data', data]));
  return async () => {
    const ended = once(line, 'exit');
    if (line.exitCode === null && line.kill()) await ended;
    marque(['down', '--data', data]);
    cpSync(join(data, 'log'), resolve(import.meta.dirname, '../results/log'), { recursive: true });
    rmSync(data, { recursive: true, force: true });
  };
}
