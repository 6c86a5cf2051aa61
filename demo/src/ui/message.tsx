export interface Said {
  readonly text: string;
  readonly kind?: 'plain' | 'bad' | 'match' | 'no-match';
}

/** One sentence about what was just done, also for who does not see it. */
export function Message({ said, id }: { said: Said | undefined; id?: string }) {
  return (
    <p class={`message ${said?.kind ?? 'plain'}`} role="status" id={id}>
      {said?.text}
    </p>
  );
}
