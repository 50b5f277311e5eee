package wordmill.text;

/** What happens to a line that is not valid UTF-8 or has a NUL byte: {@code text.invalid}. */
public enum InvalidText {
  /** The job fails and names file and byte. */
  FAIL,
  /** Each ill-formed sequence and each NUL byte becomes U+FFFD. */
  REPLACE,
  /** The line is left out. */
  SKIP
}
