package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wordmill.jobs.Launcher.Outcome;

/** Input to mend, given to deploy/bin/wordmill itself: exit code 2 and one sentence at the end. */
class BadInputIT {
  @TempDir private static Path made;
  @TempDir private Path folder;

  @BeforeAll
  static void makeAStore() throws Exception {
    write("a.txt", "a b c d e f\nf a e b d c\nc c a d\n".repeat(100));
    write(
        "small.conf",
        String.format("text.input = \"%1$s/a.txt\"%nstore.path = \"%1$s/store\"%n", made)
            + "svd.rank = 3\nword2vec { vector-size = 3, epochs = 1 }\n");
    assertThat(Launcher.run(made, Map.of(), "run", "small.conf").code()).isZero();
  }

  private static void write(String name, String text) throws IOException {
    Files.writeString(made.resolve(name), text);
  }

  /** Runs with settings over small.conf in the store that is made already. */
  private static Outcome run(String... settings) throws Exception {
    return Launcher.run(
        made,
        Map.of(),
        Stream.concat(
                Stream.of("run", "small.conf"),
                Stream.of(settings).flatMap(set -> Stream.of("--set", set)))
            .toArray(String[]::new));
  }

  private Outcome runOn(byte[] text, String... settings) throws Exception {
    Path file = Files.write(folder.resolve("text.txt"), text);
    return run(
        Stream.concat(
                Stream.of(settings),
                Stream.of("text.input=" + file, "store.path=" + folder.resolve("store")))
            .toArray(String[]::new));
  }

  private Outcome runOn(String text, String... settings) throws Exception {
    return runOn(text.getBytes(StandardCharsets.UTF_8), settings);
  }

  /** The end of a command whose user can mend it. */
  static void refuses(Outcome outcome, String... words) {
    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    List<String> said = outcome.err().lines().toList();
    assertThat(said.get(said.size() - 1)).startsWith("wordmill: ").contains(words);
    assertThat(said).filteredOn(line -> line.startsWith("wordmill: ")).hasSize(1);
    assertThat(outcome.err()).doesNotContain("\tat ");
  }

  @Test
  void missingPathIsNamed() throws Exception {
    refuses(run("text.input=/no/such/text"), "text.input", "/no/such/text");
  }

  @Test
  void emptyCorpusIsNamed() throws Exception {
    refuses(runOn(""), "text.input: the corpus is empty", folder.toString());
  }

  @Test
  void corpusOfRareWordsNamesMinCount() throws Exception {
    refuses(runOn("one two three\n"), "vocabulary.min-count = 5", "only 1 times");
  }

  @Test
  void vocabularyOfOneWordIsTooSmall() throws Exception {
    refuses(runOn("a a a a\n".repeat(9)), "one word only, 'a'");
  }

  @Test
  void rankAboveTheMatrixNamesWhatIsAllowed() throws Exception {
    refuses(run("svd.rank=7"), "svd.rank is 7", "1 to 6");
  }

  @Test
  void utf16WithByteOrderMarkIsNamed() throws Exception {
    refuses(runOn("the mill\n".repeat(99).getBytes(StandardCharsets.UTF_16)), "UTF-16", "text.txt");
    assertThat(statusOf(folder.resolve("store"))).contains("\"failed\"", "UTF-16", "text.txt");
  }

  private static String statusOf(Path store) throws IOException {
    try (Stream<Path> all = Files.walk(store.resolve("runs"))) {
      return Files.readString(all.filter(Files::isRegularFile).findAny().orElseThrow());
    }
  }

  @Test
  void utf16WithoutByteOrderMarkIsNotText() throws Exception {
    refuses(
        runOn("the mill\n".repeat(99).getBytes(StandardCharsets.UTF_16LE)),
        "text.max-invalid-share",
        "NUL bytes");
  }

  @Test
  void nulByteIsNamedWithItsPlace() throws Exception {
    refuses(runOn("the mill\n".repeat(9) + "a \0\n", "text.invalid=fail"), "NUL byte", "83");
  }

  @Test
  void unknownKeyNamesTheNearest() throws Exception {
    refuses(run("svd.rnak=5"), "svd.rnak", "did you mean svd.rank?");
  }

  @Test
  void wrongTypeNamesTheKey() throws Exception {
    refuses(run("svd.rank=many"), "svd.rank must be a whole number", "many");
  }

  @Test
  void storeOfANewerFormatIsNamed() throws Exception {
    Path manifest = copyOf("vocabulary", "manifest.json");
    String text = Files.readString(manifest);
    Files.writeString(
        manifest, text.replaceFirst("\"formatVersion\" : \\d+", "\"formatVersion\" : 99"));
    refuses(run("store.path=" + folder), "format version 99", "newer", manifest.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"corpus", "cooccurrence", "ppmi"})
  void oneFlippedBitIsFoundByTheNextStageAndByVerify(String kind) throws Exception {
    Path part = copyOf(kind, "part-00000.parquet");
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 2] ^= 1;
    Files.write(part, bytes);
    // What comes after it must be made again, so it is read.
    String changed =
        switch (kind) {
          case "corpus" -> "cooccurrence.window=2";
          case "cooccurrence" -> "ppmi.shift=2";
          default -> "svd.rank=2";
        };
    refuses(run("store.path=" + folder, changed), part + " is damaged");
    refuses(Launcher.run(folder, Map.of(), "verify", "--store", "."), part + " is damaged");
  }

  /** Copies the whole store and finds a file of a kind's one artifact. */
  private Path copyOf(String kind, String name) throws IOException {
    Path store = made.resolve("store");
    try (Stream<Path> all = Files.walk(store)) {
      for (Path from : all.filter(Files::isRegularFile).toList()) {
        Path to = folder.resolve(store.relativize(from).toString());
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
      }
    }
    try (Stream<Path> all = Files.walk(folder.resolve(kind))) {
      return all.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
    }
  }
}
