package wordmill.cooccurrence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import wordmill.corpus.CorpusFormat;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.HadoopConf;
import wordmill.store.TableWriter;
import wordmill.vocab.Vocabulary;

/** Sentences of word ids for tests, and the corpus artifacts that hold them. */
final class CorpusFiles {
  private CorpusFiles() {}

  static ArtifactFolder folder(Path path) {
    return new ArtifactFolder(
        new org.apache.hadoop.fs.Path(path.toUri()), new HadoopConf(new Configuration()));
  }

  /** Sentences dealt to {@code files} files, one after the other. */
  static Artifact write(List<int[]> sentences, int files, Path path) throws IOException {
    ArtifactFolder folder = folder(path);
    List<DataFile> written = new ArrayList<>();
    for (int file = 0; file < files; file++) {
      String name = String.format("part-%05d.parquet", file);
      try (TableWriter table = folder.writeTable(name, CorpusFormat.SCHEMA)) {
        for (int i = file; i < sentences.size(); i += files) {
          int[] sentence = sentences.get(i);
          table.write(row -> row.integers(0, sentence, 0, sentence.length));
        }
        written.add(table.finish());
      }
    }
    long tokens = sentences.stream().mapToLong(sentence -> sentence.length).sum();
    return new Artifact(
        folder, written, Map.of("sentences", (long) sentences.size(), "tokens", tokens));
  }

  /** Sentences of 0 to 29 tokens whose word of rank r has a share near 1 / r. */
  static List<int[]> zipf(int sentences, int words, long seed) {
    Random random = new Random(seed);
    List<int[]> made = new ArrayList<>();
    for (int s = 0; s < sentences; s++) {
      made.add(
          random.doubles(random.nextInt(30)).mapToInt(u -> (int) Math.pow(words, u) - 1).toArray());
    }
    return byFallingCount(made, words);
  }

  /** Renames words so that ids fall with the count, as a vocabulary's do. */
  static List<int[]> byFallingCount(List<int[]> sentences, int words) {
    long[] counts = counts(sentences, words);
    int[] order =
        IntStream.range(0, words)
            .boxed()
            .sorted(Comparator.comparingLong((Integer word) -> -counts[word]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] idOf = new int[words];
    for (int id = 0; id < words; id++) {
      idOf[order[id]] = id;
    }
    return sentences.stream()
        .map(sentence -> IntStream.of(sentence).map(word -> idOf[word]).toArray())
        .toList();
  }

  static Vocabulary vocabulary(List<int[]> sentences, int words) {
    return Vocabulary.of(
        IntStream.range(0, words).mapToObj(id -> "w" + id).toList(), counts(sentences, words));
  }

  private static long[] counts(List<int[]> sentences, int words) {
    long[] counts = new long[words];
    sentences.forEach(sentence -> IntStream.of(sentence).forEach(word -> counts[word]++));
    return counts;
  }
}
