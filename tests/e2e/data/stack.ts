import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
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

function marque(args: string[]) {
  const env = { ...process.env, MARQUE_BUILD_DIR: process.env.MARQUE_BUILD_DIR ?? join(root, 'build/release') };
  const run = spawnSync(join(root, 'marque'), args, { env, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`./marque ${args.join(' ')} ended with ${run.status}\n${run.stdout}\n${run.stderr}`);
}

/** What a newcomer gets by ./marque up, on a port and in a folder of its own; ended after the last story. */
export default async function startStack() {
  const data = mkdtempSync(join(tmpdir(), 'marque-e2e-'));
  const port = await freePort();
  process.env.MARQUE_URL = `http://127.0.0.1:${port}`;
  marque(['up', '--detach', '--port', String(port), '--data', data]);
  return () => {
    marque(['down', '--data', data]);
    rmSync(data, { recursive: true, force: true });
  };
}
