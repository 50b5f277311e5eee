package wordmill.store;

/** Somebody alive is writing the same artifact; the process ends with code 75: try again later. */
public final class LeaseHeldException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseHeldException(String sentence) {
    super(sentence);
  }
}
