/** Categories of a trace that has the tasks and the names of the threads. */
export const TASKS = ['disabled-by-default-devtools.timeline', '__metadata'] as const;

/** One task of a thread's event loop. */
export interface Task {
  readonly ms: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

/** The tasks of the pages' main threads in a trace of Chromium's: its workers have threads of other names. */
export function tasksOf(trace: string): Task[] {
  const { traceEvents }: { traceEvents: readonly TraceEvent[] } = JSON.parse(trace);
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}.${tid}`),
  );
  return traceEvents
    .filter(({ name, ph }) => ph === 'X' && name === 'RunTask')
    .filter(({ pid, tid }) => mains.has(`${pid}.${tid}`))
    .map(({ dur = 0 }) => ({ ms: dur / 1000 }));
}
