import type { Spec } from '../../spec/spec.ts';
import { hasContext } from '../contexts.ts';
import { hasServices, isEventDriven, type Process, processOf } from '../processes.ts';

/** The programs that keep something in the cache: orders, the prices for its quotes. */
export function cachingProcesses(spec: Spec): readonly Process[] {
  return hasServices(spec) && !isEventDriven(spec) && hasContext(spec, 'orders')
    ? [processOf(spec, 'orders')]
    : [];
}
