package wordmill.vocab;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import wordmill.store.Artifact;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.HashedOutput;

/**
 * The words, by id and by text, with their counts. Ids 0 to V - 1 fall with the count; words of one
 * count stand in the order of their code points. Never changes. Memory: about 40 bytes a word and
 * its UTF-8; serialized, 12 bytes and its UTF-8.
 */
public final class Vocabulary implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The word that stands for all others under {@link UnknownWords#MARK}. */
  public static final String UNKNOWN = "<unk>";

  /** The one file of the artifact. */
  public static final String FILE = "vocabulary.tsv";

  private final WordTable words;
  private final long[] counts;
  private final long total;

  Vocabulary(WordTable words, long[] counts) {
    this.words = words;
    this.counts = counts;
    this.total = LongStream.of(counts).sum();
  }

  /** Word {@code i} has id {@code i} and {@code counts[i]}. */
  public static Vocabulary of(List<String> words, long[] counts) {
    if (words.size() != counts.length) {
      throw new IllegalArgumentException(words.size() + " words, " + counts.length + " counts");
    }
    WordTable table = new WordTable();
    for (String word : words) {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      int before = table.size();
      if (table.add(bytes, 0, bytes.length) != before) {
        throw new IllegalArgumentException("twice the word " + word);
      }
    }
    return new Vocabulary(table, counts.clone());
  }

  /** Tokens in the order of their ids to be. */
  static Vocabulary of(TokenCounts tokens, int[] order) {
    WordTable words = new WordTable();
    long[] counts = new long[order.length];
    for (int id = 0; id < order.length; id++) {
      WordTable from = tokens.words();
      words.add(from.bytes(), from.start(order[id]), from.end(order[id]));
      counts[id] = tokens.count(order[id]);
    }
    return new Vocabulary(words, counts);
  }

  static int findMarker(WordTable table) {
    byte[] marker = UNKNOWN.getBytes(StandardCharsets.UTF_8);
    return table.find(marker, 0, marker.length);
  }

  /** V. */
  public int size() {
    return counts.length;
  }

  public String word(int id) {
    return words.word(id);
  }

  /** How many tokens are this word. */
  public long count(int id) {
    return counts[id];
  }

  /** The sum of all counts. */
  public long total() {
    return total;
  }

  public OptionalInt id(String word) {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    int id = find(bytes, 0, bytes.length);
    return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** The id of the word {@code utf8[from, to)}, or -1: for loops over tokens. */
  public int find(byte[] utf8, int from, int to) {
    return words.find(utf8, from, to);
  }

  /**
   * Reads the artifact's {@code vocabulary.tsv}.
   *
   * @throws wordmill.config.BadInputException naming the file, and the line where it can
   */
  public static Vocabulary read(Artifact artifact) throws IOException {
    return read(artifact, FILE);
  }

  /** Reads a vocabulary of another file name, for artifacts of several. */
  public static Vocabulary read(Artifact artifact, String name) throws IOException {
    DataFile file =
        artifact.files(name).stream()
            .findFirst()
            .orElseThrow(() -> VocabularyLines.missing(artifact.folder().path(), name));
    try (InputStream in = artifact.folder().read(file)) {
      return VocabularyLines.parse(in.readAllBytes(), artifact.folder().path() + "/" + file.name());
    }
  }

  /** Writes {@code vocabulary.tsv}: line i is the word of id i, a tab and its count. */
  public DataFile write(ArtifactFolder folder) throws IOException {
    return write(folder, FILE);
  }

  /** Writes the same under another file name, for artifacts of several vocabularies. */
  public DataFile write(ArtifactFolder folder, String name) throws IOException {
    try (HashedOutput file = folder.write(name)) {
      OutputStream out = new BufferedOutputStream(file, 1 << 16);
      for (int id = 0; id < size(); id++) {
        out.write(words.bytes(), words.start(id), words.end(id) - words.start(id));
        out.write(("\t" + counts[id] + "\n").getBytes(StandardCharsets.US_ASCII));
      }
      out.flush();
      return file.finish();
    }
  }
}
