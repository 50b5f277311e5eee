package wordmill.testdata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;

/** Makes the generated part of the folder test-data. */
final class TestData {
  private static final long LANGUAGE_SEED = 1;
  private static final long CORPUS_SEED = 2;
  private static final long EVALUATION_SEED = 3;
  private static final long ADDITIONS_SEED = 4;
  private static final long DATES_SEED = 5;
  private static final long PHRASES_SEED = 6;

  private TestData() {}

  /**
   * Path below test-data to content; 1.9 MB of corpus in four parts, packed in three ways; pairs.
   */
  static SortedMap<String, byte[]> files() throws IOException {
    PlantedLanguage language = new PlantedLanguage(new Random(LANGUAGE_SEED));
    PlantedCorpus corpus = new PlantedCorpus(language, new Random(CORPUS_SEED));
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("planted/part-1.txt", bytes(corpus.text(280_000)));
    files.put("planted/part-2.txt", bytes(corpus.text(280_000)));
    files.put("planted/part-3.txt.gz", gzip(bytes(corpus.text(660_000))));
    files.put("planted/part-4.txt.bz2", bzip2(bytes(corpus.text(680_000))));
    files.put(
        "eval/planted-similarity.txt",
        bytes(PlantedEvaluation.similarity(language, new Random(EVALUATION_SEED))));
    files.put("eval/planted-analogies.txt", bytes(PlantedEvaluation.analogies(language)));
    files.putAll(pairs("pairs/", 5_000, 2_000));
    return files;
  }

  /**
   * Path to content; fewer lines are the first of more.
   *
   * @param folder begins each path, and ends on a slash where it is not empty
   * @param lines of additions, and as many of dates
   */
  static SortedMap<String, byte[]> pairs(String folder, int lines, int phrases) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(folder + "additions.txt", bytes(Additions.lines(lines, new Random(ADDITIONS_SEED))));
    files.put(folder + "dates.txt", bytes(Dates.lines(lines, new Random(DATES_SEED))));
    files.put(folder + "phrases.txt", bytes(Phrases.lines(phrases, new Random(PHRASES_SEED))));
    return files;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Java writes no name and no time into the header. */
  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  private static byte[] bzip2(byte[] plain) throws IOException {
    Configuration hadoop = new Configuration(false);
    hadoop.set("io.compression.codec.bzip2.library", "java-builtin");
    BZip2Codec codec = new BZip2Codec();
    codec.setConf(hadoop);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = codec.createOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }
}
