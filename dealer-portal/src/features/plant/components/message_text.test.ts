import { describe, expect, it } from 'vitest';
import { faultOf, laidOut } from './message_text';

const message = '{"SyncOperationsPerformance":{"ApplicationArea":{"BODID":"1"}}}';

describe('the text of a message', () => {
  it('is right when it has a known body and a BODID', () => expect(faultOf(message)).toBeNull());
  it('says where it is no JSON', () => expect(faultOf('{\n  "a": 1,\n  b\n}')).toMatchObject({ kind: 'notJson', row: 3, column: 3 }));
  it('must be one of the messages of a line', () => {
    expect(faultOf('{"Something":{}}')).toEqual({ kind: 'unknownBody' });
    expect(faultOf('[]')).toEqual({ kind: 'unknownBody' });
    expect(faultOf('null')).toEqual({ kind: 'unknownBody' });
  });
  it('must say who it is', () => expect(faultOf('{"ConfirmBOD":{"ApplicationArea":{}}}')).toEqual({ kind: 'noBodid' }));
  it('is laid out for reading, or left alone', () => {
    expect(laidOut('{"a":1}')).toBe('{\n  "a": 1\n}');
    expect(laidOut('{"a":')).toBe('{"a":');
  });
});
