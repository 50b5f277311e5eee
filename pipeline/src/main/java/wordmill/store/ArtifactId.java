package wordmill.store;

import java.util.Locale;
import wordmill.config.BadInputException;

/**
 * What an artifact is called: {@code kind/name/version} below the store.
 *
 * @param kind the stage that made it, such as {@code svd}
 * @param name the run's name
 * @param version the start of the fingerprint, or what the user chose
 */
public record ArtifactId(String kind, String name, String version) {
  public ArtifactId {
    plain("kind", kind);
    plain("run.name", name);
    plain("run.version", version);
  }

  /**
   * One folder name: none that leaves its parent, is hidden or means something to a file system.
   */
  private static void plain(String what, String part) {
    BadInputException.check(
        part.matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._+=-]{0,127}"),
        "%s must be 1 to 128 letters, digits, or any of . _ + = - (none of them first), but is %s",
        what,
        part);
  }

  /** What a version is when none is chosen: long enough that two never meet in one store. */
  public static ArtifactId ofFingerprint(String kind, String name, String fingerprint) {
    return new ArtifactId(kind, name, fingerprint.substring(0, 12).toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return kind + "/" + name + "/" + version;
  }
}
