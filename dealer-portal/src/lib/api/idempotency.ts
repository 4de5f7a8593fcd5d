import { useRef } from 'react';
import { useMutation, type UseMutationOptions } from '@tanstack/react-query';
import type { ApiProblem } from './problem';

/** randomUUID is missing where the portal is opened by plain http on another host. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** One key a submission: the same input tried again carries the same key until it has succeeded. */
export class SubmissionKeys {
  private current: { input: string; key: string } | null = null;

  keyFor(input: unknown): string {
    // Some acts need no input at all.
    const text = JSON.stringify(input) ?? '';
    if (!this.current || this.current.input !== text) this.current = { input: text, key: newKey() };
    return this.current.key;
  }

  done() {
    this.current = null;
  }
}

type Options<Out, In> = Omit<UseMutationOptions<Out, ApiProblem, In>, 'mutationFn'>;

/** A mutation that creates something exactly once. */
export function useCreate<Out, In>(send: (input: In, key: string) => Promise<Out>, options: Options<Out, In> = {}) {
  const keys = useRef(new SubmissionKeys());
  return useMutation<Out, ApiProblem, In>({
    ...options,
    mutationFn: async (input) => {
      const out = await send(input, keys.current.keyFor(input));
      keys.current.done();
      return out;
    },
  });
}
