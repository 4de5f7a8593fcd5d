import type { Problem } from './types';

/** What the server (or the way to it) said went wrong. `status` 0: it could not be reached. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly requestId: string | null;
  readonly fields: NonNullable<Problem['errors']>;
  /** What was sent and what is there now, where something changed meanwhile. */
  readonly versions: Problem['versions'] | null;

  constructor(status: number, body: Partial<Problem> = {}) {
    super(body.detail ?? body.title ?? '');
    this.status = status;
    this.code = body.code ?? (status === 0 ? 'client.unreachable' : 'client.unreadable');
    this.title = body.title ?? '';
    this.requestId = body.request_id ?? null;
    this.fields = body.errors ?? [];
    this.versions = body.versions ?? null;
  }

  /** The sentence about one field of the request, by its JSON pointer. */
  about(pointer: string): string | undefined {
    return this.fields.find((field) => field.pointer === pointer)?.detail;
  }
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof TypeError) return new ApiProblem(0);
  throw error;
}
