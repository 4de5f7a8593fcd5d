// The contract as a judge of exchanges: {method, target, request_type, request_body, status, type, body}.
import { createRequire } from 'node:module';

// The packages are those of the browser tests, so that one lock file holds them all.
const require = createRequire(new URL('../e2e/package.json', import.meta.url));
const Ajv2020 = require('ajv/dist/2020.js').default;
const addFormats = require('ajv-formats').default;
const { parse } = require('yaml');

const apiPrefix = '/api/v1';
const methods = ['get', 'post', 'put', 'patch', 'delete'];

const pointer = (...parts) => '#/' + parts.map((part) => encodeURIComponent(String(part).replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');

function operationsOf(document) {
  const operations = [];
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods.filter((name) => item[name])) {
      const segments = path.split('/').slice(1);
      operations.push({ path, method, segments, id: item[method].operationId, words: segments.filter((s) => !s.startsWith('{')).length, item: item[method] });
    }
  }
  // A word wins over a parameter, as in the server's router.
  return operations.sort((a, b) => b.words - a.words);
}

const fits = (operation, segments) =>
  operation.segments.length === segments.length && operation.segments.every((part, i) => (part.startsWith('{') ? segments[i] !== '' : part === segments[i]));

export class Contract {
  constructor(text) {
    this.document = parse(text);
    this.operations = operationsOf(this.document);
    this.called = new Set();
    this.ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats(this.ajv);
    this.ajv.addSchema(this.document, 'api');
    this.validators = new Map();
  }

  /** What is wrong with an exchange, one sentence a fault. */
  faults(exchange) {
    const path = exchange.target.split('?')[0];
    if (!path.startsWith(apiPrefix + '/')) return [];
    const segments = path.slice(apiPrefix.length + 1).split('/');
    const operation = this.operations.find((candidate) => candidate.method === exchange.method.toLowerCase() && fits(candidate, segments));
    if (!operation) return this.#unknown(exchange);
    const name = `${operation.id} ${exchange.status}`;
    const success = exchange.status >= 200 && exchange.status < 300;
    if (success) this.called.add(operation.id);
    return [...this.#responseFaults(operation, exchange), ...(success ? this.#requestFaults(operation, exchange) : [])].map((fault) => `${name}: ${fault}`);
  }

  /** The operations that no exchange so far called with success. */
  neverCalled() {
    return this.operations.filter(({ id }) => !this.called.has(id)).map(({ id }) => id);
  }

  #unknown(exchange) {
    const name = `${exchange.method} ${exchange.target.split('?')[0]} ${exchange.status}`;
    if (![404, 405].includes(exchange.status)) return [`${name}: answered, though docs/openapi.yaml has no such operation`];
    return this.#bodyFaults(pointer('components', 'responses', 'Problem', 'content', 'application/problem+json', 'schema'), exchange).map((fault) => `${name}: ${fault}`);
  }

  #responseFaults(operation, exchange) {
    const declared = operation.item.responses;
    const status = declared[exchange.status] ? String(exchange.status) : 'default';
    if (status === 'default' && exchange.status < 400) return ['this success is not in the contract'];
    const { response, at } = this.#resolve(declared[status], ['paths', operation.path, operation.method, 'responses', status]);
    if (!response.content) return exchange.body === '' ? [] : ['has a body where the contract has none'];
    const type = exchange.type.split(';')[0].trim();
    if (!response.content[type]) return [`has the type "${type}", the contract ${Object.keys(response.content).join(' or ')}`];
    if (!type.includes('json')) return [];
    return this.#bodyFaults(pointer(...at, 'content', type, 'schema'), exchange);
  }

  /** What was accepted must have been allowed: a contract that is narrower than the server misleads the client's writer. */
  #requestFaults(operation, exchange) {
    const declared = operation.item.requestBody;
    if (!declared) return exchange.request_body === '' ? [] : ['took a body that the contract does not have'];
    if (exchange.request_body === '') return [];
    const { at } = this.#resolve(declared, ['paths', operation.path, operation.method, 'requestBody']);
    return this.#schemaFaults(pointer(...at, 'content', 'application/json', 'schema'), exchange.request_body).map((fault) => `took a request of which the contract says: ${fault}`);
  }

  #resolve(item, at) {
    if (!item.$ref) return { response: item, at };
    const parts = item.$ref.slice(2).split('/');
    return { response: parts.reduce((node, part) => node[part], this.document), at: parts };
  }

  #bodyFaults(reference, exchange) {
    return this.#schemaFaults(reference, exchange.body);
  }

  #schemaFaults(reference, text) {
    let value;
    try {
      value = JSON.parse(text);
    } catch {
      return ['is no JSON'];
    }
    if (!this.validators.has(reference)) this.validators.set(reference, this.ajv.compile({ $ref: `api${reference}` }));
    const validate = this.validators.get(reference);
    if (validate(value)) return [];
    return validate.errors.map(({ instancePath, message, params }) => {
      const what = params.additionalProperty ?? params.missingProperty ?? '';
      return `${instancePath.replace(/\/\d+/g, '/*') || '/'} ${message}${what && ` (${what})`}`;
    });
  }
}
