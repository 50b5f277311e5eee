package wordmill.pairs;

import static wordmill.config.BadInputException.check;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import wordmill.config.BadInputException;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.TableReader;
import wordmill.store.TableWriter;

/**
 * One file of pairs and how much is in it, so that work can be dealt out unread.
 *
 * @param pairs rows of the file, 1 or more
 * @param sourceTokens word ids of all sources
 * @param targetTokens word ids of all targets
 */
record PairFile(DataFile file, long pairs, long sourceTokens, long targetTokens)
    implements Serializable {
  private static final int FILE = 0;
  private static final int PAIRS = 1;
  private static final int SOURCE_TOKENS = 2;
  private static final int TARGET_TOKENS = 3;

  boolean isOf(PairSet set) {
    return file.name().startsWith(set.prefix());
  }

  /**
   * The files of an artifact {@code pairs}, each set's in order. Memory: one entry a file.
   *
   * @throws BadInputException naming the artifact, if its sizes are missing, damaged or of other
   *     files
   */
  static List<PairFile> of(Artifact pairs) throws IOException {
    List<DataFile> files =
        Stream.of(PairSet.values()).flatMap(set -> pairs.files(set.prefix()).stream()).toList();
    List<PairFile> sizes = new ArrayList<>();
    try (TableReader rows = pairs.folder().readTable(sizesFile(pairs), PairFormat.SIZES)) {
      while (rows.next()) {
        int row = sizes.size();
        String name = rows.text(FILE);
        checkSame(row < files.size() && files.get(row).name().equals(name), pairs);
        sizes.add(
            new PairFile(
                files.get(row),
                rows.longInteger(PAIRS),
                rows.longInteger(SOURCE_TOKENS),
                rows.longInteger(TARGET_TOKENS)));
      }
    }
    checkSame(sizes.size() == files.size(), pairs);
    return List.copyOf(sizes);
  }

  /** Writes the sizes of files that are given set by set, each in order. */
  static DataFile write(List<PairFile> files, ArtifactFolder out) throws IOException {
    try (TableWriter table = out.writeTable(PairFormat.SIZES_FILE, PairFormat.SIZES)) {
      for (PairFile each : files) {
        table.write(
            row ->
                row.text(FILE, each.file().name())
                    .longInteger(PAIRS, each.pairs())
                    .longInteger(SOURCE_TOKENS, each.sourceTokens())
                    .longInteger(TARGET_TOKENS, each.targetTokens()));
      }
      return table.finish();
    }
  }

  private static DataFile sizesFile(Artifact pairs) {
    return pairs.files(PairFormat.SIZES_FILE).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "%s has no %s: are these pairs?",
                    pairs.folder().path(), PairFormat.SIZES_FILE));
  }

  private static void checkSame(boolean sameFiles, Artifact pairs) {
    check(
        sameFiles,
        "%s of the pairs %s lists other files than their manifest; make them anew",
        PairFormat.SIZES_FILE,
        pairs.folder().path());
  }
}
