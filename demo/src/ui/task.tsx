import { useEffect, useRef, useState } from 'preact/hooks';
import { messages } from '../i18n';

interface TaskState {
  readonly done: number;
  readonly of: number;
  readonly words: string;
}

export interface TaskHandle {
  readonly signal: AbortSignal;
  /** Shows how far it is. */
  readonly tell: (state: TaskState) => void;
}

export interface Task {
  readonly state: TaskState | undefined;
  readonly run: (work: (handle: TaskHandle) => Promise<void>) => Promise<void>;
  readonly cancel: () => void;
}

/** One piece of long work at a time, with progress and an end before its end. */
export function useTask(): Task {
  const [state, tell] = useState<TaskState>();
  const controller = useRef<AbortController | undefined>(undefined);
  const cancel = () => controller.current?.abort(new DOMException('cancelled', 'AbortError'));
  // Who leaves the page has no other way to end it.
  useEffect(() => cancel, []);
  return {
    state,
    cancel,
    run: async (work) => {
      if (controller.current) return;
      const own = new AbortController();
      controller.current = own;
      try {
        await work({ signal: own.signal, tell });
      } finally {
        controller.current = undefined;
        tell(undefined);
      }
    },
  };
}

export function TaskProgress({ task }: { task: Task }) {
  const { people } = messages.value;
  if (task.state === undefined) return null;
  const { done, of, words } = task.state;
  return (
    <div class="task">
      <progress aria-label={words} max={of} value={done} />
      <span role="status">{words}</span>
      <button type="button" onClick={task.cancel}>
        {people.cancelTask}
      </button>
    </div>
  );
}
