// Holds every recorded exchange against docs/openapi.yaml.
//   node contract.mjs OPENAPI EXCHANGES_FOLDER [SUITE...]
// When each SUITE left its exchanges, every operation that is not in not_called_yet.txt must have been called with success.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Contract } from './contract_check.mjs';

const mostShown = 30;
const notYet = new Set(readFileSync(new URL('not_called_yet.txt', import.meta.url), 'utf8').split('\n').filter(Boolean));

function recorded(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)));
}

function main([openapi, folder, ...suites]) {
  const contract = new Contract(readFileSync(openapi, 'utf8'));
  const exchanges = recorded(folder);
  const faults = exchanges.flatMap((exchange) => contract.faults(exchange));
  const complete = suites.length > 0 && suites.every((suite) => existsSync(join(folder, `${suite}.ndjson`)));
  if (complete) {
    const never = new Set(contract.neverCalled());
    faults.push(...[...never].filter((id) => !notYet.has(id)).map((id) => `${id}: no http test ever called it with success`));
    const called = [...notYet].filter((id) => !never.has(id));
    if (called.length > 0) console.log(`Called by now, take them out of not_called_yet.txt: ${called.join(' ')}`);
  }
  const different = [...new Set(faults)];
  for (const fault of different.slice(0, mostShown)) console.log(fault);
  if (different.length > mostShown) console.log(`… and ${different.length - mostShown} more`);
  console.log(`${exchanges.length} exchanges held against the contract, ${different.length} faults` +
    (complete ? '' : '; not every http suite ran, so operations that were never called are not counted'));
  return different.length === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main(process.argv.slice(2));
