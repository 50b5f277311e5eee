package wordmill.corpus;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import wordmill.config.BadInputException;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.TableReader;
import wordmill.store.TableWriter;

/**
 * One part file of a corpus and how much is in it, so that work can be dealt out unread.
 *
 * @param sentences rows of the file, 1 or more
 * @param tokens word ids in all its rows
 */
public record CorpusFile(DataFile file, long sentences, long tokens) implements Serializable {
  private static final int FILE = 0;
  private static final int SENTENCES = 1;
  private static final int TOKENS = 2;

  /**
   * The part files of a corpus in name order. Memory: one entry a file.
   *
   * @throws BadInputException naming the corpus, if its sizes are missing, damaged or of other
   *     files
   */
  public static List<CorpusFile> of(Artifact corpus) throws IOException {
    List<DataFile> parts = corpus.files(CorpusFormat.PARTS);
    List<CorpusFile> sizes = new ArrayList<>();
    try (TableReader rows = corpus.folder().readTable(sizesFile(corpus), CorpusFormat.SIZES)) {
      while (rows.next()) {
        String name = rows.text(FILE);
        int row = sizes.size();
        check(row < parts.size() && parts.get(row).name().equals(name), corpus);
        sizes.add(
            new CorpusFile(parts.get(row), rows.longInteger(SENTENCES), rows.longInteger(TOKENS)));
      }
    }
    check(sizes.size() == parts.size(), corpus);
    return List.copyOf(sizes);
  }

  /** Writes the sizes of a corpus whose part files are given in name order. */
  static DataFile write(List<CorpusFile> parts, ArtifactFolder out) throws IOException {
    try (TableWriter table = out.writeTable(CorpusFormat.SIZES_FILE, CorpusFormat.SIZES)) {
      for (CorpusFile part : parts) {
        table.write(
            row ->
                row.text(FILE, part.file().name())
                    .longInteger(SENTENCES, part.sentences())
                    .longInteger(TOKENS, part.tokens()));
      }
      return table.finish();
    }
  }

  private static DataFile sizesFile(Artifact corpus) {
    return corpus.files().stream()
        .filter(file -> file.name().equals(CorpusFormat.SIZES_FILE))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "the corpus %s has no %s; build it anew",
                    corpus.folder().path(), CorpusFormat.SIZES_FILE));
  }

  private static void check(boolean sameFiles, Artifact corpus) {
    BadInputException.check(
        sameFiles,
        "%s of the corpus %s lists other files than its manifest; build it anew",
        CorpusFormat.SIZES_FILE,
        corpus.folder().path());
  }
}
