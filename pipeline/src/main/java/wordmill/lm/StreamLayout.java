package wordmill.lm;

import java.io.Serializable;
import wordmill.config.BadInputException;

/**
 * How a sequence of N tokens becomes S = R · B parallel streams of L = ⌊(N − 1) / S⌋ targets each:
 * stream s has the inputs [s · L, (s + 1) · L), and as targets the tokens one further; replica r
 * has the streams r · B to r · B + B − 1. Streams are cut into windows of T inputs, the last one
 * maybe shorter, and these into rounds of k windows. So every token but the first is a target once
 * and in order, except up to S − 1 at the end of the sequence, which are dropped.
 *
 * @param tokens N, at least S + 1
 * @param replicas R
 * @param batch B
 * @param window T
 * @param roundSteps k
 */
public record StreamLayout(long tokens, int replicas, int batch, int window, int roundSteps)
    implements Serializable {
  /** Each is a task in the driver's books. */
  private static final long MOST_PARTITIONS = 1_000_000;

  public StreamLayout {
    if (replicas < 1 || batch < 1 || window < 1 || roundSteps < 1) {
      throw new IllegalArgumentException("nothing of it may be below 1");
    }
    if ((tokens - 1) / replicas / batch < 1) {
      throw new IllegalArgumentException(tokens + " tokens are too few");
    }
  }

  /**
   * For training: each stream has a whole window or more.
   *
   * @param what has so many tokens, for the sentence if they are too few
   * @throws BadInputException if they are too few, or make too many rounds
   */
  static StreamLayout training(String what, long tokens, LanguageModelOptions options) {
    int replicas = options.plan().replicas().replicas();
    int batch = options.streams().batch();
    int window = options.streams().window();
    long needed = (long) batch * replicas * window + 1;
    BadInputException.check(
        tokens >= needed,
        "%s has %d tokens, but lm.batch x lm.replicas x lm.window = %d x %d x %d needs at least %d",
        what,
        tokens,
        batch,
        replicas,
        window,
        needed);
    StreamLayout layout =
        new StreamLayout(tokens, replicas, batch, window, options.plan().replicas().averageEvery());
    BadInputException.check(
        layout.roundCount() * replicas <= MOST_PARTITIONS,
        "%s has %d tokens, %d rounds of lm.average-every = %d steps, but no more than %d can be kept"
            + " track of; raise it",
        what,
        tokens,
        layout.roundCount(),
        options.plan().replicas().averageEvery(),
        MOST_PARTITIONS / replicas);
    return layout;
  }

  /**
   * For measuring: as many streams a replica as wanted, but fewer where a stream would not fill a
   * window; always one or more.
   *
   * @throws BadInputException if there are not enough tokens for one target a replica
   */
  static StreamLayout evaluation(
      String what, long tokens, int replicas, int mostStreams, int window, int roundSteps) {
    BadInputException.check(
        tokens > replicas,
        "%s has %d tokens, but lm.replicas = %d needs at least %d",
        what,
        tokens,
        replicas,
        replicas + 1L);
    long full = (tokens - 1) / replicas / window;
    int batch = (int) Math.max(1, Math.min(full, mostStreams));
    return new StreamLayout(tokens, replicas, batch, window, roundSteps);
  }

  /** S. */
  public int streams() {
    return Math.multiplyExact(replicas, batch);
  }

  /** L, targets of each stream. */
  public long length() {
    return (tokens - 1) / streams();
  }

  /** Targets of all streams. */
  public long targets() {
    return streams() * length();
  }

  /** Tokens at the end of the sequence that are no target, 0 to S − 1. */
  public long dropped() {
    return tokens - 1 - targets();
  }

  /** Windows of a stream: steps of an epoch. */
  public long steps() {
    return (length() - 1) / window + 1;
  }

  /** Rounds of an epoch. */
  public int rounds() {
    return Math.toIntExact(roundCount());
  }

  private long roundCount() {
    return (steps() - 1) / roundSteps + 1;
  }

  /** R for each round. */
  public int partitions() {
    return Math.multiplyExact(rounds(), replicas);
  }

  /** Targets of each stream in all rounds but the last. */
  private long roundLength() {
    return (long) roundSteps * window;
  }

  /** Targets of each stream in that round. */
  int roundLength(int round) {
    return Math.toIntExact(Math.min(roundLength(), length() - round * roundLength()));
  }

  /** Whether the token is an input. */
  boolean hasInput(long token) {
    return token < targets();
  }

  /** The round of a stream in which the token is an input. */
  Span span(long token) {
    long stream = token / length();
    long first = stream * length();
    int round = Math.toIntExact((token - first) / roundLength());
    long start = first + round * roundLength();
    int partition = round * replicas + (int) (stream / batch);
    return new Span(partition, (int) (stream % batch), start, start + roundLength(round));
  }

  /**
   * What one stream has in one round.
   *
   * @param partition round · R + replica
   * @param stream of the replica, 0 to B − 1
   * @param start its first input
   * @param end its last target, which is the next span's first input
   */
  record Span(int partition, int stream, long start, long end) {}
}
