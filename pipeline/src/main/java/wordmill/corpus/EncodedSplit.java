package wordmill.corpus;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.TableWriter;
import wordmill.text.TextCounts;
import wordmill.text.TextLines;

/** What one task wrote. */
final class EncodedSplit implements Serializable {
  private static final long serialVersionUID = 1L;

  private final DataFile[] files; // one or none; Optional cannot be serialized
  private final TextCounts text;
  private final long sentences;
  private final long tokens;
  private final long unknownTokens;

  private EncodedSplit(
      DataFile[] files, TextCounts text, long sentences, long tokens, long unknownTokens) {
    this.files = files;
    this.text = text;
    this.sentences = sentences;
    this.tokens = tokens;
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
      DataFile[] files = sentences > 0 ? new DataFile[] {file.finish()} : new DataFile[0];
      return new EncodedSplit(files, lines.counts(), sentences, tokens, encoder.unknownTokens());
    }
  }

  Optional<DataFile> file() {
    return files.length == 0 ? Optional.empty() : Optional.of(files[0]);
  }

  TextCounts text() {
    return text;
  }

  long sentences() {
    return sentences;
  }

  long tokens() {
    return tokens;
  }

  long unknownTokens() {
    return unknownTokens;
  }
}
