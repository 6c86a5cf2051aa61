/** A face whose points lie so that nothing can be fitted to them. */
export class Unalignable extends Error {
  override readonly name = 'Unalignable';
}
