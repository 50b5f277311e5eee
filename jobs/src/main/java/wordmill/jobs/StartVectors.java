package wordmill.jobs;

import java.io.IOException;
import java.util.Optional;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.store.Artifact;
import wordmill.store.Recipe;

/** What {@code word2vec.start-from} names: vectors that a training starts with. */
final class StartVectors {
  private static final String KEY = "word2vec.start-from";

  private StartVectors() {}

  /**
   * The artifact as an input of a recipe, or empty if all words start at random.
   *
   * @throws BadInputException if it is not there, is no embeddings artifact or has another
   *     dimension
   */
  static Optional<Recipe.Input> input(Settings settings) throws IOException {
    return find(settings)
        .map(
            found -> new Recipe.Input("start", settings.text(KEY), found.manifest().fingerprint()));
  }

  /** The artifact, or empty if all words start at random. */
  static Optional<Artifact> open(Settings settings) throws IOException {
    return find(settings).map(VectorsFolder::open);
  }

  private static Optional<VectorsFolder> find(Settings settings) throws IOException {
    if (settings.is(KEY, "none")) {
      return Optional.empty();
    }
    String path = settings.text(KEY);
    VectorsFolder found =
        VectorsFolder.find(path)
            .orElseThrow(
                () ->
                    new BadInputException(
                        "%s must be none or the folder of an embeddings artifact, but %s has no"
                            + " manifest.json",
                        KEY, path));
    int wanted = settings.integer("word2vec.vector-size");
    Object dimension = found.manifest().metrics().get("dimension");
    BadInputException.check(
        dimension instanceof Number number && number.longValue() == wanted,
        "%s has vectors of %s dimensions, but word2vec.vector-size is %d: %s",
        KEY,
        dimension,
        wanted,
        path);
    return Optional.of(found);
  }
}
