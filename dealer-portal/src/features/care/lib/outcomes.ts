import type { CareOutcome } from '../api/calls';

/** In the order of their keys, 1 to 9. */
export const outcomes: CareOutcome[] = ['REACHED', 'BOOKED', 'CALL_BACK', 'NO_ANSWER', 'BUSY', 'ANSWERING_MACHINE', 'WRONG_NUMBER', 'DO_NOT_CALL', 'SOLD_CAR'];

export const outcomeOfKey = (key: string): CareOutcome | undefined => outcomes[Number(key) - 1];
