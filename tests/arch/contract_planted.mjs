// The contract check is tried on answers that are wrong on purpose.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Contract } from './contract_check.mjs';

const openapi = readFileSync(new URL('../../docs/openapi.yaml', import.meta.url), 'utf8');
const contract = () => new Contract(openapi);

const json = { type: 'application/json', request_type: '', request_body: '' };
const customer = {
  id: 1, kind: 'PERSON', name: '王小明', phone: '+8613800138000', address: '', postcode: '', locale: 'zh-CN', do_not_call: false, dealer_id: 2, version: 1,
};
const problem = { type: 'about:blank', title: 'Not Found', status: 404, detail: '没有', code: 'customer.not_found', request_id: 'r' };
const got = (changes, body) => ({ method: 'GET', target: '/api/v1/customers/1', status: 200, ...json, body: JSON.stringify(body), ...changes });

function faults(exchange) {
  return contract().faults(exchange).join('\n');
}

test('a right answer passes', () => {
  assert.equal(faults(got({}, customer)), '');
  assert.equal(faults(got({ status: 404, type: 'application/problem+json' }, problem)), '');
  assert.equal(faults({ method: 'DELETE', target: '/api/v1/sessions/current', status: 204, ...json, type: '', body: '' }), '');
  assert.equal(faults({ method: 'GET', target: '/healthz', status: 200, ...json, type: 'text/plain', body: 'alive' }), '');
});

test('a field that is missing, unknown or of the wrong kind is found', () => {
  const { phone, ...without } = customer;
  assert.match(faults(got({}, without)), /getCustomer 200: \/ must have required property 'phone'/);
  assert.match(faults(got({}, { ...customer, secret: 1 })), /must NOT have additional properties \(secret\)/);
  assert.match(faults(got({}, { ...customer, id: '1' })), /\/id must be integer/);
  assert.match(faults(got({}, { ...customer, kind: 'ROBOT' })), /\/kind must be equal to one of the allowed values/);
});

test('a fault deep in a list is found', () => {
  const page = { items: [customer, { ...customer, locale: 'fr' }], next: null };
  assert.match(faults(got({ target: '/api/v1/customers?q=x' }, page)), /listCustomers 200: \/items\/\* *\/?locale/);
});

test('a date that is none is found', () => {
  const clock = { now: '2026-11-21 10:00:00', real_now: '2026-11-21T10:00:00.000Z', offset_days: 0, movable: true };
  assert.match(faults(got({ target: '/api/v1/clock' }, clock)), /\/now must match format "date-time"/);
});

test('a problem without its code is found', () => {
  const { code, ...without } = problem;
  assert.match(faults(got({ status: 404, type: 'application/problem+json' }, without)), /required property 'code'/);
  assert.match(faults(got({ status: 404 }, problem)), /has the type "application\/json"/);
});

test('a status or an operation that the contract does not have is found', () => {
  assert.match(faults(got({ status: 202 }, customer)), /this success is not in the contract/);
  assert.match(faults(got({ target: '/api/v1/secrets' }, {})), /no such operation/);
  assert.match(faults({ method: 'DELETE', target: '/api/v1/sessions/current', status: 204, ...json, type: '', body: 'x' }), /has a body where the contract has none/);
});

test('a request that was taken though the contract forbids it is found', () => {
  const request = { kind: 'PERSON', name: '王', phone: '1', nickname: 'x' };
  const exchange = { method: 'POST', target: '/api/v1/customers', status: 201, ...json, request_body: JSON.stringify(request), body: JSON.stringify(customer) };
  assert.match(faults(exchange), /took a request of which the contract says: \/ must NOT have additional properties \(nickname\)/);
});

test('an operation that nobody called is found', () => {
  const judge = contract();
  const before = judge.neverCalled();
  judge.faults(got({}, customer));
  assert.ok(before.includes('getCustomer'));
  assert.ok(!judge.neverCalled().includes('getCustomer'));
  assert.equal(judge.neverCalled().length, before.length - 1);
});
