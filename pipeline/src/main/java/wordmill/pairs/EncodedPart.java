package wordmill.pairs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.schema.MessageType;
import wordmill.store.ArtifactFolder;
import wordmill.store.TableWriter;

/** Writes what one task reads: a file to train on, then a file to measure on, none if empty. */
final class EncodedPart {
  private final KeptPairs pairs;
  private final PairVocabularies vocabularies;
  private final ArtifactFolder out;
  private final List<PairFile> files = new ArrayList<>();

  private EncodedPart(KeptPairs pairs, PairVocabularies vocabularies, ArtifactFolder out) {
    this.pairs = pairs;
    this.vocabularies = vocabularies;
    this.out = out;
  }

  /** Encodes the pairs of a part, which are at their start. Memory: a row group and a pair. */
  static List<PairFile> write(
      PairPart part, KeptPairs pairs, PairVocabularies vocabularies, ArtifactFolder out)
      throws IOException {
    EncodedPart encoded = new EncodedPart(pairs, vocabularies, out);
    encoded.write(part.trainingFile(), PairFormat.TRAINING, encoded::addIds, part.trainedOn());
    encoded.write(part.exampleFile(), PairFormat.EXAMPLES, encoded::addExample, Long.MAX_VALUE);
    return encoded.files;
  }

  /** Writes the next pairs, so many at most. */
  private void write(String name, MessageType schema, Consumer<TableWriter.Row> fill, long most)
      throws IOException {
    long rows = 0;
    long sourceTokens = 0;
    long targetTokens = 0;
    try (TableWriter file = out.writeTable(name, schema)) {
      while (rows < most && pairs.next()) {
        file.write(fill);
        rows++;
        sourceTokens += pairs.source().size();
        targetTokens += pairs.target().size();
      }
      if (rows > 0) {
        files.add(new PairFile(file.finish(), rows, sourceTokens, targetTokens));
      }
    }
  }

  private void addIds(TableWriter.Row row) {
    int[] source = pairs.source().ids(vocabularies.source());
    int[] target = pairs.target().ids(vocabularies.target());
    row.integers(PairFormat.SOURCE, source, 0, source.length);
    row.integers(PairFormat.TARGET, target, 0, target.length);
  }

  private void addExample(TableWriter.Row row) {
    addIds(row);
    row.text(PairFormat.SOURCE_TEXT, pairs.sourceText());
    row.text(PairFormat.TARGET_TEXT, pairs.targetText());
  }
}
