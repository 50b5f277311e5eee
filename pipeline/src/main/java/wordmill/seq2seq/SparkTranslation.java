package wordmill.seq2seq;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.HashedOutput;
import wordmill.text.TextLines;
import wordmill.text.TextListing;
import wordmill.text.TextOptions;
import wordmill.text.TextSplit;

/**
 * Translates text of any size, a split of it in a task: {@code part-00000.txt} and on have a line a
 * line of the text, in order.
 *
 * <p>Cost: a task reads the model once, and holds a few hundred lines.
 */
public final class SparkTranslation {
  /** Lines translated together. */
  private static final int LINES = 256;

  private SparkTranslation() {}

  /**
   * Translates.
   *
   * @param model an artifact
   * @param text which files, and how they are read; each split is a task
   * @param decoding of which the best target is written down
   * @param to where the parts go
   * @return how many lines there were
   */
  public static long translate(
      JavaSparkContext sc,
      Artifact model,
      TextOptions text,
      DecodingOptions decoding,
      boolean replacesUnknown,
      ArtifactFolder to)
      throws IOException {
    List<TextSplit> splits = TextListing.of(text, to.hadoop()).splits(text.splitBytes());
    Task task = new Task(model, text, decoding, replacesUnknown, to);
    return sc
        .parallelize(splits, splits.size())
        .mapPartitionsWithIndex(task::translate, true)
        .collect()
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private record Task(
      Artifact model,
      TextOptions text,
      DecodingOptions decoding,
      boolean replacesUnknown,
      ArtifactFolder to)
      implements Serializable {
    private Iterator<Long> translate(int index, Iterator<TextSplit> split) throws IOException {
      TranslationModel asked = TranslationModel.read(model);
      long count = 0;
      try (TextLines lines = new TextLines(split.next(), text, to.hadoop());
          HashedOutput file = to.write("part-%05d.txt".formatted(index))) {
        OutputStream out = new BufferedOutputStream(file, 1 << 16);
        List<String> some = new ArrayList<>();
        while (lines.next()) {
          some.add(
              new String(
                  lines.bytes(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8));
          count++;
          if (some.size() == LINES) {
            write(asked, some, out);
          }
        }
        write(asked, some, out);
        out.flush();
        DataFile unused = file.finish();
      }
      return List.of(count).iterator();
    }

    private void write(TranslationModel asked, List<String> lines, OutputStream out)
        throws IOException {
      for (List<Translation> found : asked.translate(lines, decoding, replacesUnknown)) {
        out.write((found.get(0).text() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      lines.clear();
    }
  }
}
