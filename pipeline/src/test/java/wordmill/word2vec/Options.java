package wordmill.word2vec;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import wordmill.config.Settings;

/** Options for tests: the defaults, but for small vectors, one thread and no subsampling. */
final class Options {
  private static final List<String> SMALL =
      List.of("vector-size=8", "threads=1", "subsample=0", "rotations=4", "epochs=2");

  private Options() {}

  /**
   * @param settings such as {@code window=3}, each a key of {@code word2vec}
   */
  static Word2VecOptions of(String... settings) {
    List<String> all =
        Stream.concat(SMALL.stream(), Arrays.stream(settings)).map(s -> "word2vec." + s).toList();
    return Word2VecOptions.from(Settings.defaults(all), 1);
  }
}
