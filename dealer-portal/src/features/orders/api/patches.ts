import type { Build, FeedEvent, Order, OrderSummary } from '@/lib/api/types';

function patchBuild(build: Build, event: FeedEvent): Build {
  if (event.kind !== 'STATION' || (event.seq ?? 0) <= build.last_seq) return build;
  return {
    ...build,
    last_seq: event.seq ?? build.last_seq,
    state: event.station_state === 'HELD' ? 'HELD' : build.state === 'HELD' || build.state === 'SCHEDULED' ? 'RUNNING' : build.state,
    station: event.station ?? build.station,
    station_state: event.station_state ?? build.station_state,
    station_since: event.at,
    pass_no: event.pass_no ?? build.pass_no,
    hold_reason: event.station_state === 'HELD' ? (event.hold_reason ?? build.hold_reason) : null,
  };
}

/** The order as it stands after an event; an event that is older than what is known changes nothing. */
export function patchOrder(order: Order, event: FeedEvent): Order {
  const build = order.build ? patchBuild(order.build, event) : null;
  const isNew = build !== order.build && event.seq !== undefined && event.station !== undefined;
  return {
    ...order,
    state: event.state ?? order.state,
    build,
    build_events: isNew
      ? [
          ...order.build_events,
          {
            seq: event.seq ?? 0,
            station: event.station ?? '',
            state: event.station_state ?? 'RUNNING',
            pass_no: event.pass_no ?? 1,
            at: event.at,
            hold_reason: event.hold_reason ?? null,
            disposition: event.disposition ?? null,
          },
        ]
      : order.build_events,
  };
}

export function patchRow(row: OrderSummary, event: FeedEvent): OrderSummary {
  const mine = event.order_number === row.number || (event.build_id !== undefined && event.build_id === row.build_id);
  if (!mine) return row;
  return {
    ...row,
    state: event.state ?? row.state,
    station: event.station ?? row.station,
    held: event.kind === 'STATION' ? event.station_state === 'HELD' : row.held,
  };
}
