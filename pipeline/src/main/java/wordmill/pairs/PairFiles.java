package wordmill.pairs;

import static wordmill.config.BadInputException.check;

import java.io.Serializable;
import java.util.List;
import wordmill.config.Settings;

/**
 * Where pairs are: in files of lines {@code source<TAB>target}, or in two rows of files of which
 * line i of one belongs to line i of the other.
 *
 * @param key the setting that names {@code input}, for sentences about what is wrong with it
 * @param input files and folders; none if there are no such pairs
 * @param targetKey the setting that names {@code target}
 * @param target as many as the input, which then is the source side alone; none if the input's
 *     lines have both sides
 */
public record PairFiles(String key, List<String> input, String targetKey, List<String> target)
    implements Serializable {
  public PairFiles {
    input = List.copyOf(input);
    target = List.copyOf(target);
    check(
        target.isEmpty() || target.size() == input.size(),
        "%s names %d files or folders, but %s %d: each of one belongs to one of the other",
        targetKey,
        target.size(),
        key,
        input.size());
  }

  static PairFiles from(Settings settings, String key, String targetKey) {
    return new PairFiles(key, settings.texts(key), targetKey, settings.texts(targetKey));
  }

  /** Whether the two sides lie in files of their own. */
  public boolean isAligned() {
    return !target.isEmpty();
  }
}
