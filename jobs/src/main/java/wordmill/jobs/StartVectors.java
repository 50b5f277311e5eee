package wordmill.jobs;

import java.io.IOException;
import java.util.Optional;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.store.Artifact;
import wordmill.store.Recipe;

/** Vectors that a training starts with: the embeddings artifact that a key names. */
final class StartVectors {
  private StartVectors() {}

  /**
   * The artifact as an input of a recipe, or empty if all words start at random.
   *
   * @param key that names its folder, or says none
   * @param sizeKey of the dimension that it must have
   * @throws BadInputException if it is not there, is no embeddings artifact or has another
   *     dimension
   */
  static Optional<Recipe.Input> input(Settings settings, String key, String sizeKey)
      throws IOException {
    return find(settings, key, sizeKey)
        .map(
            found -> new Recipe.Input("start", settings.text(key), found.manifest().fingerprint()));
  }

  /** The artifact, or empty if all words start at random. */
  static Optional<Artifact> open(Settings settings, String key, String sizeKey) throws IOException {
    return find(settings, key, sizeKey).map(ArtifactAtPath::open);
  }

  private static Optional<ArtifactAtPath> find(Settings settings, String key, String sizeKey)
      throws IOException {
    if (settings.is(key, "none")) {
      return Optional.empty();
    }
    String path = settings.text(key);
    ArtifactAtPath found =
        ArtifactAtPath.find(path, "embeddings")
            .orElseThrow(
                () ->
                    new BadInputException(
                        "%s must be none or the folder of an embeddings artifact, but %s has no"
                            + " manifest.json",
                        key, path));
    int wanted = settings.integer(sizeKey);
    Object dimension = found.manifest().metrics().get("dimension");
    BadInputException.check(
        dimension instanceof Number number && number.longValue() == wanted,
        "%s has vectors of %s dimensions, but %s is %d: %s",
        key,
        dimension,
        sizeKey,
        wanted,
        path);
    return Optional.of(found);
  }
}
