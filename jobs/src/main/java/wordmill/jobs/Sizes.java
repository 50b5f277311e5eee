package wordmill.jobs;

import java.io.IOException;
import java.util.Optional;
import wordmill.config.Settings;
import wordmill.store.HadoopConf;
import wordmill.store.Manifest;
import wordmill.text.TextListing;
import wordmill.text.TextOptions;

/**
 * How large the data is, measured where a stage has measured it and estimated elsewhere: a token
 * for each 6 bytes of text, 40 · √tokens words (Heaps' law), and pairs^0.9 distinct cells out of 2
 * · window · tokens pairs, at most words².
 *
 * @param textBytes of the unpacked text; 0 if no stage reads it
 * @param tokens N
 * @param words V
 * @param cells of the co-occurrence matrix that are not zero
 * @param pairBytes of the unpacked text of all pairs; 0 if no stage reads them
 * @param measured whether tokens and words come from a finished vocabulary
 */
record Sizes(
    long textBytes, long tokens, long words, long cells, long pairBytes, boolean measured) {
  private static final double BYTES_A_TOKEN = 6;
  private static final double HEAPS_FACTOR = 40;
  private static final double CELLS_EXPONENT = 0.9;

  static Sizes of(Settings settings, Plan plan, HadoopConf hadoop) throws IOException {
    long textBytes =
        plan.needs("vocabulary")
            ? TextListing.of(TextOptions.from(settings), hadoop).textBytes()
            : 0;
    Optional<Manifest> vocabulary = plan.finished("vocabulary");
    long tokens = metric(vocabulary, "tokens").orElse(tokens(textBytes));
    long words = metric(vocabulary, "words").orElse(words(tokens));
    double pairs = 2.0 * settings.integer("cooccurrence.window") * tokens;
    double cells = Math.min((double) words * words, Math.pow(pairs, CELLS_EXPONENT));
    return new Sizes(
        textBytes,
        tokens,
        words,
        metric(plan.finished("cooccurrence"), "nonzeros").orElse((long) cells),
        plan.needs(SparkPairsJob.NAME) ? SparkPairsJob.textBytes(settings, hadoop) : 0,
        vocabulary.isPresent());
  }

  /** About how many tokens so much text has. */
  static long tokens(long textBytes) {
    return (long) Math.ceil(textBytes / BYTES_A_TOKEN);
  }

  /** About how many distinct ones so many tokens have. */
  static long words(long tokens) {
    return Math.min(tokens, (long) (HEAPS_FACTOR * Math.sqrt((double) tokens)));
  }

  /** In how many splits so much text is about to be read. */
  static long splits(Settings settings, long textBytes) {
    long smallest = Math.max(1, settings.bytes("text.split-bytes"));
    return 1 + textBytes / TextListing.splitBytes(textBytes, smallest);
  }

  private static Optional<Long> metric(Optional<Manifest> manifest, String name) {
    return manifest
        .map(Manifest::metrics)
        .filter(metrics -> metrics.get(name) instanceof Number)
        .map(metrics -> ((Number) metrics.get(name)).longValue());
  }
}
