import { describe, expect, it } from 'vitest';
import { SubmissionKeys, newKey } from './idempotency';

describe('the key of a submission', () => {
  it('stays the same while the same thing is tried again', () => {
    const keys = new SubmissionKeys();
    expect(keys.keyFor({ model: 'A' })).toBe(keys.keyFor({ model: 'A' }));
  });

  it('is another for another thing, and after it has succeeded', () => {
    const keys = new SubmissionKeys();
    const first = keys.keyFor({ model: 'A' });
    expect(keys.keyFor({ model: 'B' })).not.toBe(first);
    const second = keys.keyFor({ model: 'B' });
    keys.done();
    expect(keys.keyFor({ model: 'B' })).not.toBe(second);
  });

  it('is there for an act that needs no input', () => {
    const keys = new SubmissionKeys();
    const first = keys.keyFor(undefined);
    expect(keys.keyFor(undefined)).toBe(first);
    keys.done();
    expect(keys.keyFor(undefined)).not.toBe(first);
  });

  it('is long enough for the server', () => {
    expect(newKey().length).toBeGreaterThanOrEqual(32);
  });
});
