export interface Said {
  readonly text: string;
  /** `partly`: something of it worked; `unsure`: neither yes nor no. */
  readonly kind?: 'plain' | 'bad' | 'partly' | 'yes' | 'unsure' | 'no';
}

/** One sentence about what was just done, also for who does not see it. */
export function Message({ said, id }: { said: Said | undefined; id?: string }) {
  return (
    <p class={`message ${said?.kind ?? 'plain'}`} role="status" id={id}>
      {said?.text}
    </p>
  );
}
