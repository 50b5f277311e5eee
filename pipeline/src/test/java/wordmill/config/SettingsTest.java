package wordmill.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private enum Unknown {
    DROP,
    MARK_IT
  }

  @TempDir Path folder;

  private Settings of(String text, String... overrides) throws IOException {
    return Settings.load(Files.writeString(folder.resolve("my.conf"), text), List.of(overrides));
  }

  private static void fails(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call).isInstanceOf(BadInputException.class).hasMessageContainingAll(parts);
  }

  @Test
  void aFileWinsOverDefaultsAndSetOverBoth() throws Exception {
    Settings settings = of("svd { rank = 7, blocks = 3 }", "svd.rank=9", "svd.rank = 10");
    assertThat(settings.integer("svd.rank")).isEqualTo(10);
    assertThat(settings.integer("svd.blocks")).isEqualTo(3);
    assertThat(settings.integer("svd.block-size")).isEqualTo(64);
  }

  @Test
  void anIncludeIsSoughtBesideAFileGivenByItsBareName() throws Exception {
    Path base = Files.createTempFile(Path.of(""), "base", ".conf");
    Path mine = Files.createTempFile(Path.of(""), "mine", ".conf");
    try {
      Files.writeString(base, "svd.rank = 7");
      Files.writeString(mine, "include required(\"" + base.getFileName() + "\")");
      assertThat(
              Settings.load(Path.of(mine.getFileName().toString()), List.of()).integer("svd.rank"))
          .isEqualTo(7);
    } finally {
      Files.delete(base);
      Files.delete(mine);
    }
  }

  @Test
  void theWholeAsOneDocumentIsReadToEqualSettings() throws Exception {
    Settings settings =
        of("run.stages = [lm, \"a b\"]\ntext.max-line-bytes = 2 MiB", "lm.rate=1e-6", "svd.rank=9");
    Settings again = Settings.parse(settings.document(), "hdfs://host/x.conf", List.of());
    for (String section : List.of("run", "text", "svd", "lm", "seq2seq", "store", "seed")) {
      assertThat(again.section(section)).isEqualTo(settings.section(section)).isNotEmpty();
    }
    assertThat(again.bytes("text.max-line-bytes")).isEqualTo(2 << 20);
    fails(() -> Settings.parse("svd.rnk = 1", "hdfs://host/x.conf", List.of()), "svd.rnk");
  }

  @Test
  void theFileCanIncludeAnotherAndUseTheEnvironment() throws Exception {
    Files.writeString(folder.resolve("base.conf"), "svd.rank = 5");
    Settings settings = of("include \"base.conf\"\nstore.path = ${PATH}/x\nrun.name = ${svd.rank}");
    assertThat(settings.integer("svd.rank")).isEqualTo(5);
    assertThat(settings.text("run.name")).isEqualTo("5");
    assertThat(settings.text("store.path")).isEqualTo(System.getenv("PATH") + "/x");
    assertThat(of("store.path = x", "store.path=${PATH}").text("store.path"))
        .isEqualTo(System.getenv("PATH"));
  }

  @Test
  void anUnsetVariableIsNamed() {
    fails(() -> of("store.path = ${NO_SUCH_VARIABLE_HERE}"), "NO_SUCH_VARIABLE_HERE", "my.conf");
  }

  @Test
  void anUnknownKeyIsNamedWithItsPlaceAndTheNearest() {
    fails(
        () -> of("seed = 2\nvocabulary {\n  min-cuont = 3\n}"),
        "vocabulary.min-cuont",
        "my.conf line 3",
        "did you mean vocabulary.min-count?");
    fails(() -> of("windw = 3"), "windw", "did you mean cooccurrence.window?");
    fails(() -> of("", "svd.rnk=3"), "svd.rnk", "--set svd.rnk=3", "did you mean svd.rank?");
    fails(() -> of("", "svd.rank.x=3"), "svd.rank.x", "did you mean svd.rank?");
    fails(() -> of("store = here"), "store", "store.path");
  }

  @Test
  void aWrongTypeSaysWhatWasGivenAndWhatIsAllowed() throws Exception {
    Settings settings =
        of(
            """
            svd.rank = ten
            svd.blocks = 2.5
            ppmi.shift = [1]
            vocabulary.unknown = lose
            text.split-bytes = 3 apples
            embeddings.contexts = perhaps
            run.name = null
            seed = 1e30
            cooccurrence.window = 3000000000
            text.max-line-bytes = -1
            """);
    fails(() -> settings.integer("svd.rank"), "svd.rank", "a whole number", "line 1", "\"ten\"");
    fails(() -> settings.integer("svd.blocks"), "svd.blocks must be a whole number", "2.5");
    fails(() -> settings.number("ppmi.shift"), "ppmi.shift must be a number", "[1]");
    fails(
        () -> settings.choice("vocabulary.unknown", Unknown.class),
        "vocabulary.unknown must be one of drop, mark-it",
        "line 4",
        "lose");
    fails(() -> settings.bytes("text.split-bytes"), "a size such as 16 MiB", "3 apples");
    fails(() -> settings.bytes("text.max-line-bytes"), "a size such as 16 MiB", "-1");
    fails(() -> settings.flag("embeddings.contexts"), "true or false", "perhaps");
    fails(() -> settings.text("run.name"), "run.name must be a text", "null");
    fails(() -> settings.longInteger("seed"), "seed must be a whole number");
    fails(() -> settings.integer("cooccurrence.window"), "-2147483648 to 2147483647", "3000000000");
  }

  @Test
  void valuesComeInTheirTypes() throws Exception {
    Settings settings =
        of(
            """
            text { input = [a, b], split-bytes = 2 MiB }
            cooccurrence.cells-in-memory = 4e6
            ppmi.shift = "2.5"
            vocabulary.unknown = mark-it
            embeddings.contexts = yes
            """,
            "evaluate.analogies=[\"x y\", z]",
            "evaluate.similarity=hdfs://host:9000/a//b#c",
            "seed=-9007199254740993");
    assertThat(settings.texts("text.input")).containsExactly("a", "b");
    assertThat(settings.texts("evaluate.analogies")).containsExactly("x y", "z");
    assertThat(settings.texts("evaluate.similarity")).containsExactly("hdfs://host:9000/a//b#c");
    assertThat(settings.bytes("text.split-bytes")).isEqualTo(2 << 20);
    assertThat(settings.integer("cooccurrence.cells-in-memory")).isEqualTo(4_000_000);
    assertThat(settings.number("ppmi.shift")).isEqualTo(2.5);
    assertThat(settings.choice("vocabulary.unknown", Unknown.class)).isEqualTo(Unknown.MARK_IT);
    assertThat(settings.flag("embeddings.contexts")).isTrue();
    assertThat(settings.longInteger("seed")).isEqualTo(-9007199254740993L);
    assertThat(settings.is("vocabulary.max-size", "unlimited")).isTrue();
  }

  @Test
  void aSectionSpellsEqualValuesAlike() throws Exception {
    assertThat(of("ppmi { shift = 1, smoothing = 0.750 }").section("ppmi"))
        .isEqualTo(of("ppmi.shift = 1e0", "ppmi.smoothing=.75").section("ppmi"))
        .hasToString("{ppmi.shift=1, ppmi.smoothing=0.75}");
  }

  @Test
  void syntaxErrorsAndMissingFilesAreOneSentence() throws Exception {
    fails(() -> of("seed = 2\nsvd { rank = }\n}"), "my.conf: 2");
    fails(() -> of("include \"gone.conf\"\ninclude required(\"lost.conf\")"), "lost.conf");
    fails(() -> Settings.load(folder.resolve("none.conf"), List.of()), "none.conf", "no");
    fails(() -> Settings.load(folder, List.of()), "no file");
    fails(() -> Settings.defaults(List.of("svd.rank")), "key=value", "svd.rank");
    fails(() -> Settings.defaults(List.of("svd..rank=3")), "--set svd..rank=3");
    fails(() -> Settings.defaults(List.of("text.input=[a")), "--set text.input=[a");
    Path utf16 = folder.resolve("utf16.conf");
    Files.write(utf16, "seed = 2".getBytes(StandardCharsets.UTF_16));
    fails(() -> Settings.load(utf16, List.of()), "utf16.conf");
  }

  @Test
  void badInputIsFoundBehindOtherFailures() {
    BadInputException bad = new BadInputException("a sentence");
    assertThat(BadInputException.behind(new IOException(new RuntimeException(bad)))).contains(bad);
    assertThat(BadInputException.behind(new IOException("disk"))).isEmpty();
  }
}
