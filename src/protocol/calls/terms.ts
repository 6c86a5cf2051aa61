/** To which text a person agreed, and when. The text itself is the host's to keep. */
export interface Consent {
  /** SHA-256 of the text as it was shown, 64 hexadecimal digits in lower case. */
  readonly textHash: string;
  /** The host's name for that version of the text: 1 to 1024 bytes. */
  readonly version: string;
  /** When it was given, ms of Unix time. */
  readonly time: number;
  /** The language in which it was shown, as BCP 47 has it: "en", "zh-CN". */
  readonly locale: string;
}

/** On what terms a person is kept. */
export interface PersonTerms {
  readonly consent?: Consent | undefined;
  /** From then on the person is as one who is not there, ms of Unix time. Absent: kept until deleted. */
  readonly expires?: number | undefined;
}

/** What becomes of a person's terms: an absent field stays, null takes it away. */
export interface TermsChange {
  readonly consent?: Consent | null | undefined;
  readonly expires?: number | null | undefined;
}
