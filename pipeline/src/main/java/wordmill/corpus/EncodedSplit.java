package wordmill.corpus;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import wordmill.store.ArtifactFolder;
import wordmill.store.TableWriter;
import wordmill.text.TextCounts;
import wordmill.text.TextLines;

/** What one task wrote. */
final class EncodedSplit implements Serializable {
  private static final long serialVersionUID = 1L;

  private final CorpusFile[] files; // one or none; Optional cannot be serialized
  private final TextCounts text;
  private final long unknownTokens;

  private EncodedSplit(CorpusFile[] files, TextCounts text, long unknownTokens) {
    this.files = files;
    this.text = text;
    this.unknownTokens = unknownTokens;
  }

  /** Encodes the lines into the file {@code name}, which is not made if no sentence is left. */
  static EncodedSplit write(
      TextLines lines, SentenceEncoder encoder, ArtifactFolder out, String name)
      throws IOException {
    long sentences = 0;
    long tokens = 0;
    try (TableWriter file = out.writeTable(name, CorpusFormat.SCHEMA)) {
      while (lines.next()) {
        int length = encoder.encode(lines.bytes(), lines.from(), lines.to());
        if (length > 0) {
          file.write(row -> row.integers(0, encoder.ids(), 0, length));
          sentences++;
          tokens += length;
        }
      }
      CorpusFile[] files =
          sentences > 0
              ? new CorpusFile[] {new CorpusFile(file.finish(), sentences, tokens)}
              : new CorpusFile[0];
      return new EncodedSplit(files, lines.counts(), encoder.unknownTokens());
    }
  }

  Optional<CorpusFile> file() {
    return files.length == 0 ? Optional.empty() : Optional.of(files[0]);
  }

  TextCounts text() {
    return text;
  }

  long unknownTokens() {
    return unknownTokens;
  }
}
