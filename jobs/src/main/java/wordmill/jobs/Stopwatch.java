package wordmill.jobs;

/** Time since it was made. */
final class Stopwatch {
  private final long begun = System.nanoTime();

  /** In seconds, to the millisecond. */
  double seconds() {
    return Math.round((System.nanoTime() - begun) / 1e6) / 1e3;
  }
}
