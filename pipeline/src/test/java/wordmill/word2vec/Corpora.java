package wordmill.word2vec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** Small corpora of word ids for tests, and the artifacts that hold them. */
public final class Corpora {
  private Corpora() {}

  public static ArtifactFolder folder(Path path) {
    return new ArtifactFolder(
        new org.apache.hadoop.fs.Path(path.toUri()), new HadoopConf(new Configuration()));
  }

  /** Sentences cut into files of about equal numbers of them, in order. */
  public static Artifact write(List<int[]> sentences, int files, Path path) throws IOException {
    ArtifactFolder folder = folder(path);
    List<DataFile> written = new ArrayList<>();
    try (TableWriter sizes = folder.writeTable(CorpusFormat.SIZES_FILE, CorpusFormat.SIZES)) {
      for (int i = 0; i < files; i++) {
        List<int[]> part =
            sentences.subList(sentences.size() * i / files, sentences.size() * (i + 1) / files);
        DataFile file = part(part, String.format("part-%05d.parquet", i), folder);
        sizes.write(
            row ->
                row.text(0, file.name()).longInteger(1, part.size()).longInteger(2, tokens(part)));
        written.add(file);
      }
      written.add(sizes.finish());
    }
    return new Artifact(folder, written, Map.of("tokens", tokens(sentences)));
  }

  private static DataFile part(List<int[]> sentences, String name, ArtifactFolder folder)
      throws IOException {
    try (TableWriter table = folder.writeTable(name, CorpusFormat.SCHEMA)) {
      for (int[] sentence : sentences) {
        table.write(row -> row.integers(0, sentence, 0, sentence.length));
      }
      return table.finish();
    }
  }

  public static long tokens(List<int[]> sentences) {
    return sentences.stream().mapToLong(sentence -> sentence.length).sum();
  }

  /**
   * Sentences of 1 to 29 tokens whose word of rank r has a share near 1 / r, and one sentence of
   * all words.
   */
  public static List<int[]> random(int sentences, int words, long seed) {
    Random random = new Random(seed);
    List<int[]> made = new ArrayList<>();
    for (int s = 1; s < sentences; s++) {
      made.add(
          random
              .doubles(1 + random.nextInt(29))
              .mapToInt(u -> (int) Math.pow(words, u) - 1)
              .toArray());
    }
    made.add(IntStream.range(0, words).toArray());
    return made;
  }

  public static long[] counts(List<int[]> sentences, int words) {
    long[] counts = new long[words];
    sentences.forEach(sentence -> IntStream.of(sentence).forEach(word -> counts[word]++));
    return counts;
  }

  /** Words w0, w1 and so on. */
  public static Vocabulary vocabulary(List<int[]> sentences, int words) {
    return Vocabulary.of(
        IntStream.range(0, words).mapToObj(id -> "w" + id).toList(), counts(sentences, words));
  }
}
