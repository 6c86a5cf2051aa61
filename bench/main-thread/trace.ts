/** Categories of a trace that has the tasks and the names of the threads. */
export const TASKS = ['disabled-by-default-devtools.timeline', '__metadata'] as const;

/** One task of a thread's event loop. */
export interface Task {
  readonly ms: number;
  /** Of them it computed; the rest it waited for a core. */
  readonly computedMs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds, and those of them that the thread computed. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string; readonly data?: { readonly frames?: readonly Frame[] } };
}

interface Frame {
  readonly processId: number;
}

/**
 * The tasks of the pages' main threads in a trace of Chromium's. Workers have threads of other names, and one that pages share may have
 * a process of its own, in whose main thread there is no page.
 */
export function tasksOf(trace: string): Task[] {
  const { traceEvents }: { traceEvents: readonly TraceEvent[] } = JSON.parse(trace);
  const pages = new Set(
    traceEvents
      .filter(({ name }) => name === 'TracingStartedInBrowser')
      .flatMap(({ args }) => args?.data?.frames?.map(({ processId }) => processId) ?? []),
  );
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .filter(({ pid }) => pages.has(pid))
      .map(({ pid, tid }) => `${pid}.${tid}`),
  );
  return traceEvents
    .filter(({ name, ph }) => ph === 'X' && name === 'RunTask')
    .filter(({ pid, tid }) => mains.has(`${pid}.${tid}`))
    .map(({ dur = 0, tdur = 0 }) => ({ ms: dur / 1000, computedMs: tdur / 1000 }));
}
