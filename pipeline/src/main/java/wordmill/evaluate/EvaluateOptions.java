package wordmill.evaluate;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.fs.Path;
import wordmill.config.BadInputException;
import wordmill.config.Settings;
import wordmill.store.HadoopConf;

/**
 * What word vectors are measured with.
 *
 * @param similarity paths of word-similarity files, on any Hadoop file system
 * @param analogies paths of analogy files
 * @param restrict analogies are asked among this many most frequent words, 1 or more
 */
public record EvaluateOptions(List<String> similarity, List<String> analogies, int restrict)
    implements Serializable {
  public EvaluateOptions {
    similarity = List.copyOf(similarity);
    analogies = List.copyOf(analogies);
    BadInputException.check(
        restrict >= 1, "evaluate.restrict must be 1 or more, but is %d", restrict);
  }

  public static EvaluateOptions from(Settings settings) {
    return new EvaluateOptions(
        settings.texts("evaluate.similarity"),
        settings.texts("evaluate.analogies"),
        settings.integer("evaluate.restrict"));
  }

  /**
   * Reads all files and forgets them, so that a long run does not end with a file that is missing.
   *
   * @throws BadInputException naming the file that is missing or malformed
   */
  public void check(HadoopConf hadoop) throws IOException {
    for (String path : similarity) {
      SimilarityFile.read(new Path(path), hadoop);
    }
    for (String path : analogies) {
      AnalogyFile.read(new Path(path), hadoop);
    }
  }
}
