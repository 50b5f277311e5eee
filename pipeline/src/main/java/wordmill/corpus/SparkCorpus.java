package wordmill.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import wordmill.config.BadInputException;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.StageResult;
import wordmill.text.TextCounts;
import wordmill.text.TextLines;
import wordmill.text.TextListing;
import wordmill.text.TextOptions;
import wordmill.text.TextSplit;
import wordmill.vocab.Vocabulary;
import wordmill.vocab.VocabularyOptions;

/** The stage {@code corpus}: one pass over the text, no shuffle; each split becomes one file. */
public final class SparkCorpus {
  private SparkCorpus() {}

  /**
   * Writes the text as sentences of word ids. Lines without a known word are left out.
   *
   * @throws BadInputException if no sentence is left, or the vocabulary lacks the marker that the
   *     options ask for; those of tasks come inside Spark's exceptions
   */
  public static StageResult encode(
      JavaSparkContext sc,
      TextOptions text,
      Vocabulary vocabulary,
      VocabularyOptions options,
      ArtifactFolder out)
      throws IOException {
    SentenceEncoder.of(text.tokenizer(), vocabulary, options); // refuses what cannot be encoded
    List<TextSplit> splits = TextListing.of(text, out.hadoop()).splits(text.splitBytes());
    Broadcast<Vocabulary> broadcast = sc.broadcast(vocabulary);
    try {
      List<EncodedSplit> written =
          sc.parallelize(splits, splits.size())
              .mapPartitionsWithIndex(
                  (index, part) -> encode(index, part, text, broadcast, options, out), true)
              .collect();
      written.stream()
          .map(EncodedSplit::text)
          .reduce(TextCounts.NONE, TextCounts::merge)
          .check(text);
      return result(written, out);
    } finally {
      broadcast.destroy();
    }
  }

  private static Iterator<EncodedSplit> encode(
      int index,
      Iterator<TextSplit> part,
      TextOptions text,
      Broadcast<Vocabulary> vocabulary,
      VocabularyOptions options,
      ArtifactFolder out)
      throws IOException {
    SentenceEncoder encoder = SentenceEncoder.of(text.tokenizer(), vocabulary.value(), options);
    try (TextLines lines = new TextLines(part.next(), text, out.hadoop())) {
      String name = CorpusFormat.fileName(index);
      return List.of(EncodedSplit.write(lines, encoder, out, name)).iterator();
    }
  }

  private static StageResult result(List<EncodedSplit> written, ArtifactFolder out)
      throws IOException {
    List<CorpusFile> parts =
        written.stream()
            .flatMap(split -> split.file().stream())
            .sorted(Comparator.comparing(part -> part.file().name()))
            .toList();
    BadInputException.check(
        !parts.isEmpty(),
        "text.input: no word of the vocabulary is in the text, so no sentence is");
    List<DataFile> files = new ArrayList<>(parts.stream().map(CorpusFile::file).toList());
    files.add(CorpusFile.write(parts, out));
    SortedMap<String, Object> metrics = new TreeMap<>();
    metrics.put("sentences", parts.stream().mapToLong(CorpusFile::sentences).sum());
    metrics.put("tokens", parts.stream().mapToLong(CorpusFile::tokens).sum());
    metrics.put("unknown-tokens", written.stream().mapToLong(EncodedSplit::unknownTokens).sum());
    return new StageResult(files, metrics);
  }
}
