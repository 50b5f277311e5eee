package wordmill.vocab;

/** Stub. */
public final class Vocabulary implements java.io.Serializable {
  private static final long serialVersionUID = 1L;
  private final long[] counts;

  public Vocabulary(long[] counts) {
    this.counts = counts.clone();
  }

  public int size() {
    return counts.length;
  }

  public long count(int id) {
    return counts[id];
  }
}
