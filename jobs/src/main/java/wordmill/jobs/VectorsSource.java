package wordmill.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import wordmill.config.BadInputException;
import wordmill.config.Settings;

/** The two ways to word vectors; artifacts of both are of kind {@code embeddings}. */
enum VectorsSource {
  /** By counting. */
  SVD("embeddings", "svd.rank"),
  /** By prediction. */
  WORD2VEC("word2vec", "word2vec.vector-size");

  private final String stage;
  private final String dimension;

  VectorsSource(String stage, String dimension) {
    this.stage = stage;
    this.dimension = dimension;
  }

  /** The stage that makes them. */
  String stage() {
    return stage;
  }

  /** Their number of dimensions, as far as the settings tell. */
  int dimension(Settings settings) {
    return settings.integer(dimension);
  }

  /** What the artifacts are called under the run's name {@code run}. */
  String artifactName(String run) {
    return run + "-" + this;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Those that the stages make. */
  static List<VectorsSource> madeBy(List<String> stages) {
    return Arrays.stream(values()).filter(source -> stages.contains(source.stage)).toList();
  }

  /**
   * The vectors that a configuration means: those that {@code run.stages} makes; if it makes both
   * or neither, those asked for, else word2vec's.
   *
   * @throws BadInputException if those asked for are not what it makes
   */
  static VectorsSource of(Settings settings, Optional<VectorsSource> asked) {
    List<VectorsSource> made = madeBy(settings.texts("run.stages"));
    if (made.size() != 1) {
      return asked.orElse(WORD2VEC);
    }
    VectorsSource only = made.get(0);
    BadInputException.check(
        asked.orElse(only) == only,
        "--from is %s, but run.stages of this configuration has %s alone; leave --from out, or add"
            + " the stage %s",
        asked.orElse(only),
        only.stage,
        asked.orElse(only).stage);
    return only;
  }
}
