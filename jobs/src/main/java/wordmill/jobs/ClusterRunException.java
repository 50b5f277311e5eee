package wordmill.jobs;

/** A run whose driver was on a cluster did not end well: what it said last, and its exit code. */
final class ClusterRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  ClusterRunException(int exitCode, String sentence) {
    super(sentence);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
