// Holds every message that the tests heard on the wire against the B2MML-JSON schema.
//   node wire.mjs SCHEMA WIRE_FOLDER
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(new URL('../e2e/package.json', import.meta.url));
const Ajv2020 = require('ajv/dist/2020.js').default;
const addFormats = require('ajv-formats').default;

function main([schemaFile, folder]) {
  if (!existsSync(schemaFile)) {
    console.log('skipped: no ../shared');
    return 0;
  }
  const ajv = new Ajv2020({ strict: false, unicodeRegExp: false });
  addFormats(ajv);
  const check = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
  // (Its patterns escape hyphens, which a Unicode pattern may not.)
  // A judge that lets everything pass would make the rest worthless.
  if (check({ SyncOperationsPerformance: { Colour: 'red' } })) throw new Error('the schema refuses nothing');
  const messages = (existsSync(folder) ? readdirSync(folder) : [])
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean))
    .map((line) => JSON.parse(line));
  const faults = messages.flatMap((message) =>
    check(message) ? [] : check.errors.map((error) => `${Object.keys(message)[0]}${error.instancePath} ${error.message}`),
  );
  for (const fault of new Set(faults)) console.log(fault);
  console.log(`${messages.length} messages held against the schema, ${faults.length} faults`);
  return faults.length === 0 && messages.length > 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
