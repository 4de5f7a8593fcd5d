// Holds every recorded exchange against docs/openapi.yaml.
//   node contract.mjs OPENAPI EXCHANGES_FOLDER [SUITE...]
// When each SUITE left its exchanges, every operation must have been called with success.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Contract } from './contract_check.mjs';

const mostShown = 30;

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
    faults.push(...contract.neverCalled().map((id) => `${id}: no http test ever called it with success`));
  }
  const different = [...new Set(faults)];
  for (const fault of different.slice(0, mostShown)) console.log(fault);
  if (different.length > mostShown) console.log(`… and ${different.length - mostShown} more`);
  console.log(`${exchanges.length} exchanges held against the contract, ${different.length} faults` +
    (complete ? '' : '; not every http suite ran, so operations that were never called are not counted'));
  return different.length === 0 ? 0 : 1;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main(process.argv.slice(2));
