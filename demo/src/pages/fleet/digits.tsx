/** Six digits as they are read aloud: in two groups. */
export function Digits({ of }: { of: string }) {
  return (
    <p class="digits" role="status">
      {`${of.slice(0, 3)} ${of.slice(3)}`}
    </p>
  );
}
