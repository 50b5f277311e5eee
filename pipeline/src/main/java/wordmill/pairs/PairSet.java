package wordmill.pairs;

/** What pairs are for. */
enum PairSet {
  TRAINING("training-"),
  VALIDATION("validation-"),
  TEST("test-");

  private final String prefix;

  PairSet(String prefix) {
    this.prefix = prefix;
  }

  /** Of the names of its files. */
  String prefix() {
    return prefix;
  }

  /** The file of the set's part {@code index}. */
  String fileName(int index) {
    return (prefix + "%05d.parquet").formatted(index);
  }
}
